package dev.decorum.coach.web;

import dev.decorum.coach.Passes;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where a lead lets a message leave that is kept back.
@Controller
@Requires({Permission.WRITE_CLIENTS, Permission.LET_PASS})
class PassController {

  private final Passes passes;
  private final Staff staff;

  PassController(Passes passes, Staff staff) {
    this.passes = passes;
    this.staff = staff;
  }

  @GetMapping("/c/{no}/look/{id}/pass")
  String show(Viewer viewer, @PathVariable long no, @PathVariable UUID id, Model model) {
    model.addAttribute("page", page(viewer, no, id, "", FormErrors.none()));
    return "coach/pass";
  }

  @PostMapping("/c/{no}/look/{id}/pass")
  String allow(
      Viewer viewer,
      @PathVariable long no,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long revision,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    var errors =
        reason.isBlank()
            ? FormErrors.none().and("reason", "coach.pass.no_reason")
            : reason.length() > Passes.LONGEST_REASON
                ? FormErrors.none().and("reason", "coach.pass.too_long")
                : FormErrors.none();
    if (errors.any()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("page", page(viewer, no, id, reason, errors));
      return "coach/pass";
    }
    passes.allow(viewer, no, id, revision, reason.strip());
    Toast.of("coach.pass.allowed").afterRedirect(redirect);
    return "redirect:/c/" + no;
  }

  private PassPage page(Viewer viewer, long no, UUID id, String reason, FormErrors errors) {
    var request = passes.request(viewer, no, id);
    var author = staff.member(request.asked().look().asker()).map(Member::name).orElse("");
    return new PassPage(no, request, author, reason, errors);
  }
}
