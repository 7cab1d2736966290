package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.SearchBusy;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Pages, clients and conversations by the first letters of their names, while one types.
@Controller
@Requires(Permission.READ_CLIENTS)
class PaletteController {

  private static final int MOST = 5;
  private static final int FEWEST_LETTERS = 2;

  /// `log okafor`: whom a contact was with.
  private static final Pattern LOG = Pattern.compile("(?i)log\\s+(.+)");

  private final Inbox inbox;
  private final Clients clients;

  PaletteController(Inbox inbox, Clients clients) {
    this.inbox = inbox;
    this.clients = clients;
  }

  @GetMapping("/palette")
  String find(Viewer viewer, @RequestParam(defaultValue = "") String q, Model model) {
    String query = q.strip();
    Matcher log = LOG.matcher(query);
    model.addAttribute(
        "page",
        log.matches() && viewer.may(Permission.WRITE_CLIENTS)
            ? new PalettePage(query, true, clients(viewer, log.group(1)), List.of())
            : new PalettePage(query, false, clients(viewer, query), said(viewer, query)));
    return "inbox/palette";
  }

  private List<ClientSummary> clients(Viewer viewer, String query) {
    return isShort(query)
        ? List.of()
        : clients.search(viewer, query, null, MOST).items().stream().map(Client::summary).toList();
  }

  private List<ConversationRow> said(Viewer viewer, String query) {
    if (isShort(query)) return List.of();
    try {
      return inbox
          .list(viewer, ConversationFilter.of(View.ALL).query(query), Sort.NEWEST, null, MOST)
          .items();
    } catch (SearchBusy busy) {
      // The next letter asks again, and the search page says so.
      return List.of();
    }
  }

  private static boolean isShort(String query) {
    return query.codePointCount(0, query.length()) < FEWEST_LETTERS
        && query.chars().noneMatch(Character::isDigit);
  }
}
