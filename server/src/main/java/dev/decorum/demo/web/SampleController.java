package dev.decorum.demo.web;

import dev.decorum.demo.Sample;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Sample data: offered as the last question of the set-up, loaded and removed later on a page of
/// its own.
@Controller
@Requires(Permission.MANAGE_STAFF)
class SampleController {

  static final String HOME = "/admin/sample";
  private static final String SET_UP = "/setup/sample";

  private final Sample sample;

  SampleController(Sample sample) {
    this.sample = sample;
  }

  @GetMapping(SET_UP)
  String ask(Model model) {
    return ask(FormErrors.none(), model);
  }

  @PostMapping(SET_UP)
  String answer(
      @RequestParam(defaultValue = "") String begin,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    switch (begin) {
      case "sample" -> sample.load(viewer);
      case "empty" -> {}
      default -> {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return ask(FormErrors.none().and("begin-sample", "demo.set_up.missing"), model);
      }
    }
    Toast.of("demo.set_up.done").afterRedirect(redirect);
    return "redirect:/today";
  }

  private static String ask(FormErrors errors, Model model) {
    model.addAttribute("page", new SetUpSamplePage(errors));
    return "demo/setUp";
  }

  @GetMapping(HOME)
  String show(Model model) {
    model.addAttribute("page", new SamplePage(sample.possible(), sample.standing()));
    return "demo/sample";
  }

  @PostMapping(HOME)
  String load(Viewer viewer, RedirectAttributes redirect) {
    sample.load(viewer);
    Toast.of("demo.loaded").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  @PostMapping(HOME + "/remove")
  String remove(Viewer viewer, RedirectAttributes redirect) {
    var gone = sample.remove(viewer);
    Toast.of("demo.removed", gone.clients(), gone.conversations()).afterRedirect(redirect);
    return "redirect:" + HOME;
  }
}
