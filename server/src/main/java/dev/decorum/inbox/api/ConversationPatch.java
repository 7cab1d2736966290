package dev.decorum.inbox.api;

import dev.decorum.inbox.Change;
import dev.decorum.inbox.MessageRefused;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.inbox.Priority;
import dev.decorum.inbox.Status;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is to be changed about a conversation. Absent members stay as they are.
///
/// @param snoozedUntil needed with status `snoozed`
/// @param assignee a member's number, `"me"`, or null for nobody
/// @param team a team's number, or null for everybody
/// @param tags all of them
/// @param priority `low`, `normal`, `high` or `urgent`
record ConversationPatch(
    @Nullable Status status,
    @Nullable Instant snoozedUntil,
    @Nullable JsonNode assignee,
    @Nullable JsonNode team,
    @Nullable List<@NotNull String> tags,
    @Nullable Priority priority,
    @Nullable String subject) {

  List<Change> changes(Viewer viewer, Staff staff) {
    var changes = new ArrayList<Change>();
    if (status == Status.SNOOZED) {
      if (snoozedUntil == null) throw new MessageRefused(Reason.NO_TIME);
      changes.add(new Change.Snooze(snoozedUntil));
    } else if (status != null) {
      changes.add(new Change.ToStatus(status));
    }
    if (assignee != null) changes.add(assign(assignee, viewer, staff));
    if (team != null) changes.add(move(team, staff));
    if (tags != null) changes.add(new Change.Tag(Set.copyOf(tags)));
    if (priority != null) changes.add(new Change.Prioritise(priority));
    if (subject != null) changes.add(new Change.Rename(subject));
    return changes;
  }

  private static Change assign(JsonNode assignee, Viewer viewer, Staff staff) {
    if (assignee.isNull()) return new Change.Assign(null);
    if (assignee.isString() && assignee.stringValue().equals("me")) {
      return new Change.Assign(viewer.id());
    }
    if (!assignee.isInt()) throw new MessageRefused(Reason.UNFIT_ASSIGNEE);
    return staff
        .memberByNo(assignee.intValue())
        .map(Member::id)
        .map(Change.Assign::new)
        .orElseThrow(() -> new MessageRefused(Reason.UNFIT_ASSIGNEE));
  }

  private static Change move(JsonNode team, Staff staff) {
    if (team.isNull()) return new Change.MoveTo(null);
    if (!team.isInt()) throw new MessageRefused(Reason.NO_SUCH_TEAM);
    return staff
        .teamByNo(team.intValue())
        .map(Team::id)
        .map(Change.MoveTo::new)
        .orElseThrow(() -> new MessageRefused(Reason.NO_SUCH_TEAM));
  }
}
