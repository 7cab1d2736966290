package dev.decorum.sla;

import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.hours.Absences;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.ConversationTimes;
import dev.decorum.inbox.NoticeEvent;
import dev.decorum.inbox.Notices;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.vault.RowIds;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells the people whom a policy names that something is about to be missed, or was, and remembers
/// that they were told, and who was passed over since they are away.
@Component
class Escalations {

  private final Staff staff;
  private final Absences absences;
  private final Notices notices;
  private final ConversationTimes times;
  private final JdbcClient jdbc;
  private final Pending pending;
  private final Clock clock;

  Escalations(
      Staff staff,
      Absences absences,
      Notices notices,
      ConversationTimes times,
      JdbcClient jdbc,
      Pending pending,
      Clock clock) {
    this.staff = staff;
    this.absences = absences;
    this.notices = notices;
    this.times = times;
    this.jdbc = jdbc;
    this.pending = pending;
    this.clock = clock;
  }

  /// A step about a clock whose time has come.
  record Taken(dev.decorum.sla.Clock clock, Step step) {}

  /// One that was taken.
  ///
  /// @param skipped who was not told, since they were away
  /// @param due when it was due, as far as that was known then
  record Told(
      ClockKind kind,
      Step.Who who,
      int minutes,
      List<MemberId> skipped,
      @Nullable MemberId handedTo,
      Instant due,
      Instant at) {}

  void take(ConversationState state, @Nullable Policy policy, List<Taken> steps) {
    for (var one : steps) {
      var audience = audience(state);
      var handedTo = one.step().handOver() ? handOver(state, audience) : Optional.<MemberId>empty();
      var chosen = audience.of(one.step().who());
      chosen.told().forEach(member -> tell(state, one, member));
      pending
          .sql(
              """
              insert into sla.escalation (
                id, conversation_id, kind, policy_id, minutes, told, skipped, handed_to, due_at, at)
              values (
                :id, :conversation, :kind, :policy, :minutes, :told, :skipped, :handedTo, :due,
                :now)
              """)
          .param("id", RowIds.next())
          .param("conversation", state.id().id())
          .param("kind", one.clock().kind().word())
          .param("policy", policy == null ? null : policy.id())
          .param("minutes", one.step().minutes())
          .param("told", one.step().who().word())
          .param("skipped", chosen.skipped().stream().map(MemberId::id).toArray(UUID[]::new))
          .param("handedTo", handedTo.map(MemberId::id).orElse(null))
          .param("due", Times.bound(one.clock().due()))
          .param("now", Times.bound(Times.now(clock)))
          .add();
    }
  }

  /// To a lead of its team who is there, unless one has it already.
  private Optional<MemberId> handOver(ConversationState state, Audience audience) {
    var leads = audience.takers();
    var owner = state.assignee();
    return owner != null && leads.contains(owner)
        ? Optional.empty()
        : times.handOverBySystem(state.id(), leads);
  }

  private void tell(ConversationState state, Taken one, MemberId member) {
    var event =
        one.step().minutes() < 0
            ? NoticeEvent.DUE_SOON
            : member.equals(state.assignee()) ? NoticeEvent.OVERDUE : NoticeEvent.ESCALATED;
    notices.tell(event, member, state.id(), null);
  }

  /// Who is who for a conversation.
  private Audience audience(ConversationState state) {
    var active = staff.members().stream().filter(Member::active).toList();
    var owner = state.assignee();
    boolean known = owner != null && active.stream().anyMatch(one -> one.id().equals(owner));
    return new Audience(
        known ? owner : null,
        staff.leads(state.team()),
        active.stream().filter(one -> one.role() == Role.ADMIN).map(Member::id).toList(),
        one -> absences.back(one).isEmpty());
  }

  /// What was told about a conversation since then, the latest first.
  List<Told> since(ConversationId conversation, Instant from) {
    return jdbc.sql(
            """
            select e.kind, e.told, e.minutes, e.skipped, e.handed_to, e.due_at, e.at
              from sla.escalation e
             where e.conversation_id = :conversation
               and e.at >= :from
             order by e.at desc
             limit 20
            """)
        .param("conversation", conversation.id())
        .param("from", Times.bound(from))
        .query(
            (row, _) -> {
              var handedTo = row.getObject("handed_to", UUID.class);
              return new Told(
                  ClockKind.of(row.getString("kind")),
                  Step.Who.of(row.getString("told")),
                  row.getInt("minutes"),
                  Arrays.stream((UUID[]) row.getArray("skipped").getArray())
                      .map(MemberId::new)
                      .toList(),
                  handedTo == null ? null : new MemberId(handedTo),
                  Times.read(row, "due_at"),
                  Times.read(row, "at"));
            })
        .list();
  }
}
