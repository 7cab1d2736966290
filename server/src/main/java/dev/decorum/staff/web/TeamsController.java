package dev.decorum.staff.web;

import dev.decorum.audit.Actor;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Refused;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamNotFound;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Teams, for admins. Who belongs to a team is set at the member.
@Requires(Permission.MANAGE_STAFF)
@Controller
class TeamsController {

  private final Staff staff;

  TeamsController(Staff staff) {
    this.staff = staff;
  }

  @GetMapping("/admin/teams")
  String list(Model model) {
    return list("", FormErrors.none(), model);
  }

  @PostMapping("/admin/teams")
  String create(
      @RequestParam(defaultValue = "") String name,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    try {
      staff.createTeam(Actor.member(viewer.id().id()), name);
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return list(name, Forms.errors(refused), model);
    }
    Toast.of("staff.team.created").afterRedirect(redirect);
    return "redirect:/admin/teams";
  }

  @GetMapping("/admin/teams/{no}")
  String show(@PathVariable int no, Model model) {
    var team = team(no);
    return show(team, team.name(), FormErrors.none(), model);
  }

  @PostMapping("/admin/teams/{no}")
  String rename(
      @PathVariable int no,
      @RequestParam(defaultValue = "") String name,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var team = team(no);
    try {
      staff.renameTeam(Actor.member(viewer.id().id()), team.id(), name);
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(team, name, Forms.errors(refused), model);
    }
    Toast.of("staff.team.saved").afterRedirect(redirect);
    return "redirect:/admin/teams/" + no;
  }

  private String list(String name, FormErrors errors, Model model) {
    model.addAttribute(
        "page",
        new TeamsPage(
            staff.teams().stream()
                .map(team -> new TeamsPage.Row(team, membersOf(team).size()))
                .toList(),
            name,
            errors));
    return "staff/teams";
  }

  private String show(Team team, String name, FormErrors errors, Model model) {
    model.addAttribute("page", new TeamPage(team, name, membersOf(team), errors));
    return "staff/team";
  }

  private Team team(int no) {
    return staff.teamByNo(no).orElseThrow(TeamNotFound::new);
  }

  private List<Member> membersOf(Team team) {
    return staff.members().stream()
        .filter(member -> member.teams().contains(team.id()))
        .filter(member -> member.state() != Member.State.DISABLED)
        .toList();
  }
}
