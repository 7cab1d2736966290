package dev.decorum.promises.web;

import dev.decorum.inbox.MessageRefused;
import dev.decorum.promises.HandOvers;
import dev.decorum.promises.HandOvers.Leave;
import dev.decorum.promises.PromiseRefused;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.promises.web.HandOverPage.Ticked;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.MemberNotFound;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Refusal;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where work is handed over before somebody leaves, and while they are away.
@Controller
@RequestMapping(HandOverController.HOME)
@Requires(Permission.WRITE_CLIENTS)
class HandOverController {

  static final String HOME = "/handover";

  /// Those who work with clients no more.
  static final String GONE = "gone";

  private final HandOvers handOvers;
  private final Lines lines;
  private final Staff staff;
  private final Clock clock;

  HandOverController(HandOvers handOvers, Lines lines, Staff staff, Clock clock) {
    this.handOvers = handOvers;
    this.lines = lines;
    this.staff = staff;
    this.clock = clock;
  }

  /// @param whose number of a member, or [#GONE]; empty: who leaves next
  @GetMapping
  String show(Viewer viewer, @RequestParam(defaultValue = "") String whose, Model model) {
    return page(viewer, whose, "", null, FormErrors.none(), model);
  }

  /// @param to number of who is to have it
  /// @param promise numbers of those that are ticked
  /// @param conversation numbers of those that are ticked
  @PostMapping
  String handOver(
      Viewer viewer,
      @RequestParam(defaultValue = "") String whose,
      @RequestParam(required = false) @Nullable Integer to,
      @RequestParam(defaultValue = "") Set<Long> promise,
      @RequestParam(defaultValue = "") Set<Long> conversation,
      @RequestParam(defaultValue = "") String note,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    HandOvers.Done done;
    try {
      var leave = chosen(whose, handOvers.leaving(viewer));
      done =
          handOvers.handOver(
              viewer,
              leave == null ? null : leave.member().no(),
              promise,
              conversation,
              member(to),
              note);
    } catch (PromiseRefused | MessageRefused refused) {
      return again(
          viewer, whose, note, new Ticked(promise, conversation), refused, model, response);
    }
    (done.left() == 0
            ? Toast.of("promises.handover.done", done.given())
            : Toast.of("promises.handover.some", done.given(), done.left()))
        .afterRedirect(redirect);
    return "redirect:" + HOME + (whose.isEmpty() ? "" : "?whose=" + whose);
  }

  private String again(
      Viewer viewer,
      String whose,
      String note,
      Ticked ticked,
      Refusal refused,
      Model model,
      HttpServletResponse response) {
    response.setStatus(refused.status().value());
    var errors = FormErrors.none().and("to", refused.messageKey(), refused.args().toArray());
    return page(viewer, whose, note, ticked, errors, model);
  }

  private MemberId member(@Nullable Integer no) {
    if (no == null) throw new PromiseRefused(Reason.NO_SUCH_OWNER);
    return staff
        .memberByNo(no)
        .map(Member::id)
        .orElseThrow(() -> new PromiseRefused(Reason.NO_SUCH_OWNER));
  }

  private String page(
      Viewer viewer,
      String whose,
      String note,
      @Nullable Ticked ticked,
      FormErrors errors,
      Model model) {
    var leaves = handOvers.leaving(viewer);
    var chosen = chosen(whose, leaves);
    var work =
        chosen == null ? handOvers.ofThoseGone(viewer) : handOvers.of(viewer, chosen.member().no());
    model.addAttribute(
        "page",
        new HandOverPage(
            leaves,
            chosen,
            lines.of(work.promises()),
            work.conversations(),
            lines.colleagues(viewer, work.promises()).stream()
                .filter(one -> chosen == null || !one.member().equals(chosen.member()))
                .toList(),
            note,
            ticked,
            clock.instant(),
            errors));
    return "promises/handover";
  }

  private static @Nullable Leave chosen(String whose, List<Leave> leaves) {
    if (whose.equals(GONE)) return null;
    if (whose.isEmpty()) return leaves.isEmpty() ? null : leaves.getFirst();
    return leaves.stream()
        .filter(one -> whose.equals(String.valueOf(one.member().no())))
        .findFirst()
        .orElseThrow(MemberNotFound::new);
  }
}
