package dev.decorum.approvals;

import dev.decorum.inbox.TodayPart;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells admins on their day that replies wait for an approval that nobody could give. It asks the
/// database nothing.
@Component
class StrandedToday implements TodayPart {

  private final ApprovalRules rules;

  StrandedToday(ApprovalRules rules) {
    this.rules = rules;
  }

  @Override
  public int order() {
    return 15;
  }

  @Override
  public Place place() {
    return Place.TEAM;
  }

  @Override
  public String titleKey() {
    return "approvals.title";
  }

  @Override
  public Content of(Viewer viewer, Day day) {
    if (!viewer.may(Permission.MANAGE_STAFF)) return Content.NOTHING;
    int stranded =
        (int) rules.stranded().stream().flatMap(one -> one.members().stream()).distinct().count();
    return stranded == 0
        ? Content.NOTHING
        : Content.of(List.of(), Words.counted("approvals.today.stranded", stranded));
  }
}
