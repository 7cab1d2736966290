package dev.decorum.protocols.web;

import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationView;
import dev.decorum.protocols.Guidance;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Beside a conversation: the steps of its protocol, and which comes next. Fetched again while one
/// writes, since the coach sees for itself what stands in the draft.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class ProtocolPanel implements ConversationPanel {

  private final Guidance guidance;

  ProtocolPanel(Guidance guidance) {
    this.guidance = guidance;
  }

  @Override
  public int order() {
    return 8;
  }

  @Override
  public String titleKey() {
    return "protocols.panel";
  }

  @Override
  public String url(long no) {
    return "/c/" + no + "/protocol";
  }

  @Override
  public boolean openTo(Viewer viewer, ConversationView conversation) {
    return viewer.may(Permission.WRITE_CLIENTS) && conversation.row().deletedAt() == null;
  }

  @GetMapping("/c/{no}/protocol")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    model.addAttribute("page", new GuidedPage(guidance.of(viewer, no)));
    return fragment ? "protocols/panel" : "protocols/panelPage";
  }

  /// @param protocol empty: none
  @PostMapping("/c/{no}/protocol")
  String follow(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String protocol,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    guidance.follow(viewer, no, protocol);
    return fragment ? panel(viewer, no, true, model) : "redirect:/c/" + no + "/protocol";
  }

  @PostMapping("/c/{no}/protocol/steps")
  String tick(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String tick,
      @RequestParam(defaultValue = "") String untick,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    guidance.tick(viewer, no, tick.isEmpty() ? untick : tick, !tick.isEmpty());
    return fragment ? panel(viewer, no, true, model) : "redirect:/c/" + no + "/protocol";
  }
}
