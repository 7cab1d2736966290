package dev.decorum.approvals.web;

import dev.decorum.approvals.ApprovalRules;
import dev.decorum.approvals.ApprovalRules.Stranded;
import dev.decorum.clients.Channel;
import dev.decorum.staff.Role;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules, who has nobody to ask, and a new rule.
public record ApprovalsPage(
    List<Rule> rules, List<Stranded> stranded, List<Team> teams, Form form, FormErrors errors) {

  public ApprovalsPage {
    rules = List.copyOf(rules);
    stranded = List.copyOf(stranded);
    teams = List.copyOf(teams);
  }

  /// @param team its name; null: any
  public record Rule(
      UUID id,
      @Nullable Channel channel,
      @Nullable String team,
      Collection<Role> authors,
      Collection<Role> approvers,
      boolean firsts) {

    /// The rule as a sentence.
    public String words(Ui ui) {
      return ui.t(
          team == null ? "approvals.rule" : "approvals.rule.team",
          roles(ui, authors),
          ui.t(channel == null ? "approvals.channel.any" : "approvals.channel." + channel.word()),
          roles(ui, approvers),
          team == null ? "" : team);
    }

    private static String roles(Ui ui, Collection<Role> roles) {
      return roles.stream()
          .sorted()
          .map(role -> ui.t("approvals.role." + role.word()))
          .collect(Collectors.joining(", "));
    }
  }

  /// What somebody has typed.
  ///
  /// @param channel empty: any
  /// @param team empty: any
  public record Form(
      String channel, String team, List<String> authors, List<String> approvers, boolean firsts) {

    static final Form EMPTY = new Form("", "", List.of("agent"), List.of("lead", "admin"), false);
  }

  public List<Role> roles() {
    return ApprovalRules.roles();
  }

  public List<Channel> channels() {
    return List.of(Channel.values());
  }
}
