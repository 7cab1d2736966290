package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationFilter;
import dev.decorum.inbox.ConversationMerges;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MergeRefused;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Two conversations become one and two again, and one becomes two.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class MergeController {

  private static final int OTHERS = 20;
  static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");

  private final Inbox inbox;
  private final ConversationMerges merges;
  private final Threads threads;

  MergeController(Inbox inbox, ConversationMerges merges, Threads threads) {
    this.inbox = inbox;
    this.merges = merges;
    this.threads = threads;
  }

  @GetMapping("/c/{no}/merge")
  String form(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    return form(viewer, no, view, null, "", FormErrors.none(), model);
  }

  private String form(
      Viewer viewer,
      long no,
      @Nullable String view,
      @Nullable ConversationRow stranger,
      String typed,
      FormErrors errors,
      Model model) {
    ConversationRow row = inbox.row(viewer, no);
    List<ConversationRow> others =
        inbox
            .list(
                viewer,
                ConversationFilter.of(View.ALL).client(row.client().id()),
                Sort.NEWEST,
                null,
                OTHERS + 1)
            .items()
            .stream()
            .filter(other -> other.no() != row.no())
            .limit(OTHERS)
            .toList();
    Beside beside = Beside.named(view);
    model.addAttribute(
        "page",
        new MergePage(
            row,
            others,
            stranger,
            typed,
            beside.in("/c/" + no + "/merge"),
            beside.page(no),
            errors));
    return "inbox/merge";
  }

  /// @param other number of the conversation that goes up in this one
  @PostMapping("/c/{no}/merge")
  String merge(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String other,
      @RequestParam(defaultValue = "") String typed,
      @RequestParam(required = false) @Nullable String view,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var number = NUMBER.matcher(typed.isBlank() ? other : typed.strip());
    if (!number.matches()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and("typed", "inbox.merge.refusal.none");
      return form(viewer, no, view, null, typed, errors, model);
    }
    long absorbed = Long.parseLong(number.group(1));
    try {
      merges.merge(viewer, no, absorbed);
    } catch (MergeRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and("typed", refused.messageKey());
      boolean strange = refused.reason() == MergeRefused.Reason.OTHER_CLIENT;
      ConversationRow stranger = strange ? inbox.row(viewer, absorbed) : null;
      return form(viewer, no, view, stranger, typed, errors, model);
    }
    Toast.of("inbox.merge.done", "#" + absorbed)
        .undoneBy(Beside.named(view).in("/c/" + no + "/part?other=" + absorbed))
        .afterRedirect(redirect);
    return "redirect:" + Beside.named(view).page(no);
  }

  @PostMapping("/c/{no}/part")
  String part(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam long other,
      @RequestParam(required = false) @Nullable String view,
      RedirectAttributes redirect) {
    try {
      merges.part(viewer, no, other);
      Toast.of("inbox.merge.parted", "#" + other).afterRedirect(redirect);
    } catch (MergeRefused refused) {
      Toast.of(refused.messageKey()).afterRedirect(redirect);
    }
    return "redirect:" + Beside.named(view).page(no);
  }

  @GetMapping("/c/{no}/split")
  String splitForm(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(required = false) @Nullable String view,
      Model model) {
    return splitForm(viewer, no, before, view, "", FormErrors.none(), model);
  }

  private String splitForm(
      Viewer viewer,
      long no,
      @Nullable String before,
      @Nullable String view,
      String subject,
      FormErrors errors,
      Model model) {
    ConversationView conversation = inbox.get(viewer, no);
    ConversationRow row = conversation.row();
    Beside beside = Beside.named(view);
    var thread = threads.thread(viewer, no, row.client(), before, beside);
    model.addAttribute(
        "page",
        new SplitPage(
            row,
            thread.entries().stream().filter(entry -> !(entry instanceof Entry.Event)).toList(),
            subject,
            beside.in("/c/" + no + "/split"),
            beside.page(no),
            errors));
    return "inbox/split";
  }

  @PostMapping("/c/{no}/split")
  String split(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(required = false) @Nullable UUID from,
      @RequestParam(defaultValue = "") String subject,
      @RequestParam(required = false) @Nullable String view,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    if (from == null) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and("from", "inbox.split.none");
      return splitForm(viewer, no, null, view, subject, errors, model);
    }
    long fresh;
    try {
      fresh = merges.split(viewer, no, new InteractionId(from), subject);
    } catch (MergeRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and("from", refused.messageKey());
      return splitForm(viewer, no, null, view, subject, errors, model);
    }
    Toast.of("inbox.split.done", "#" + fresh).afterRedirect(redirect);
    return "redirect:" + Beside.named(view).page(fresh);
  }
}
