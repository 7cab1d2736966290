package dev.decorum.promises.web;

import dev.decorum.promises.PromiseRefused;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.promises.PromiseSettings;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admins say how many promises a day are many.
@Controller
@RequestMapping(PromiseSettingsController.HOME)
@Requires(Permission.MANAGE_STAFF)
class PromiseSettingsController {

  static final String HOME = "/admin/promises";

  private final PromiseSettings settings;

  PromiseSettingsController(PromiseSettings settings) {
    this.settings = settings;
  }

  @GetMapping
  String show(Model model) {
    return page(String.valueOf(settings.mostADay()), FormErrors.none(), model);
  }

  @PostMapping
  String change(
      Viewer viewer,
      @RequestParam(defaultValue = "") String most,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      settings.change(viewer, number(most));
    } catch (PromiseRefused refused) {
      response.setStatus(refused.status().value());
      return page(most, FormErrors.none().and(refused.field(), refused.messageKey()), model);
    }
    Toast.of("promises.settings.saved").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private static int number(String typed) {
    try {
      return Integer.parseInt(typed.strip());
    } catch (NumberFormatException unreadable) {
      throw new PromiseRefused(Reason.BAD_MOST);
    }
  }

  private static String page(String most, FormErrors errors, Model model) {
    model.addAttribute("page", new SettingsPage(most, errors));
    return "promises/settings";
  }
}
