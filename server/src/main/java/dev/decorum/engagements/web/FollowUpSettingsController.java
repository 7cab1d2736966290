package dev.decorum.engagements.web;

import dev.decorum.engagements.FollowUpSettings;
import dev.decorum.engagements.FollowUpSettings.Decided;
import dev.decorum.engagements.web.FollowUpSettingsPage.TeamLine;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admins say what is followed up, and when. What is left empty is not.
@Controller
@RequestMapping(FollowUpSettingsController.HOME)
@Requires(Permission.MANAGE_STAFF)
class FollowUpSettingsController {

  static final String HOME = "/admin/follow-ups";

  private final FollowUpSettings settings;
  private final Staff staff;

  FollowUpSettingsController(FollowUpSettings settings, Staff staff) {
    this.settings = settings;
    this.staff = staff;
  }

  @GetMapping
  String show(Model model) {
    var decided = settings.get();
    return page(
        typed(decided.recapHours()),
        typed(decided.silenceDays()),
        team -> typed(decided.checkIns().get(team.id())),
        FormErrors.none(),
        model);
  }

  private static String typed(@Nullable Integer number) {
    return number == null ? "" : number.toString();
  }

  @PostMapping
  String decide(
      Viewer viewer,
      @RequestParam Map<String, String> form,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var read = new Reading(form);
    var recap = read.number("recap", FollowUpSettings.MOST_HOURS);
    var silence = read.number("silence", FollowUpSettings.MOST_SILENCE);
    var checkIns = new HashMap<TeamId, Integer>();
    for (var team : staff.teams()) {
      var days = read.number(field(team), FollowUpSettings.MOST_CHECK_IN);
      if (days != null) checkIns.put(team.id(), days);
    }
    if (read.errors.any()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(
          read.text("recap"),
          read.text("silence"),
          team -> read.text(field(team)),
          read.errors,
          model);
    }
    settings.decide(viewer, new Decided(recap, silence, checkIns));
    Toast.of("engagements.settings.saved").afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private String page(
      String recap,
      String silence,
      Function<Team, String> checkIn,
      FormErrors errors,
      Model model) {
    var teams =
        staff.teams().stream()
            .map(team -> new TeamLine(team.name(), field(team), checkIn.apply(team)))
            .toList();
    model.addAttribute("page", new FollowUpSettingsPage(recap, silence, teams, errors));
    return "engagements/settings";
  }

  private static String field(Team team) {
    return "team-" + team.no();
  }

  /// Numbers out of a form, and what is wrong with them.
  private static final class Reading {

    private final Map<String, String> form;
    private FormErrors errors = FormErrors.none();

    Reading(Map<String, String> form) {
      this.form = form;
    }

    String text(String field) {
      return form.getOrDefault(field, "").strip();
    }

    /// Null: left empty, or wrong.
    @Nullable Integer number(String field, int most) {
      var text = text(field);
      if (text.isEmpty()) return null;
      int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
      if (number >= 1 && number <= most) return number;
      errors = errors.and(field, "engagements.settings.number", most);
      return null;
    }
  }
}
