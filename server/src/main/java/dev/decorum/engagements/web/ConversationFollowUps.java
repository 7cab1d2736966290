package dev.decorum.engagements.web;

import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationView;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/// Beside a conversation: what to come back to the client with.
@Controller
@Requires(Permission.READ_CLIENTS)
class ConversationFollowUps implements ConversationPanel {

  private final FollowUpPages pages;

  ConversationFollowUps(FollowUpPages pages) {
    this.pages = pages;
  }

  @Override
  public int order() {
    return 4;
  }

  @Override
  public String titleKey() {
    return "engagements.follow_ups";
  }

  @Override
  public String url(long no) {
    return "/c/" + no + "/follow-ups";
  }

  @Override
  public boolean openTo(Viewer viewer, ConversationView conversation) {
    return true;
  }

  @GetMapping("/c/{no}/follow-ups")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    model.addAttribute("page", pages.of(viewer, no, FormErrors.none()));
    return fragment ? "engagements/followUps" : "engagements/followUpsPage";
  }
}
