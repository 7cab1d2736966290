package dev.decorum.sla;

import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.ConversationTimes;
import dev.decorum.sla.Outcome.Reason;
import dev.decorum.sla.Outcome.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of clocks and of what became of them.
@Repository
class Book {

  /// What became of clocks long ago is never asked for again.
  private static final int REMEMBERED = 40;

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Policies policies;
  private final ConversationTimes times;
  private final Clock clock;

  Book(JdbcClient jdbc, Pending pending, Policies policies, ConversationTimes times, Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.policies = policies;
    this.times = times;
    this.clock = clock;
  }

  Optional<Matter> lock(ConversationId conversation) {
    return Optional.ofNullable(lock(List.of(conversation)).get(conversation));
  }

  /// Those of these that are known, with as many statements for a hundred as for one.
  Map<ConversationId, Matter> lock(Collection<ConversationId> conversations) {
    var ids = conversations.stream().map(ConversationId::id).sorted().toArray(UUID[]::new);
    var rows =
        jdbc.sql(
                """
                select m.conversation_id, m.policy_id, m.generation, m.phase, m.unanswered_at,
                       m.asked_at, m.answered, m.next_at
                  from sla.matter m
                 where m.conversation_id = any (:ids)
                 order by m.conversation_id
                   for update
                """)
            .param("ids", ids)
            .query((row, _) -> row(row))
            .list();
    if (rows.isEmpty()) return Map.of();
    var running = new HashMap<UUID, List<Kept>>();
    jdbc.sql(
            """
            select k.conversation_id, k.kind, k.marks, k.length_us, k.working, k.allowed_us,
                   k.due_at, k.missed, k.steps_done
              from sla.clock k
             where k.conversation_id = any (:ids)
             order by k.kind
            """)
        .param("ids", ids)
        .query(
            row -> {
              running
                  .computeIfAbsent(id(row), _ -> new ArrayList<>())
                  .add(new Kept(clock(row, "missed"), row.getInt("steps_done")));
            });
    var outcomes = new HashMap<UUID, List<Outcome>>();
    jdbc.sql(
            """
            select c.id as conversation_id, o.id, o.kind, o.result, o.reason, o.at, o.wall_us,
                   o.working_us, o.marks, o.length_us, o.working, o.allowed_us, o.due_at,
                   o.was_missed, o.revokes
              from unnest(:ids) as c (id)
             cross join lateral (
                   select p.id, p.kind, p.result, p.reason, p.at, p.wall_us, p.working_us, p.marks,
                          p.length_us, p.working, p.allowed_us, p.due_at, p.was_missed, p.revokes
                     from sla.outcome p
                    where p.conversation_id = c.id
                    order by p.id desc
                    limit :most) o
             order by o.id
            """)
        .param("ids", ids)
        .param("most", REMEMBERED)
        .query(
            row -> {
              outcomes.computeIfAbsent(id(row), _ -> new ArrayList<>()).add(outcome(row));
            });
    var matters = new LinkedHashMap<ConversationId, Matter>();
    for (var row : rows) {
      var clocks = running.getOrDefault(row.conversation(), List.of());
      var steps = new EnumMap<ClockKind, Integer>(ClockKind.class);
      clocks.forEach(one -> steps.put(one.clock().kind(), one.stepsDone()));
      var conversation = new ConversationId(row.conversation());
      matters.put(
          conversation,
          new Matter(
              conversation,
              row.policy(),
              row.generation(),
              new Clocks(
                  policies.terms(policies.find(row.policy()).orElse(null)),
                  row.phase(),
                  row.unanswered(),
                  row.asked(),
                  row.answered(),
                  clocks.stream().map(Kept::clock).toList(),
                  outcomes.getOrDefault(row.conversation(), List.of())),
              steps,
              row.next()));
    }
    return matters;
  }

  private record Kept(dev.decorum.sla.Clock clock, int stepsDone) {}

  private record Row(
      UUID conversation,
      @Nullable UUID policy,
      long generation,
      Clocks.Phase phase,
      @Nullable Instant unanswered,
      @Nullable Instant asked,
      boolean answered,
      @Nullable Instant next) {}

  private static UUID id(ResultSet row) throws SQLException {
    return row.getObject("conversation_id", UUID.class);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        id(row),
        row.getObject("policy_id", UUID.class),
        row.getLong("generation"),
        Clocks.Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
        Times.readNullable(row, "unanswered_at"),
        Times.readNullable(row, "asked_at"),
        row.getBoolean("answered"),
        Times.readNullable(row, "next_at"));
  }

  private static dev.decorum.sla.Clock clock(ResultSet row, String missed) throws SQLException {
    return new dev.decorum.sla.Clock(
        ClockKind.of(row.getString("kind")),
        Times.read(row.getArray("marks")),
        new Target(Times.duration(row.getLong("length_us")), row.getBoolean("working")),
        Times.duration(row.getLong("allowed_us")),
        Times.readNullable(row, "due_at"),
        row.getBoolean(missed));
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    return new Outcome(
        row.getObject("id", UUID.class),
        clock(row, "was_missed"),
        Result.of(row.getString("result")),
        Reason.of(row.getString("reason")),
        Times.read(row, "at"),
        Times.duration(row.getLong("wall_us")),
        Times.duration(row.getLong("working_us")),
        row.getObject("revokes", UUID.class));
  }

  // --- writing

  /// Keeps what changed, and tells the inbox when something is due.
  ///
  /// @param before null: nothing was known of the conversation
  /// @param policy the one that counts from now on
  void save(
      @Nullable Matter before,
      Clocks after,
      @Nullable Policy policy,
      long generation,
      Map<ClockKind, Integer> stepsDone,
      ConversationState state) {
    var steps = policy == null ? List.<Step>of() : policy.steps();
    var plans = new EnumMap<ClockKind, Plan>(ClockKind.class);
    for (var one : after.running()) {
      int done = stepsDone.getOrDefault(one.kind(), 0);
      plans.put(one.kind(), Plan.of(one, after.terms(), steps, done, Times.now(clock)));
    }
    var next =
        plans.values().stream()
            .flatMap(plan -> Stream.ofNullable(plan.next()))
            .min(Comparator.naturalOrder())
            .orElse(null);
    var conversation = state.id();
    pending
        .sql(
            """
            insert into sla.matter (
              conversation_id, policy_id, generation, phase, unanswered_at, asked_at, answered,
              next_at)
            values (
              :conversation, :policy, :generation, :phase, :unanswered, :asked, :answered, :next)
                on conflict (conversation_id) do update
               set policy_id = excluded.policy_id, generation = excluded.generation,
                   phase = excluded.phase, unanswered_at = excluded.unanswered_at,
                   asked_at = excluded.asked_at, answered = excluded.answered,
                   next_at = excluded.next_at
            """)
        .param("conversation", conversation.id())
        .param("policy", policy == null ? null : policy.id())
        .param("generation", generation)
        .param("phase", after.phase().name().toLowerCase(Locale.ROOT))
        .param("unanswered", Times.bound(after.unanswered()))
        .param("asked", Times.bound(after.asked()))
        .param("answered", after.answered())
        .param("next", Times.bound(next))
        .add();
    var known = before == null ? List.<dev.decorum.sla.Clock>of() : before.clocks().running();
    var gone = new ArrayList<String>();
    for (var one : known) if (!plans.containsKey(one.kind())) gone.add(one.kind().word());
    if (!gone.isEmpty()) {
      pending
          .sql(
              """
              delete from sla.clock
               where conversation_id = :conversation
                 and kind = any (:kinds)
              """)
          .param("conversation", conversation.id())
          .param("kinds", gone.toArray(String[]::new))
          .add();
    }
    for (var one : after.running()) {
      int done = Objects.requireNonNull(plans.get(one.kind())).done();
      boolean same =
          before != null
              && known.contains(one)
              && Objects.equals(before.stepsDone().get(one.kind()), done);
      if (!same) put(conversation, one, done);
    }
    int written = before == null ? 0 : before.clocks().outcomes().size();
    after.outcomes().stream().skip(written).forEach(one -> add(one, policy, state));
    var was = before == null ? null : Matter.due(before.clocks());
    var now = Matter.due(after);
    if (before == null || !Objects.equals(was, now)) {
      times.due(Map.of(conversation, Optional.ofNullable(now)));
    }
  }

  private void put(ConversationId conversation, dev.decorum.sla.Clock one, int stepsDone) {
    pending
        .sql(
            """
            insert into sla.clock (
              conversation_id, kind, marks, length_us, working, allowed_us, due_at, missed,
              steps_done)
            values (
              :conversation, :kind, :marks::timestamptz[], :length, :working, :allowed, :due,
              :missed, :steps)
                on conflict (conversation_id, kind) do update
               set marks = excluded.marks, length_us = excluded.length_us,
                   working = excluded.working, allowed_us = excluded.allowed_us,
                   due_at = excluded.due_at, missed = excluded.missed,
                   steps_done = excluded.steps_done
            """)
        .param("conversation", conversation.id())
        .param("kind", one.kind().word())
        .param("marks", Times.bound(one.marks()))
        .param("length", Times.micros(one.target().length()))
        .param("working", one.target().working())
        .param("allowed", Times.micros(one.allowed()))
        .param("due", Times.bound(one.due()))
        .param("missed", one.missed())
        .param("steps", stepsDone)
        .add();
  }

  private void add(Outcome one, @Nullable Policy policy, ConversationState state) {
    var team = state.team();
    var assignee = state.assignee();
    pending
        .sql(
            """
            insert into sla.outcome (
              id, conversation_id, policy_id, kind, result, reason, at, wall_us, working_us, marks,
              length_us, working, allowed_us, due_at, was_missed, revokes, channel, priority,
              client_id, team_id, assignee_id, recorded_at)
            values (
              :id, :conversation, :policy, :kind, :result, :reason, :at, :wall, :workingTime,
              :marks::timestamptz[], :length, :working, :allowed, :due, :missed, :revokes, :channel,
              :priority, :client, :team, :assignee, :now)
            """)
        .param("id", one.id())
        .param("conversation", state.id().id())
        .param("policy", policy == null ? null : policy.id())
        .param("kind", one.kind().word())
        .param("marks", Times.bound(one.clock().marks()))
        .param("length", Times.micros(one.clock().target().length()))
        .param("working", one.clock().target().working())
        .param("allowed", Times.micros(one.clock().allowed()))
        .param("due", Times.bound(one.clock().due()))
        .param("result", one.result().word())
        .param("reason", one.reason().word())
        .param("at", Times.bound(one.at()))
        .param("wall", Times.micros(one.wall()))
        .param("workingTime", Times.micros(one.working()))
        .param("missed", one.clock().missed())
        .param("revokes", one.revokes())
        .param("channel", state.channel().word())
        .param("priority", state.priority().word())
        .param("client", state.client().id())
        .param("team", team == null ? null : team.id())
        .param("assignee", assignee == null ? null : assignee.id())
        .param("now", Times.bound(Times.now(clock)))
        .add();
  }

  /// Conversations about whose clocks something is to be done, the longest due first.
  List<ConversationId> due(int limit) {
    return jdbc.sql(
            """
            select m.conversation_id
              from sla.matter m
             where m.next_at < :now
             order by m.next_at
             limit :limit
            """)
        .param("now", Times.bound(Times.now(clock)))
        .param("limit", limit)
        .query((row, _) -> new ConversationId(id(row)))
        .list();
  }

  void putOff(ConversationId conversation, Duration wait) {
    jdbc.sql("update sla.matter set next_at = :later where conversation_id = :id")
        .param("later", Times.bound(Times.now(clock).plus(wait)))
        .param("id", conversation.id())
        .update();
  }

  /// Open conversations that were passed over by a change of policies.
  List<ConversationId> stale(long generation, int limit) {
    return jdbc.sql(
            """
            select m.conversation_id
              from sla.matter m
             where m.generation < :generation
               and m.phase in ('open', 'waiting')
             limit :limit
            """)
        .param("generation", generation)
        .param("limit", limit)
        .query((row, _) -> new ConversationId(id(row)))
        .list();
  }

  /// Of a conversation that is no more.
  void forget(ConversationId conversation) {
    jdbc.sql("delete from sla.matter where conversation_id = :conversation")
        .param("conversation", conversation.id())
        .update();
  }
}
