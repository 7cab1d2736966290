package dev.decorum.practice.web;

import dev.decorum.practice.Practice;
import dev.decorum.practice.ReplyRefused;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Practising with simulated clients.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class PracticeController {

  private final Practice practice;

  PracticeController(Practice practice) {
    this.practice = practice;
  }

  @GetMapping("/practice")
  String all(Viewer viewer, Model model) {
    model.addAttribute(
        "page",
        new PracticePage(
            practice.scenarios(), practice.unfinished(viewer).orElse(null), practice.past(viewer)));
    return "practice/practice";
  }

  @PostMapping("/practice/{scenario}")
  String begin(Viewer viewer, @PathVariable String scenario) {
    return "redirect:/practice/runs/" + practice.begin(viewer, scenario);
  }

  @GetMapping("/practice/runs/{no}")
  String run(Viewer viewer, @PathVariable long no, Model model) {
    return show(viewer, no, "", FormErrors.none(), model);
  }

  /// @param scene that is answered
  @PostMapping("/practice/runs/{no}")
  String reply(
      Viewer viewer,
      @PathVariable long no,
      @RequestParam String scene,
      @RequestParam(defaultValue = "") String text,
      Model model,
      HttpServletResponse response) {
    try {
      practice.reply(viewer, no, scene, text);
    } catch (ReplyRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(viewer, no, text, FormErrors.none().and("text", refused.messageKey()), model);
    }
    return "redirect:/practice/runs/" + no;
  }

  @PostMapping("/practice/runs/{no}/forget")
  String forget(Viewer viewer, @PathVariable long no, RedirectAttributes redirect) {
    practice.forgetWords(viewer, no);
    Toast.of("practice.forgotten").afterRedirect(redirect);
    return "redirect:/practice/runs/" + no;
  }

  @PostMapping("/practice/runs/{no}/remove")
  String remove(Viewer viewer, @PathVariable long no, RedirectAttributes redirect) {
    practice.remove(viewer, no);
    Toast.of("practice.removed").afterRedirect(redirect);
    return "redirect:/practice";
  }

  private String show(Viewer viewer, long no, String written, FormErrors errors, Model model) {
    model.addAttribute("page", new RunPage(practice.run(viewer, no), written, errors));
    return "practice/run";
  }
}
