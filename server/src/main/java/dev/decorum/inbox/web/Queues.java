package dev.decorum.inbox.web;

import dev.decorum.hours.Absences;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Counts;
import dev.decorum.inbox.Cursor;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.SavedView;
import dev.decorum.inbox.SavedViews;
import dev.decorum.inbox.Slice;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.inbox.web.ConversationPage.Choice;
import dev.decorum.inbox.web.QueuePage.Picking;
import dev.decorum.inbox.web.QueuePage.Row;
import dev.decorum.inbox.web.QueuePage.Saved;
import dev.decorum.inbox.web.QueuePage.Tab;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/// Reads the lists of conversations for pages.
@Component
class Queues {

  private static final int ROWS = 30;

  /// Beside a conversation, whose thread needs the room on the page.
  private static final int ROWS_BESIDE = 24;

  private static final List<View> TABS = List.of(View.MINE, View.UNASSIGNED, View.TEAM);

  /// More of one's saved views are on their own page.
  private static final int SAVED = 12;

  private final Inbox inbox;
  private final SavedViews saved;
  private final Staff staff;
  private final Absences absences;
  private final TransactionTemplate reading;
  private final Clock clock;

  Queues(
      Inbox inbox,
      SavedViews saved,
      Staff staff,
      Absences absences,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.inbox = inbox;
    this.saved = saved;
    this.staff = staff;
    this.absences = absences;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.clock = clock;
  }

  /// @param sort null: the usual one of the list
  /// @param open number of the conversation that is open beside the list; null: none
  /// @throws dev.decorum.inbox.SavedViewNotFound
  QueuePage page(
      Viewer viewer,
      ListName list,
      @Nullable Sort sort,
      @Nullable String tag,
      @Nullable String cursor,
      @Nullable Long open) {
    // One transaction: each end of one is another round trip.
    return Objects.requireNonNull(
        reading.execute(_ -> read(viewer, list, sort, tag, cursor, open)));
  }

  private QueuePage read(
      Viewer viewer,
      ListName list,
      @Nullable Sort sort,
      @Nullable String tag,
      @Nullable String cursor,
      @Nullable Long open) {
    List<SavedView> views = saved.of(viewer);
    SavedView current = list.saved() == null ? null : named(viewer, views, list.saved());
    Sort usual = current == null ? Sort.WAITING : current.sort();
    Sort wanted = sort == null ? usual : sort;
    Slice<ConversationRow> slice =
        inbox.list(
            viewer,
            ConversationFilter.of(list.view())
                .tag(tag)
                .rule(current == null ? null : current.rule()),
            wanted,
            cursor == null ? null : new Cursor(cursor),
            open == null ? ROWS : ROWS_BESIDE);
    List<SavedView> shown = views.stream().limit(SAVED).toList();
    Map<Integer, Integer> counts = saved.counts(viewer, shown);
    String asked = wanted == usual ? null : wanted.word();
    return new QueuePage(
        list.view(),
        current == null ? null : link(current, counts),
        wanted,
        tag,
        slice.items().stream().map(row -> row(viewer, row, list)).toList(),
        tabs(inbox.counts(viewer)),
        shown.stream().map(view -> link(view, counts)).toList(),
        open,
        slice.next() == null ? null : address(list, asked, tag, slice.next().text(), "", null),
        address(list, asked, tag, cursor, "/rows", open),
        picking(viewer, list, asked, tag));
  }

  /// What a list holds.
  ///
  /// @throws dev.decorum.inbox.SavedViewNotFound
  ConversationFilter filter(Viewer viewer, ListName list, @Nullable String tag) {
    return ConversationFilter.of(list.view())
        .tag(tag)
        .rule(list.saved() == null ? null : saved.get(viewer, list.saved()).rule());
  }

  Sort sort(Viewer viewer, ListName list, @Nullable String word) {
    try {
      if (word != null) return Sort.of(word);
    } catch (IllegalArgumentException unknown) {
      // The usual one.
    }
    return list.saved() == null ? Sort.WAITING : saved.get(viewer, list.saved()).sort();
  }

  static String address(ListName list, @Nullable String sort, @Nullable String tag) {
    return address(list, sort, tag, null, "", null);
  }

  /// Admins have the views of all teams, and may be sent to one that is not in their list.
  private SavedView named(Viewer viewer, List<SavedView> views, int no) {
    return views.stream()
        .filter(view -> view.no() == no)
        .findFirst()
        .orElseGet(() -> saved.get(viewer, no));
  }

  /// Null where nothing can be done with many at once: by those who only read, and in the trash.
  private @Nullable Picking picking(
      Viewer viewer, ListName list, @Nullable String sort, @Nullable String tag) {
    if (!viewer.may(Permission.WRITE_CLIENTS) || list.view() == View.TRASH) {
      return null;
    }
    var action = UriComponentsBuilder.fromPath("/inbox/bulk").queryParam("view", list.word());
    if (sort != null) {
      action.queryParam("sort", sort);
    }
    if (tag != null) {
      action.queryParam("tag", tag);
    }
    return new Picking(
        action.encode().toUriString(),
        staff.colleagues(viewer.id(), null, _ -> false).stream()
            .map(member -> ConversationPages.choice(member, absences))
            .toList(),
        staff.teams().stream()
            .map(team -> new Choice(String.valueOf(team.no()), team.name(), false))
            .toList(),
        Later.choices(viewer, clock));
  }

  Saved link(SavedView view, Map<Integer, Integer> counts) {
    String team = view.team() == null ? null : staff.team(view.team()).map(Team::name).orElse("");
    return new Saved(
        view.no(), view.name(), team, view.editable(), words(counts.getOrDefault(view.no(), 0)));
  }

  /// @param list the list it is in; null: it opens alone
  Row row(Viewer viewer, ConversationRow row, @Nullable ListName list) {
    String assignee =
        row.assignee() == null || row.assignee().equals(viewer.id())
            ? null
            : staff.member(row.assignee()).map(Member::name).orElse(null);
    return new Row(row, assignee, new Beside(list).page(row.no()));
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
      ListName list,
      @Nullable String sort,
      @Nullable String tag,
      @Nullable String cursor,
      String part,
      @Nullable Long open) {
    var address = UriComponentsBuilder.fromPath("/inbox/" + list.word() + part);
    if (sort != null) {
      address.queryParam("sort", sort);
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
