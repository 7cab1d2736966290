package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Cursor;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.SearchBusy;
import dev.decorum.inbox.Slice;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// Finds conversations by words, names, addresses and numbers, and clients by name.
@Controller
@Requires(Permission.READ_CLIENTS)
class SearchController {

  private static final int CLIENTS = 5;
  private static final int ROWS = 25;

  private final Inbox inbox;
  private final Clients clients;
  private final Queues queues;

  SearchController(Inbox inbox, Clients clients, Queues queues) {
    this.inbox = inbox;
    this.clients = clients;
    this.queues = queues;
  }

  @GetMapping("/search")
  String search(
      Viewer viewer,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String cursor,
      Model model,
      HttpServletResponse response) {
    String query = q.strip();
    try {
      model.addAttribute("page", page(viewer, query, cursor));
    } catch (SearchBusy busy) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      model.addAttribute("page", new SearchPage(query, List.of(), List.of(), null, true));
    }
    return "inbox/search";
  }

  private SearchPage page(Viewer viewer, String query, @Nullable String cursor) {
    if (query.isEmpty()) {
      return new SearchPage("", List.of(), List.of(), null, false);
    }
    Slice<ConversationRow> found =
        inbox.list(
            viewer,
            ConversationFilter.of(View.ALL).query(query),
            Sort.NEWEST,
            cursor == null ? null : new Cursor(cursor),
            ROWS);
    List<ClientSummary> people =
        cursor != null
            ? List.of()
            : clients.search(viewer, query, null, CLIENTS).items().stream()
                .map(Client::summary)
                .toList();
    String next =
        found.next() == null
            ? null
            : UriComponentsBuilder.fromPath("/search")
                .queryParam("q", "{q}")
                .queryParam("cursor", "{cursor}")
                .encode()
                .buildAndExpand(query, found.next().text())
                .toUriString();
    return new SearchPage(
        query,
        people,
        found.items().stream().map(row -> queues.row(viewer, row, null)).toList(),
        next,
        false);
  }
}
