package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.RoutingRule;
import dev.decorum.channels.routing.Languages;
import dev.decorum.inbox.Priority;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form of one rule.
///
/// @param rule null: a new one
/// @param bound whether it must say for which mailboxes it is
public record RulePage(
    @Nullable RoutingRule rule,
    RuleForm form,
    List<Mailbox> mailboxes,
    boolean bound,
    List<Team> teams,
    FormErrors errors) {

  public RulePage {
    mailboxes = List.copyOf(mailboxes);
    teams = List.copyOf(teams);
  }

  public List<String> languages() {
    return Languages.known();
  }

  public List<Priority> priorities() {
    return List.of(Priority.values());
  }
}
