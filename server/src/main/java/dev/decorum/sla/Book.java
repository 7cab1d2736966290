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
import java.util.function.Function;
import java.util.function.Predicate;
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

  /// What becomes of the clocks of a conversation.
  ///
  /// @param before null: nothing was known of it
  /// @param policy the one that counts from now on
  record Change(
      @Nullable Matter before,
      Clocks after,
      @Nullable Policy policy,
      long generation,
      Map<ClockKind, Integer> stepsDone,
      ConversationState state) {

    UUID conversation() {
      return state.id().id();
    }

    Map<ClockKind, Plan> plans(Instant now) {
      var steps = policy == null ? List.<Step>of() : policy.steps();
      var plans = new EnumMap<ClockKind, Plan>(ClockKind.class);
      for (var one : after.running()) {
        int done = stepsDone.getOrDefault(one.kind(), 0);
        plans.put(one.kind(), Plan.of(one, after.terms(), steps, done, now));
      }
      return plans;
    }

    List<dev.decorum.sla.Clock> known() {
      return before == null ? List.of() : before.clocks().running();
    }

    boolean keeps(dev.decorum.sla.Clock clock, int stepsDone) {
      return before != null
          && known().contains(clock)
          && Objects.equals(before.stepsDone().get(clock.kind()), stepsDone);
    }

    Stream<Outcome> added() {
      return after.outcomes().stream().skip(before == null ? 0 : before.clocks().outcomes().size());
    }

    boolean movesDue() {
      return before == null || !Objects.equals(Matter.due(before.clocks()), Matter.due(after));
    }
  }

  /// @param next when something is to be done about one of its clocks
  private record Line(Change change, @Nullable Instant next) {}

  private record Gone(UUID conversation, ClockKind kind) {}

  private record Put(UUID conversation, dev.decorum.sla.Clock clock, int stepsDone) {}

  private record Added(Change change, Outcome outcome) {}

  void save(Change change) {
    save(List.of(change));
  }

  /// Keeps what changed, and tells the inbox when something is due: with as many statements for a
  /// hundred conversations as for one.
  void save(List<Change> changes) {
    if (changes.isEmpty()) return;
    var now = Times.now(clock);
    var lines = new ArrayList<Line>();
    var gone = new ArrayList<Gone>();
    var puts = new ArrayList<Put>();
    var added = new ArrayList<Added>();
    var due = new LinkedHashMap<ConversationId, Optional<Instant>>();
    for (var change : changes) {
      var plans = change.plans(now);
      lines.add(
          new Line(
              change,
              plans.values().stream()
                  .flatMap(plan -> Stream.ofNullable(plan.next()))
                  .min(Comparator.naturalOrder())
                  .orElse(null)));
      for (var one : change.known()) {
        if (!plans.containsKey(one.kind())) gone.add(new Gone(change.conversation(), one.kind()));
      }
      for (var one : change.after().running()) {
        int done = Objects.requireNonNull(plans.get(one.kind())).done();
        if (!change.keeps(one, done)) puts.add(new Put(change.conversation(), one, done));
      }
      change.added().forEach(one -> added.add(new Added(change, one)));
      if (change.movesDue()) {
        due.put(change.state().id(), Optional.ofNullable(Matter.due(change.after())));
      }
    }
    putLines(lines);
    if (!gone.isEmpty()) remove(gone);
    if (!puts.isEmpty()) put(puts);
    if (!added.isEmpty()) add(added, now);
    times.due(due);
  }

  private void putLines(List<Line> lines) {
    pending
        .sql(
            """
            insert into sla.matter (
              conversation_id, policy_id, generation, phase, unanswered_at, asked_at, answered,
              next_at)
            select m.conversation, m.policy::uuid, m.generation, m.phase,
                   m.unanswered::timestamptz, m.asked::timestamptz, m.answered,
                   m.next::timestamptz
              from unnest(
                     :conversations, :policies, :generations, :phases, :unanswered, :asked,
                     :answered, :next)
                   as m (conversation, policy, generation, phase, unanswered, asked, answered,
                         next)
                on conflict (conversation_id) do update
               set policy_id = excluded.policy_id, generation = excluded.generation,
                   phase = excluded.phase, unanswered_at = excluded.unanswered_at,
                   asked_at = excluded.asked_at, answered = excluded.answered,
                   next_at = excluded.next_at
            """)
        .param("conversations", uuids(lines, one -> one.change().conversation()))
        .param("policies", texts(lines, one -> text(one.change().policy())))
        .param("generations", longs(lines, one -> one.change().generation()))
        .param(
            "phases",
            texts(lines, one -> one.change().after().phase().name().toLowerCase(Locale.ROOT)))
        .param("unanswered", texts(lines, one -> Times.text(one.change().after().unanswered())))
        .param("asked", texts(lines, one -> Times.text(one.change().after().asked())))
        .param("answered", flags(lines, one -> one.change().after().answered()))
        .param("next", texts(lines, one -> Times.text(one.next())))
        .add();
  }

  private void remove(List<Gone> gone) {
    pending
        .sql(
            """
            delete from sla.clock k
             using unnest(:conversations, :kinds) as g (conversation, kind)
             where k.conversation_id = g.conversation
               and k.kind = g.kind
            """)
        .param("conversations", uuids(gone, Gone::conversation))
        .param("kinds", texts(gone, one -> one.kind().word()))
        .add();
  }

  private void put(List<Put> puts) {
    pending
        .sql(
            """
            insert into sla.clock (
              conversation_id, kind, marks, length_us, working, allowed_us, due_at, missed,
              steps_done)
            select k.conversation, k.kind, k.marks::timestamptz[], k.length, k.working, k.allowed,
                   k.due::timestamptz, k.missed, k.steps
              from unnest(
                     :conversations, :kinds, :marks, :lengths, :working, :allowed, :due, :missed,
                     :steps)
                   as k (conversation, kind, marks, length, working, allowed, due, missed, steps)
                on conflict (conversation_id, kind) do update
               set marks = excluded.marks, length_us = excluded.length_us,
                   working = excluded.working, allowed_us = excluded.allowed_us,
                   due_at = excluded.due_at, missed = excluded.missed,
                   steps_done = excluded.steps_done
            """)
        .param("conversations", uuids(puts, Put::conversation))
        .param("kinds", texts(puts, one -> one.clock().kind().word()))
        .param("marks", texts(puts, one -> Times.bound(one.clock().marks())))
        .param("lengths", longs(puts, one -> Times.micros(one.clock().target().length())))
        .param("working", flags(puts, one -> one.clock().target().working()))
        .param("allowed", longs(puts, one -> Times.micros(one.clock().allowed())))
        .param("due", texts(puts, one -> Times.text(one.clock().due())))
        .param("missed", flags(puts, one -> one.clock().missed()))
        .param("steps", puts.stream().map(Put::stepsDone).toArray(Integer[]::new))
        .add();
  }

  private void add(List<Added> added, Instant now) {
    pending
        .sql(
            """
            insert into sla.outcome (
              id, conversation_id, policy_id, kind, result, reason, at, wall_us, working_us, marks,
              length_us, working, allowed_us, due_at, was_missed, revokes, channel, priority,
              client_id, team_id, assignee_id, recorded_at)
            select o.id, o.conversation, o.policy::uuid, o.kind, o.result, o.reason,
                   o.at::timestamptz, o.wall, o.working_time, o.marks::timestamptz[], o.length,
                   o.working, o.allowed, o.due::timestamptz, o.missed, o.revokes::uuid, o.channel,
                   o.priority, o.client, o.team::uuid, o.assignee::uuid, :now
              from unnest(
                     :ids, :conversations, :policies, :kinds, :results, :reasons, :ats, :walls,
                     :workingTimes, :marks, :lengths, :working, :allowed, :due, :missed, :revokes,
                     :channels, :priorities, :clients, :teams, :assignees)
                   as o (id, conversation, policy, kind, result, reason, at, wall, working_time,
                         marks, length, working, allowed, due, missed, revokes, channel, priority,
                         client, team, assignee)
            """)
        .param("ids", uuids(added, one -> one.outcome().id()))
        .param("conversations", uuids(added, one -> one.change().conversation()))
        .param("policies", texts(added, one -> text(one.change().policy())))
        .param("kinds", texts(added, one -> one.outcome().kind().word()))
        .param("results", texts(added, one -> one.outcome().result().word()))
        .param("reasons", texts(added, one -> one.outcome().reason().word()))
        .param("ats", texts(added, one -> Times.text(one.outcome().at())))
        .param("walls", longs(added, one -> Times.micros(one.outcome().wall())))
        .param("workingTimes", longs(added, one -> Times.micros(one.outcome().working())))
        .param("marks", texts(added, one -> Times.bound(one.outcome().clock().marks())))
        .param(
            "lengths", longs(added, one -> Times.micros(one.outcome().clock().target().length())))
        .param("working", flags(added, one -> one.outcome().clock().target().working()))
        .param("allowed", longs(added, one -> Times.micros(one.outcome().clock().allowed())))
        .param("due", texts(added, one -> Times.text(one.outcome().clock().due())))
        .param("missed", flags(added, one -> one.outcome().clock().missed()))
        .param("revokes", texts(added, one -> text(one.outcome().revokes())))
        .param("channels", texts(added, one -> one.change().state().channel().word()))
        .param("priorities", texts(added, one -> one.change().state().priority().word()))
        .param("clients", uuids(added, one -> one.change().state().client().id()))
        .param("teams", texts(added, one -> text(team(one.change().state()))))
        .param("assignees", texts(added, one -> text(assignee(one.change().state()))))
        .param("now", Times.bound(now))
        .add();
  }

  private static @Nullable UUID team(ConversationState state) {
    return state.team() == null ? null : state.team().id();
  }

  private static @Nullable UUID assignee(ConversationState state) {
    return state.assignee() == null ? null : state.assignee().id();
  }

  private static @Nullable String text(@Nullable Policy policy) {
    return policy == null ? null : text(policy.id());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static <T> UUID[] uuids(List<T> rows, Function<T, UUID> column) {
    return rows.stream().map(column).toArray(UUID[]::new);
  }

  private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> column) {
    @Nullable String[] texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) texts[i] = column.apply(rows.get(i));
    return texts;
  }

  private static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
    return rows.stream().map(column).toArray(Long[]::new);
  }

  private static <T> Boolean[] flags(List<T> rows, Predicate<T> column) {
    return rows.stream().map(column::test).toArray(Boolean[]::new);
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
