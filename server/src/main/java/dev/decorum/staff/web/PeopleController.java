package dev.decorum.staff.web;

import dev.decorum.audit.Actor;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberChange;
import dev.decorum.staff.MemberNotFound;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Refused;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Role;
import dev.decorum.staff.SignIn;
import dev.decorum.staff.Staff;
import dev.decorum.staff.StaffLetters;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Members, for admins.
@Requires(Permission.MANAGE_STAFF)
@Controller
class PeopleController {

  private final Staff staff;
  private final StaffLetters letters;

  PeopleController(Staff staff, StaffLetters letters) {
    this.staff = staff;
    this.letters = letters;
  }

  @GetMapping("/admin/people")
  String list(Model model) {
    return list(PeoplePage.Form.empty(), model);
  }

  /// Shows the link on the page that answers the form: it lets its holder in, so it is kept
  /// nowhere.
  @PostMapping("/admin/people")
  String invite(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "agent") String role,
      @RequestParam(defaultValue = "") List<Integer> team,
      Viewer viewer,
      HttpServletResponse response,
      Model model) {
    var teams = teams(team);
    try {
      var added =
          staff.add(
              Actor.member(viewer.id().id()),
              new NewMember(
                  name, email, role(role), teams.stream().map(Team::name).toList(), null));
      URI link = added.invitation();
      if (link == null) {
        throw new IllegalStateException("A member without a password has no invitation");
      }
      boolean sent = letters.sendInvitation(added.member(), link);
      return link(added.member(), "invitation", link, sent, model);
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return list(
          new PeoplePage.Form(name, email, role, numbers(teams), Forms.errors(refused)), model);
    }
  }

  @GetMapping("/admin/people/{no}")
  String show(@PathVariable int no, Viewer viewer, Model model) {
    var member = member(no);
    return show(member, PersonPage.Form.of(member, numbersOf(member)), viewer, model);
  }

  @PostMapping("/admin/people/{no}")
  String change(
      @PathVariable int no,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "agent") String role,
      @RequestParam(defaultValue = "") List<Integer> team,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var member = member(no);
    var teams = teams(team);
    try {
      staff.change(
          Actor.member(viewer.id().id()),
          member.id(),
          new MemberChange(name, email, role(role), ids(teams)));
    } catch (Refused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(
          member,
          new PersonPage.Form(name, email, role, numbers(teams), Forms.errors(refused)),
          viewer,
          model);
    }
    Toast.of("staff.person.saved").afterRedirect(redirect);
    return "redirect:/admin/people/" + no;
  }

  @PostMapping("/admin/people/{no}/disable")
  String disable(
      @PathVariable int no,
      Viewer viewer,
      HttpServletResponse response,
      Model model,
      RedirectAttributes redirect) {
    var member = member(no);
    try {
      staff.disable(Actor.member(viewer.id().id()), member.id());
    } catch (Refused refused) {
      return refused(member, refused, viewer, response, model);
    }
    Toast.of("staff.person.disabled").afterRedirect(redirect);
    return "redirect:/admin/people/" + no;
  }

  @PostMapping("/admin/people/{no}/enable")
  String enable(@PathVariable int no, Viewer viewer, RedirectAttributes redirect) {
    staff.enable(Actor.member(viewer.id().id()), member(no).id());
    Toast.of("staff.person.enabled").afterRedirect(redirect);
    return "redirect:/admin/people/" + no;
  }

  @PostMapping("/admin/people/{no}/invitation")
  String inviteAgain(
      @PathVariable int no, Viewer viewer, HttpServletResponse response, Model model) {
    var member = member(no);
    try {
      var link = staff.invite(Actor.member(viewer.id().id()), member.id());
      return link(member, "invitation", link, letters.sendInvitation(member, link), model);
    } catch (Refused refused) {
      return refused(member, refused, viewer, response, model);
    }
  }

  @PostMapping("/admin/people/{no}/reset-link")
  String resetLink(@PathVariable int no, Viewer viewer, HttpServletResponse response, Model model) {
    var member = member(no);
    try {
      var link = staff.resetLink(Actor.member(viewer.id().id()), member.id());
      boolean sent = letters.sendReset(new SignIn.ResetMail(member, link));
      return link(member, "reset", link, sent, model);
    } catch (Refused refused) {
      return refused(member, refused, viewer, response, model);
    }
  }

  private String list(PeoplePage.Form form, Model model) {
    model.addAttribute(
        "page",
        new PeoplePage(
            staff.members().stream()
                .map(member -> new PeoplePage.Row(member, teamNames(member)))
                .toList(),
            roles(),
            staff.teams(),
            form));
    return "staff/people";
  }

  private String show(Member member, PersonPage.Form form, Viewer viewer, Model model) {
    model.addAttribute(
        "page",
        new PersonPage(member, viewer.id().equals(member.id()), roles(), staff.teams(), form));
    return "staff/person";
  }

  private String refused(
      Member member, Refused refused, Viewer viewer, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    var form = PersonPage.Form.of(member, numbersOf(member));
    return show(member, form.with(Forms.errors(refused)), viewer, model);
  }

  private static String link(Member member, String purpose, URI link, boolean sent, Model model) {
    model.addAttribute("page", new PersonLinkPage(member, purpose, link.toString(), sent));
    return "staff/personLink";
  }

  private Member member(int no) {
    return staff.memberByNo(no).orElseThrow(MemberNotFound::new);
  }

  private List<Team> teams(List<Integer> numbers) {
    return numbers.stream().map(staff::teamByNo).flatMap(Optional::stream).toList();
  }

  private List<String> teamNames(Member member) {
    return staff.teams().stream()
        .filter(team -> member.teams().contains(team.id()))
        .map(Team::name)
        .toList();
  }

  private Set<Integer> numbersOf(Member member) {
    return staff.teams().stream()
        .filter(team -> member.teams().contains(team.id()))
        .map(Team::no)
        .collect(Collectors.toSet());
  }

  private static Set<Integer> numbers(List<Team> teams) {
    return teams.stream().map(Team::no).collect(Collectors.toSet());
  }

  private static Set<TeamId> ids(List<Team> teams) {
    return teams.stream().map(Team::id).collect(Collectors.toSet());
  }

  private static Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElse(Role.AGENT);
  }

  private static List<String> roles() {
    return Arrays.stream(Role.values()).map(Role::word).toList();
  }
}
