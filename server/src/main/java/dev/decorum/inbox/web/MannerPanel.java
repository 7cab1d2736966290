package dev.decorum.inbox.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.Preferences;
import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Inbox;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/// Beside a conversation: how the client wants to be addressed, and what time it is for them.
@Controller
@Requires(Permission.READ_CLIENTS)
class MannerPanel implements ConversationPanel {

  private final Inbox inbox;
  private final Clients clients;
  private final Preferences preferences;

  MannerPanel(Inbox inbox, Clients clients, Preferences preferences) {
    this.inbox = inbox;
    this.clients = clients;
    this.preferences = preferences;
  }

  @Override
  public int order() {
    return 10;
  }

  @Override
  public String titleKey() {
    return "inbox.manner.title";
  }

  @Override
  public String url(long no) {
    return "/c/" + no + "/manner";
  }

  @Override
  public boolean openTo(Viewer viewer, ConversationView conversation) {
    return true;
  }

  @GetMapping("/c/{no}/manner")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    Client client = clients.get(viewer, inbox.row(viewer, no).client().no());
    model.addAttribute("page", new MannerPage(no, client, preferences.manner(viewer, client)));
    return fragment ? "inbox/manner" : "inbox/mannerPage";
  }
}
