package dev.decorum.sla.web;

import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Drafts;
import dev.decorum.sla.ConversationClocks;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/// Beside a conversation: what is due in it and why, who was told, and words for the client when it
/// is late.
@Controller
@Requires(Permission.READ_CLIENTS)
class DuePanel implements ConversationPanel {

  private final ConversationClocks clocks;
  private final Drafts drafts;
  private final MessageSource words;

  DuePanel(ConversationClocks clocks, Drafts drafts, MessageSource words) {
    this.clocks = clocks;
    this.drafts = drafts;
    this.words = words;
  }

  @Override
  public int order() {
    return 5;
  }

  @Override
  public String titleKey() {
    return "sla.due.title";
  }

  @Override
  public String url(long no) {
    return "/c/" + no + "/due";
  }

  @Override
  public boolean openTo(Viewer viewer, ConversationView conversation) {
    return clocks.any();
  }

  @GetMapping("/c/{no}/due")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    var view = clocks.of(viewer, no);
    model.addAttribute(
        "page",
        new DuePage(
            view.conversation().no(),
            view,
            viewer.may(Permission.WRITE_CLIENTS) && view.conversation().deletedAt() == null));
    return fragment ? "sla/due" : "sla/duePage";
  }

  /// Puts words for the client into the reply under way: why it is late and what comes next. They
  /// are for a person to finish; nothing is sent.
  @PostMapping("/c/{no}/due/explain")
  @Requires(Permission.WRITE_CLIENTS)
  String explain(Viewer viewer, @PathVariable long no) {
    var view = clocks.of(viewer, no);
    var late = view.overdue();
    if (late != null) {
      var due = Objects.requireNonNull(late.due());
      drafts.append(viewer, view.conversation().no(), text(viewer, late.since(), due));
    }
    return "redirect:/c/" + view.conversation().no();
  }

  private String text(Viewer viewer, Instant since, Instant due) {
    var time = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.UK);
    return Objects.requireNonNull(
        words.getMessage(
            "sla.explain",
            new Object[] {
              time.format(since.atZone(viewer.zone())), time.format(due.atZone(viewer.zone()))
            },
            Locale.UK));
  }
}
