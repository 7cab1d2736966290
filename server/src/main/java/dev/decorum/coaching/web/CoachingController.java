package dev.decorum.coaching.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.ClientPanel;
import dev.decorum.clients.Clients;
import dev.decorum.coaching.Course;
import dev.decorum.coaching.Figures;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// How messages were written over time: one's own, a team's, those to a client, a member's for
/// their lead.
@Controller
@Requires(Permission.WRITE_CLIENTS)
class CoachingController implements ClientPanel {

  private final Figures figures;
  private final Clients clients;

  CoachingController(Figures figures, Clients clients) {
    this.figures = figures;
    this.clients = clients;
  }

  @GetMapping("/coaching")
  String own(
      Viewer viewer, @RequestParam(required = false) @Nullable Integer edition, Model model) {
    var course = figures.own(viewer, edition);
    var teams = figures.teams(viewer);
    return show(
        page("own", "", "/coaching", course, edition, teams, figures.people(viewer)), model);
  }

  @GetMapping("/coaching/teams/{no}")
  String team(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam(required = false) @Nullable Integer edition,
      Model model) {
    var team = figures.team(viewer, no);
    var course = figures.of(viewer, team, edition);
    return show(page("team", team.name(), "/coaching/teams/" + no, course, edition), model);
  }

  @GetMapping("/coaching/people/{no}")
  @Requires(Permission.COACH_MEMBERS)
  String person(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam(required = false) @Nullable Integer edition,
      Model model) {
    var person = figures.person(viewer, no);
    var course = figures.of(viewer, person, edition);
    return show(page("person", person.name(), "/coaching/people/" + no, course, edition), model);
  }

  private CoursePage page(
      String whose, String name, String address, Course course, @Nullable Integer edition) {
    return page(whose, name, address, course, edition, List.of(), List.of());
  }

  private CoursePage page(
      String whose,
      String name,
      String address,
      Course course,
      @Nullable Integer edition,
      List<Team> teams,
      List<Member> people) {
    return new CoursePage(whose, name, address, course, figures.editions(), edition, teams, people);
  }

  private static String show(CoursePage page, Model model) {
    model.addAttribute("page", page);
    return "coaching/coaching";
  }

  // --- on a client's page

  @Override
  public int order() {
    return 60;
  }

  @Override
  public String titleKey() {
    return "coaching.client";
  }

  @Override
  public String url(long clientNo) {
    return "/clients/" + clientNo + "/coaching";
  }

  @Override
  public boolean openTo(Viewer viewer, Client client) {
    return viewer.may(Permission.WRITE_CLIENTS) && figures.enough(viewer, client);
  }

  @GetMapping("/clients/{no}/coaching")
  String panel(
      Viewer viewer,
      @PathVariable long no,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
      Model model) {
    var client = clients.get(viewer, no);
    var page = page("client", client.name(), url(no), figures.of(viewer, client, null), null);
    model.addAttribute("page", page);
    return fragment ? "coaching/client" : "coaching/coaching";
  }
}
