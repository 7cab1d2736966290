package dev.decorum.engagements.web;

import dev.decorum.engagements.FollowUp;
import dev.decorum.engagements.FollowUpLetters;
import dev.decorum.engagements.FollowUpRefused;
import dev.decorum.engagements.FollowUpRefused.Reason;
import dev.decorum.engagements.FollowUps;
import dev.decorum.engagements.PreparedLetters;
import dev.decorum.inbox.Change;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Status;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What is done about follow-ups. Each leads back to the conversation.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class FollowUpsController {

  private final FollowUps followUps;
  private final FollowUpLetters letters;
  private final FollowUpPages pages;
  private final PreparedLetters prepared;
  private final Inbox inbox;
  private final Staff staff;

  FollowUpsController(
      FollowUps followUps,
      FollowUpLetters letters,
      FollowUpPages pages,
      PreparedLetters prepared,
      Inbox inbox,
      Staff staff) {
    this.followUps = followUps;
    this.letters = letters;
    this.pages = pages;
    this.prepared = prepared;
    this.inbox = inbox;
    this.staff = staff;
  }

  /// Where an answer leads.
  private record Answer(HttpServletResponse response, Model model, RedirectAttributes redirect) {}

  /// @param who `all`, else the viewer's
  @GetMapping("/follow-ups")
  @Requires(Permission.READ_CLIENTS)
  String all(Viewer viewer, @RequestParam(defaultValue = "") String who, Model model) {
    model.addAttribute("page", pages.all(viewer, !who.equals("all")));
    return "engagements/followUpsAll";
  }

  /// Plans to ask whether it is solved.
  ///
  /// @param resolve whether the conversation is resolved with it
  @PostMapping("/c/{no}/follow-ups")
  String checkIn(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "false") boolean resolve,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      followUps.checkIn(viewer, no, day(day));
      if (resolve) {
        inbox.change(viewer, no, List.of(new Change.ToStatus(Status.RESOLVED)), null);
      }
    } catch (FollowUpRefused refused) {
      return refused(viewer, no, refused, response, model);
    }
    Toast.of(resolve ? "engagements.done.resolved" : "engagements.done.planned")
        .afterRedirect(redirect);
    return "redirect:/c/" + no;
  }

  /// Words for it, put into the reply under way: a person finishes and sends them. Asked again they
  /// are not put there twice.
  @PostMapping("/follow-ups/{no}/draft")
  String draft(Viewer viewer, @PathVariable long no) {
    var one = followUps.get(viewer, no);
    long conversation = one.conversation();
    if (!one.drafted() || !prepared.underWay(viewer, conversation)) {
      var letter = letters.of(viewer, one);
      if (one.state().ended()) throw new FollowUpRefused(Reason.NOT_OPEN);
      long client = inbox.row(viewer, conversation).client().no();
      followUps.drafted(viewer, no, prepared.intoReply(viewer, conversation, client, letter));
    }
    return "redirect:/c/" + conversation + "#text";
  }

  @PostMapping("/follow-ups/{no}/done")
  String done(
      Viewer viewer,
      @PathVariable long no,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        "done",
        () -> followUps.done(viewer, no),
        new Answer(response, model, redirect));
  }

  @PostMapping("/follow-ups/{no}/not-needed")
  String notNeeded(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String reason,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        "not_needed",
        () -> followUps.notNeeded(viewer, no, reason),
        new Answer(response, model, redirect));
  }

  @PostMapping("/follow-ups/{no}/later")
  String later(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "") String day,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        "later",
        () -> followUps.later(viewer, no, day(day)),
        new Answer(response, model, redirect));
  }

  /// @param member number of a colleague
  @PostMapping("/follow-ups/{no}/give")
  String give(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam(defaultValue = "0") int member,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        "given",
        () ->
            followUps.give(
                viewer,
                no,
                staff
                    .memberByNo(member)
                    .map(Member::id)
                    .orElseThrow(() -> new FollowUpRefused(Reason.NO_SUCH_OWNER))),
        new Answer(response, model, redirect));
  }

  @PostMapping("/follow-ups/{no}/reopen")
  String reopen(
      Viewer viewer,
      @PathVariable long no,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    return changed(
        viewer,
        no,
        "reopened",
        () -> followUps.reopen(viewer, no),
        new Answer(response, model, redirect));
  }

  private String changed(
      Viewer viewer, long no, String done, Supplier<FollowUp> change, Answer answer) {
    FollowUp before;
    try {
      before = change.get();
    } catch (FollowUpRefused refused) {
      var conversation = followUps.get(viewer, no).conversation();
      return refused(viewer, conversation, refused, answer.response(), answer.model());
    }
    var toast = Toast.of("engagements.done." + done);
    boolean over = done.equals("done") || done.equals("not_needed");
    (over ? toast.undoneBy("/follow-ups/" + no + "/reopen") : toast)
        .afterRedirect(answer.redirect());
    return "redirect:/c/" + before.conversation();
  }

  private String refused(
      Viewer viewer,
      long conversation,
      FollowUpRefused refused,
      HttpServletResponse response,
      Model model) {
    response.setStatus(refused.status().value());
    var errors = FormErrors.none().and(refused.field(), refused.messageKey());
    model.addAttribute("page", pages.of(viewer, conversation, errors));
    return "engagements/followUpsPage";
  }

  private static LocalDate day(String typed) {
    try {
      return LocalDate.parse(typed.strip());
    } catch (DateTimeException unreadable) {
      throw new FollowUpRefused(Reason.NO_DAY);
    }
  }
}
