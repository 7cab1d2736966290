package dev.decorum.approvals;

import dev.decorum.clients.Channel;
import dev.decorum.inbox.SendGate;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps back what needs approval and has none. What was approved is decided by the second look;
/// whether whoever approved it may, is decided here, as things stand when it leaves.
@Component
class ApprovalGate implements SendGate {

  private static final int MOST_NAMED = 5;

  private final ApprovalRules rules;

  ApprovalGate(ApprovalRules rules) {
    this.rules = rules;
  }

  @Override
  public void check(Leaving message) {
    var in = message.in();
    boolean answer = message.subject() == null;
    var able =
        answer
            ? rules.approvers(message.author(), in.channel(), in.team())
            : rules.senders(message.author(), in.channel(), in.team());
    if (able.isEmpty()) return;
    boolean approved =
        answer && able.get().stream().anyMatch(one -> one.id().equals(message.approvedBy()));
    if (!approved) throw new ApprovalNeeded(answer, names(able.get()));
  }

  @Override
  public Optional<List<MemberId>> approvers(Viewer author, Channel channel, @Nullable TeamId team) {
    return rules
        .approvers(author, channel, team)
        .map(members -> members.stream().map(Member::id).toList());
  }

  private static String names(List<Member> members) {
    return members.stream().limit(MOST_NAMED).map(Member::name).collect(Collectors.joining(", "));
  }
}
