package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Counts;
import dev.decorum.inbox.Cursor;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Slice;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.inbox.web.QueuePage.Row;
import dev.decorum.inbox.web.QueuePage.Tab;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/// Reads the lists of conversations for pages.
@Component
class Queues {

  static final int ROWS = 30;
  private static final List<View> TABS = List.of(View.MINE, View.UNASSIGNED, View.TEAM);

  private final Inbox inbox;
  private final Staff staff;

  Queues(Inbox inbox, Staff staff) {
    this.inbox = inbox;
    this.staff = staff;
  }

  /// @param open number of the conversation that is open beside the list; null: none
  QueuePage page(
      Viewer viewer,
      View view,
      Sort sort,
      @Nullable String tag,
      @Nullable String cursor,
      @Nullable Long open) {
    Slice<ConversationRow> slice =
        inbox.list(
            viewer,
            ConversationFilter.of(view).tag(tag),
            sort,
            cursor == null ? null : new Cursor(cursor),
            ROWS);
    return new QueuePage(
        view,
        sort,
        tag,
        slice.items().stream().map(row -> row(viewer, row, view)).toList(),
        tabs(inbox.counts(viewer)),
        open,
        slice.next() == null ? null : address(view, sort, tag, slice.next().text(), "", null),
        address(view, sort, tag, cursor, "/rows", open));
  }

  Row row(Viewer viewer, ConversationRow row, @Nullable View view) {
    String assignee =
        row.assignee() == null || row.assignee().equals(viewer.id())
            ? null
            : staff.member(row.assignee()).map(Member::name).orElse(null);
    return new Row(row, assignee, new Beside(view).page(row.no()));
  }

  private static List<Tab> tabs(Counts counts) {
    return TABS.stream().map(view -> new Tab(view, words(count(counts, view)))).toList();
  }

  private static int count(Counts counts, View view) {
    return switch (view) {
      case MINE -> counts.mine();
      case UNASSIGNED -> counts.unassigned();
      case TEAM -> counts.team();
      case ALL -> counts.all();
      case SNOOZED -> counts.snoozed();
      case SENT, MENTIONS, LOOKS, TRASH -> 0;
    };
  }

  private static @Nullable String words(int count) {
    if (count == 0) {
      return null;
    }
    return count >= Counts.CAP ? (Counts.CAP - 1) + "+" : String.valueOf(count);
  }

  private static String address(
      View view,
      Sort sort,
      @Nullable String tag,
      @Nullable String cursor,
      String part,
      @Nullable Long open) {
    var address = UriComponentsBuilder.fromPath("/inbox/" + view.word() + part);
    if (sort != Sort.WAITING) {
      address.queryParam("sort", sort.word());
    }
    if (tag != null) {
      address.queryParam("tag", tag);
    }
    if (cursor != null) {
      address.queryParam("cursor", cursor);
    }
    if (open != null) {
      address.queryParam("open", open);
    }
    return address.encode().toUriString();
  }
}
