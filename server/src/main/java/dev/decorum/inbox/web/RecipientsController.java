package dev.decorum.inbox.web;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.Clients;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Recipients;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Reads the recipients of a message as they are typed. Posted and not asked for by address, so
/// that no mail address stands in a log.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class RecipientsController {

  private final Inbox inbox;
  private final Clients clients;
  private final PeopleReader reader;

  RecipientsController(Inbox inbox, Clients clients, PeopleReader reader) {
    this.inbox = inbox;
    this.clients = clients;
    this.reader = reader;
  }

  /// @param c number of the conversation
  /// @param client number of the client, when a conversation begins
  @PostMapping("/people")
  String people(
      Viewer viewer,
      @RequestParam(required = false) @Nullable Long c,
      @RequestParam(required = false) @Nullable Long client,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String cc,
      @RequestParam(defaultValue = "") String bcc,
      Model model) {
    var recipients =
        new Recipients(AddressList.parse(to), AddressList.parse(cc), AddressList.parse(bcc));
    model.addAttribute(
        "people", reader.read(viewer, client(viewer, c, client, recipients), recipients));
    return "inbox/people";
  }

  /// Whoever has the first address is the client when nobody is named.
  private @Nullable ClientId client(
      Viewer viewer, @Nullable Long c, @Nullable Long client, Recipients recipients) {
    if (c != null) return inbox.row(viewer, c).client().id();
    if (client != null) return clients.get(viewer, client).id();
    return recipients.to().stream()
        .findFirst()
        .flatMap(first -> clients.byEmail(first.address()))
        .orElse(null);
  }
}
