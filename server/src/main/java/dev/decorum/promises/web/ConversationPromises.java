package dev.decorum.promises.web;

import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Inbox;
import dev.decorum.promises.Promises;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/// Beside a conversation: what is owed in it.
@Controller
@Requires(Permission.READ_CLIENTS)
class ConversationPromises implements ConversationPanel {

  private final Promises promises;
  private final Inbox inbox;
  private final Lines lines;

  ConversationPromises(Promises promises, Inbox inbox, Lines lines) {
    this.promises = promises;
    this.inbox = inbox;
    this.lines = lines;
  }

  @Override
  public int order() {
    return 3;
  }

  @Override
  public String titleKey() {
    return "promises.panel";
  }

  @Override
  public String url(long no) {
    return "/c/" + no + "/promises";
  }

  @Override
  public boolean openTo(Viewer viewer, ConversationView conversation) {
    return true;
  }

  @GetMapping("/c/{no}/promises")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    var row = inbox.row(viewer, no);
    var promised = promises.ofConversation(viewer, row.no());
    model.addAttribute(
        "page",
        new PanelPage(
            row.client(),
            row.no(),
            lines.of(promised),
            lines.colleagues(viewer, promised),
            viewer.may(Permission.WRITE_CLIENTS)));
    return fragment ? "promises/panel" : "promises/panelPage";
  }
}
