package dev.decorum.assistant.web;

import dev.decorum.assistant.Assistant;
import dev.decorum.assistant.AssistantRefused;
import dev.decorum.assistant.AssistantSettings;
import dev.decorum.assistant.Use;
import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Inbox;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/// Beside a conversation: what was said in it, in short, when somebody asks.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class SummaryPanel implements ConversationPanel {

  private final Assistant assistant;
  private final AssistantSettings settings;
  private final Inbox inbox;

  SummaryPanel(Assistant assistant, AssistantSettings settings, Inbox inbox) {
    this.assistant = assistant;
    this.settings = settings;
    this.inbox = inbox;
  }

  @Override
  public int order() {
    return 20;
  }

  @Override
  public String titleKey() {
    return "assistant.summary";
  }

  @Override
  public String url(long no) {
    return "/c/" + no + "/summary";
  }

  @Override
  public boolean openTo(Viewer viewer, ConversationView conversation) {
    return settings.allow(Use.SUMMARISE) && viewer.may(Permission.WRITE_CLIENTS);
  }

  /// Nothing is asked yet.
  @GetMapping("/c/{no}/summary")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    if (!settings.allow(Use.SUMMARISE)) throw AssistantRefused.off();
    return page(new SummaryPage(inbox.row(viewer, no).no(), null, null), fragment, model);
  }

  @PostMapping("/c/{no}/summary")
  String summarise(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model,
      HttpServletResponse response) {
    try {
      return page(new SummaryPage(no, assistant.summarise(viewer, no), null), fragment, model);
    } catch (AssistantRefused refused) {
      response.setStatus(refused.status().value());
      return page(new SummaryPage(no, null, refused.messageKey()), fragment, model);
    }
  }

  private static String page(SummaryPage page, boolean fragment, Model model) {
    model.addAttribute("page", page);
    return fragment ? "assistant/summary" : "assistant/summaryPage";
  }
}
