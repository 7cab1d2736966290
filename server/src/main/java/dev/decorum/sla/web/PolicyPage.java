package dev.decorum.sla.web;

import dev.decorum.clients.Channel;
import dev.decorum.hours.Calendar;
import dev.decorum.inbox.Priority;
import dev.decorum.sla.ClockKind;
import dev.decorum.sla.Policy;
import dev.decorum.staff.Team;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One policy, to read and change.
///
/// @param policy null: a new one
/// @param hiding name of the one before it that leaves nothing for it; null: none does
public record PolicyPage(
    @Nullable Policy policy,
    PolicyForm form,
    List<Team> teams,
    List<Calendar> calendars,
    @Nullable String hiding,
    FormErrors errors) {

  public PolicyPage {
    teams = List.copyOf(teams);
    calendars = List.copyOf(calendars);
  }

  public List<ClockKind> kinds() {
    return List.of(ClockKind.values());
  }

  public List<Channel> channels() {
    return List.of(Channel.values());
  }

  public List<Priority> priorities() {
    return List.of(Priority.values());
  }

  public String action() {
    return TargetsController.HOME + (policy == null ? "" : "/" + policy.no());
  }

  public int version() {
    return policy == null ? 0 : policy.version();
  }
}
