package dev.decorum.sla.web;

import dev.decorum.inbox.ConversationPanel;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Drafts;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.ConversationClocks;
import dev.decorum.sla.ConversationClocks.Running;
import dev.decorum.sla.ConversationClocks.View;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.BadRequest;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// Beside a conversation: what is due in it and why, who was told, and words for the client when it
/// is late.
@Controller
@Requires(Permission.READ_CLIENTS)
class DuePanel implements ConversationPanel {

  private final ConversationClocks clocks;
  private final Drafts drafts;
  private final Staff staff;
  private final MessageSource words;

  DuePanel(ConversationClocks clocks, Drafts drafts, Staff staff, MessageSource words) {
    this.staff = staff;
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

  /// Puts words for the client into the reply under way: why it takes so long, who has it now, and
  /// what comes next. They are for a person to finish; nothing is sent.
  ///
  /// @param kind of the clock they are about; empty: what is overdue longest
  @PostMapping("/c/{no}/due/explain")
  @Requires(Permission.WRITE_CLIENTS)
  String explain(
      Viewer viewer, @PathVariable long no, @RequestParam(defaultValue = "") String kind) {
    var view = clocks.of(viewer, no);
    var about = kind.isEmpty() ? view.overdue() : view.running(kind(kind));
    if (about != null) {
      drafts.append(viewer, view.conversation().no(), text(viewer, view, about));
    }
    return "redirect:/c/" + view.conversation().no() + "#text";
  }

  private static ClockKind kind(String word) {
    try {
      return ClockKind.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new BadRequest("parameter.invalid");
    }
  }

  private String text(Viewer viewer, View view, Running about) {
    var time = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", Locale.UK);
    var due = Objects.requireNonNull(about.due());
    var letter =
        say(
            about.missed() ? "sla.explain" : "sla.explain.soon",
            time.format(about.since().atZone(viewer.zone())),
            time.format(due.atZone(viewer.zone())));
    var taker =
        view.told().stream()
            .filter(one -> one.kind() == about.kind())
            .flatMap(one -> Stream.ofNullable(one.handedTo()))
            .findFirst();
    if (taker.isEmpty()) return letter;
    return letter
        + "\n\n"
        + (taker.get().equals(viewer.id())
            ? say("sla.explain.taken")
            : say(
                "sla.explain.handed",
                staff.member(taker.get()).map(Member::name).orElse(say("sla.colleague"))));
  }

  private String say(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, Locale.UK));
  }
}
