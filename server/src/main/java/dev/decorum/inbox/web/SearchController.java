package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Cursor;
import dev.decorum.inbox.FileHit;
import dev.decorum.inbox.FileSearch;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.SearchBusy;
import dev.decorum.inbox.Slice;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Finds conversations by words, names, addresses and numbers, clients by name, and files by their
/// names and by what they say.
@Controller
@Requires(Permission.READ_CLIENTS)
class SearchController {

  private static final int FEW = 5;
  private static final int ROWS = 25;

  private final Inbox inbox;
  private final Clients clients;
  private final FileSearch files;
  private final Queues queues;

  SearchController(Inbox inbox, Clients clients, FileSearch files, Queues queues) {
    this.inbox = inbox;
    this.clients = clients;
    this.files = files;
    this.queues = queues;
  }

  @GetMapping("/search")
  String search(
      Viewer viewer,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String in,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(defaultValue = "false") boolean mine,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      Model model,
      HttpServletResponse response) {
    SearchQuery query = SearchQuery.of(q, in, status, mine, channel, from, to);
    try {
      model.addAttribute("page", page(viewer, query, cursor));
    } catch (SearchBusy busy) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      model.addAttribute("page", SearchPage.nothing(query, true));
    }
    return "inbox/search";
  }

  private SearchPage page(Viewer viewer, SearchQuery query, @Nullable String cursor) {
    if (query.text().isEmpty()) {
      return SearchPage.nothing(query, false);
    }
    return switch (query.in()) {
      case null -> everything(viewer, query, cursor);
      case CONVERSATIONS -> {
        Slice<ConversationRow> found = conversations(viewer, query, cursor);
        yield new SearchPage(
            query, List.of(), rows(viewer, found), List.of(), next(query, found), false);
      }
      case CLIENTS -> {
        Page<Client> found = clients.search(viewer, query.text(), place(cursor), ROWS);
        yield new SearchPage(
            query,
            found.items().stream().map(Client::summary).toList(),
            List.of(),
            List.of(),
            found.next() == null ? null : query.url(found.next()),
            false);
      }
      case FILES -> {
        Page<FileHit> found =
            files.find(viewer, query.text(), query.said(viewer.zone()), place(cursor), ROWS);
        yield new SearchPage(
            query,
            List.of(),
            List.of(),
            found.items(),
            found.next() == null ? null : query.url(found.next()),
            false);
      }
    };
  }

  /// A few clients and files, and conversations to read on in.
  private SearchPage everything(Viewer viewer, SearchQuery query, @Nullable String cursor) {
    Slice<ConversationRow> found = conversations(viewer, query, cursor);
    boolean first = cursor == null;
    return new SearchPage(
        query,
        first && query.shows(SearchQuery.Among.CLIENTS)
            ? clients.search(viewer, query.text(), null, FEW).items().stream()
                .map(Client::summary)
                .toList()
            : List.of(),
        rows(viewer, found),
        first
            ? files.find(viewer, query.text(), query.said(viewer.zone()), null, FEW).items()
            : List.of(),
        next(query, found),
        false);
  }

  private Slice<ConversationRow> conversations(
      Viewer viewer, SearchQuery query, @Nullable String cursor) {
    return inbox.list(
        viewer,
        ConversationFilter.of(View.ALL)
            .query(query.text())
            .said(query.said(viewer.zone()))
            .status(query.status())
            .assignee(query.mine() ? viewer.id() : null),
        Sort.NEWEST,
        cursor == null ? null : new Cursor(cursor),
        ROWS);
  }

  private List<QueuePage.Row> rows(Viewer viewer, Slice<ConversationRow> found) {
    return found.items().stream().map(row -> queues.row(viewer, row, null)).toList();
  }

  private static @Nullable String next(SearchQuery query, Slice<ConversationRow> found) {
    Cursor next = found.next();
    return next == null ? null : query.url(next.text());
  }

  private static dev.decorum.web.@Nullable Cursor place(@Nullable String cursor) {
    return cursor == null ? null : dev.decorum.web.Cursor.parse(cursor);
  }
}
