package dev.decorum.hours.web;

import dev.decorum.hours.AbsenceRefused;
import dev.decorum.hours.Absences;
import dev.decorum.staff.AnyMember;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where members say when they are away, and leads for those of their teams.
@Controller
@RequestMapping(AwayController.HOME)
@AnyMember
class AwayController {

  static final String HOME = "/me/away";

  private final Absences absences;
  private final Staff staff;

  AwayController(Absences absences, Staff staff) {
    this.absences = absences;
    this.staff = staff;
  }

  @GetMapping
  String show(Viewer viewer, Model model) {
    return page(viewer, AwayForm.blank(viewer.zone().getId()), FormErrors.none(), model);
  }

  @PostMapping
  String state(
      Viewer viewer,
      @ModelAttribute AwayForm form,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      absences.state(viewer, member(viewer, form), form.absence());
    } catch (AbsenceRefused refused) {
      response.setStatus(refused.status().value());
      var errors = FormErrors.none().and(refused.field(), refused.messageKey());
      return page(viewer, form, errors, model);
    }
    Toast.of("hours.away.saved").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  /// Whom nobody knows is refused like somebody for whom one may not speak.
  private MemberId member(Viewer viewer, AwayForm form) {
    var no = form.member();
    if (no == null) return viewer.id();
    return staff
        .memberByNo(no)
        .map(Member::id)
        .orElseThrow(() -> new AbsenceRefused(AbsenceRefused.Reason.NO_SUCH_MEMBER));
  }

  @PostMapping("/{no}/remove")
  String remove(Viewer viewer, @PathVariable long no, RedirectAttributes redirect) {
    absences.remove(viewer, no);
    Toast.of("hours.away.removed").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private String page(Viewer viewer, AwayForm form, FormErrors errors, Model model) {
    var members = members(viewer);
    var rows =
        absences.coming().stream()
            .flatMap(
                one ->
                    members.stream()
                        .filter(member -> member.id().equals(one.member()))
                        .map(member -> new AwayPage.Row(one, member)))
            .toList();
    model.addAttribute("page", new AwayPage(form, members, rows, HoursController.ZONES, errors));
    return "hours/away";
  }

  private List<Member> members(Viewer viewer) {
    return Stream.concat(
            staff.member(viewer.id()).stream(),
            staff.members().stream()
                .filter(one -> !one.id().equals(viewer.id()))
                .filter(one -> absences.mayStateFor(viewer, one)))
        .toList();
  }
}
