package dev.decorum.coaching.web;

import dev.decorum.coaching.CoachingSettings;
import dev.decorum.coaching.CoachingSettings.Decided;
import dev.decorum.coaching.Figures;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admins say what coaching is for in this organisation.
@Controller
@RequestMapping(SettingsController.HOME)
@Requires(Permission.MANAGE_GUIDELINES)
class SettingsController {

  static final String HOME = "/admin/coaching";

  private final CoachingSettings settings;
  private final Figures figures;

  SettingsController(CoachingSettings settings, Figures figures) {
    this.settings = settings;
    this.figures = figures;
  }

  @GetMapping
  String show(Viewer viewer, Model model) {
    model.addAttribute("page", new SettingsPage(settings.get(), figures.setAside(viewer)));
    return "coaching/settings";
  }

  @PostMapping
  String decide(
      Viewer viewer,
      @RequestParam(name = "people", defaultValue = "false") boolean leadsSeePeople,
      @RequestParam(defaultValue = "false") boolean scorecards,
      RedirectAttributes redirect) {
    settings.decide(viewer, new Decided(leadsSeePeople, scorecards));
    Toast.of("coaching.settings.saved").afterRedirect(redirect);
    return "redirect:" + HOME;
  }
}
