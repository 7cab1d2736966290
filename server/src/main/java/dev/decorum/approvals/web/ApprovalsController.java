package dev.decorum.approvals.web;

import dev.decorum.approvals.ApprovalRule;
import dev.decorum.approvals.ApprovalRuleRefused;
import dev.decorum.approvals.ApprovalRules;
import dev.decorum.approvals.web.ApprovalsPage.Form;
import dev.decorum.clients.Channel;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Whose replies need approval, and whose approval.
@Controller
@Requires(Permission.MANAGE_STAFF)
@RequestMapping(ApprovalsController.HOME)
class ApprovalsController {

  static final String HOME = "/admin/approvals";

  private final ApprovalRules rules;
  private final Staff staff;

  ApprovalsController(ApprovalRules rules, Staff staff) {
    this.rules = rules;
    this.staff = staff;
  }

  @GetMapping
  String show(Model model) {
    return page(Form.EMPTY, FormErrors.none(), model);
  }

  @PostMapping
  String add(
      Viewer viewer,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String team,
      @RequestParam(defaultValue = "") List<String> authors,
      @RequestParam(defaultValue = "") List<String> approvers,
      @RequestParam(defaultValue = "false") boolean firsts,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      rules.add(viewer, channel(channel), team(team), roles(authors), roles(approvers), firsts);
    } catch (ApprovalRuleRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      var errors = FormErrors.none().and(refused.field(), refused.messageKey());
      return page(new Form(channel, team, authors, approvers, firsts), errors, model);
    }
    return done("approvals.added", redirect);
  }

  @PostMapping("/{id}/remove")
  String remove(Viewer viewer, @PathVariable UUID id, RedirectAttributes redirect) {
    rules.remove(viewer, id);
    return done("approvals.removed", redirect);
  }

  private String done(String words, RedirectAttributes redirect) {
    rules.refresh();
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private static @Nullable Channel channel(String word) {
    return Arrays.stream(Channel.values())
        .filter(channel -> channel.word().equals(word))
        .findFirst()
        .orElse(null);
  }

  private @Nullable TeamId team(String no) {
    if (no.isEmpty()) return null;
    return staff.teams().stream()
        .filter(team -> String.valueOf(team.no()).equals(no))
        .findFirst()
        .map(Team::id)
        .orElseThrow(() -> new ApprovalRuleRefused("team", "approvals.refused.team"));
  }

  private static Set<Role> roles(List<String> words) {
    return ApprovalRules.roles().stream()
        .filter(role -> words.contains(role.word()))
        .collect(Collectors.toSet());
  }

  private String page(Form form, FormErrors errors, Model model) {
    model.addAttribute(
        "page",
        new ApprovalsPage(
            rules.all().stream().map(this::shown).toList(),
            rules.stranded(),
            staff.teams(),
            form,
            errors));
    return "approvals/approvals";
  }

  private ApprovalsPage.Rule shown(ApprovalRule rule) {
    var team = rule.team();
    return new ApprovalsPage.Rule(
        rule.id(),
        rule.channel(),
        team == null ? null : staff.team(team).map(Team::name).orElse(""),
        rule.authors(),
        rule.approvers(),
        rule.firsts());
  }
}
