package dev.decorum.engagements.web;

import static java.util.stream.Collectors.toSet;

import dev.decorum.engagements.FollowUp;
import dev.decorum.engagements.FollowUps;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.Status;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Reads what is shown of the follow-ups of a conversation.
@Component
class FollowUpPages {

  private final FollowUps followUps;
  private final Inbox inbox;
  private final Staff staff;
  private final Clock clock;

  FollowUpPages(FollowUps followUps, Inbox inbox, Staff staff, Clock clock) {
    this.followUps = followUps;
    this.inbox = inbox;
    this.staff = staff;
    this.clock = clock;
  }

  FollowUpsPage of(Viewer viewer, long no, FormErrors errors) {
    var row = inbox.row(viewer, no);
    var now = clock.instant();
    var found = followUps.ofConversation(viewer, row.no());
    var owners = found.stream().map(FollowUp::owner).collect(toSet());
    return new FollowUpsPage(
        row.no(),
        row.client(),
        found.stream().map(one -> line(viewer, one, now)).toList(),
        viewer.may(Permission.WRITE_CLIENTS)
            ? staff.colleagues(viewer.id(), row.team(), one -> owners.contains(one.id()))
            : List.of(),
        row.status() != Status.RESOLVED,
        LocalDate.ofInstant(now, viewer.zone()),
        viewer.may(Permission.WRITE_CLIENTS),
        errors);
  }

  FollowUpsOverview all(Viewer viewer, boolean mine) {
    var now = clock.instant();
    var found = followUps.list(viewer, mine);
    var ids = found.stream().map(FollowUp::conversationId).distinct().toList();
    var rows = new HashMap<ConversationId, ConversationRow>();
    inbox.rows(viewer, ids).forEach(row -> rows.put(row.id(), row));
    return new FollowUpsOverview(
        mine,
        found.stream()
            .filter(one -> rows.containsKey(one.conversationId()))
            .map(
                one ->
                    new FollowUpsOverview.Row(
                        line(viewer, one, now),
                        Objects.requireNonNull(rows.get(one.conversationId()))))
            .toList(),
        viewer.may(Permission.WRITE_CLIENTS));
  }

  private FollowUpsPage.Line line(Viewer viewer, FollowUp one, Instant now) {
    var owner = one.owner();
    return new FollowUpsPage.Line(
        one,
        owner == null ? null : staff.member(owner).map(Member::name).orElse(null),
        viewer.id().equals(owner),
        one.overdue(now));
  }
}
