package dev.decorum.sla;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.database.Times;
import dev.decorum.hours.CalendarId;
import dev.decorum.hours.Calendars;
import dev.decorum.hours.HoursChanged;
import dev.decorum.hours.NoWorkingTime;
import dev.decorum.inbox.ConversationState;
import dev.decorum.inbox.Priority;
import dev.decorum.live.Kept;
import dev.decorum.live.Live;
import dev.decorum.sla.PolicyRefused.Reason;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The policies of the organisation, in the order in which they are asked: the first whose
/// conditions hold is the one that counts.
///
/// Each node keeps them in memory. A change counts for what happens from then on; what runs already
/// is reckoned anew by [Sweep].
@Service
public class Policies {

  private static final String QUEUE = "sla.policies";
  private static final String NAME = "sla.policy.name";
  private static final int LONGEST_NAME = 100;
  private static final int MOST = 200;
  private static final int MOST_VALUES = 50;
  private static final int MOST_STEPS = 10;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Calendars calendars;
  private final JsonMapper json;
  private final Clock clock;
  private final Kept<InForce> kept;

  Policies(
      JdbcClient jdbc,
      Vault vault,
      Audit audit,
      Live live,
      Calendars calendars,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.calendars = calendars;
    this.json = json;
    this.clock = clock;
    this.kept = new Kept<>(live, QUEUE, this::read);
  }

  /// Policies, and since when they are as they are.
  ///
  /// @param generation one more with each change of policies or hours
  record InForce(List<Policy> policies, long generation, Instant since) {

    /// The one that counts for this conversation.
    Optional<Policy> of(ConversationState conversation) {
      return policies.stream().filter(one -> one.conditions().hold(conversation)).findFirst();
    }
  }

  InForce inForce() {
    return kept.get();
  }

  /// In their order.
  public List<Policy> all() {
    return kept.get().policies();
  }

  /// @throws PolicyNotFound
  public Policy byNo(int no) {
    return all().stream()
        .filter(one -> one.no() == no)
        .findFirst()
        .orElseThrow(PolicyNotFound::new);
  }

  Optional<Policy> find(@Nullable UUID id) {
    return all().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  Terms terms(@Nullable Policy policy) {
    return policy == null
        ? Terms.NONE
        : new Terms(calendar(policy).work().time(), policy.targets());
  }

  dev.decorum.hours.Calendar calendar(Policy policy) {
    return policy.calendar() == null ? calendars.standard() : calendars.of(policy.calendar());
  }

  /// Adds one behind all others.
  ///
  /// @return its number
  /// @throws PolicyRefused
  @Transactional
  public int add(Viewer viewer, NewPolicy wanted) {
    var rule = checked(wanted);
    if (all().size() >= MOST) throw new PolicyRefused(Reason.TOO_MANY);
    var id = RowIds.next();
    int no =
        jdbc.sql(
                """
                insert into sla.policy (id, position, name, rule, created_at, updated_at)
                select :id, coalesce(max(p.position), 0) + 1, :name, :rule::jsonb, :now, :now
                  from sla.policy p
                returning no
                """)
            .params(values(id, wanted.name(), rule))
            .query(Integer.class)
            .single();
    changed(viewer, "policy.added", id);
    return no;
  }

  /// @param madeOn the version the change was made on
  /// @throws PolicyNotFound
  /// @throws PolicyRefused
  /// @throws Stale when somebody else changed it meanwhile
  @Transactional
  public void change(Viewer viewer, int no, int madeOn, NewPolicy wanted) {
    var before = byNo(no);
    int rows =
        jdbc.sql(
                """
                update sla.policy
                   set name = :name, rule = :rule::jsonb, updated_at = :now, version = version + 1
                 where id = :id
                   and version = :version
                """)
            .params(values(before.id(), wanted.name(), checked(wanted)))
            .param("version", madeOn)
            .update();
    if (rows == 0) throw new Stale();
    changed(viewer, "policy.changed", before.id());
  }

  /// Lets it change places with the one before it, or after it. The first and the last stay.
  ///
  /// @throws PolicyNotFound
  @Transactional
  public void move(Viewer viewer, int no, boolean up) {
    var all = new ArrayList<>(all());
    var one = byNo(no);
    int from = all.indexOf(one);
    int to = from + (up ? -1 : 1);
    if (to < 0 || to >= all.size()) return;
    all.remove(one);
    all.add(to, one);
    jdbc.sql(
            """
            update sla.policy p
               set position = o.position
              from unnest(:ids) with ordinality as o (id, position)
             where p.id = o.id
            """)
        .param("ids", all.stream().map(Policy::id).toArray(UUID[]::new))
        .update();
    changed(viewer, "policy.moved", one.id());
  }

  /// Its clocks stop, unless another policy is for the same conversations.
  ///
  /// @throws PolicyNotFound
  @Transactional
  public void remove(Viewer viewer, int no) {
    var one = byNo(no);
    jdbc.sql("delete from sla.policy where id = :id").param("id", one.id()).update();
    changed(viewer, "policy.removed", one.id());
  }

  /// Those before it that leave nothing for it: it is never asked.
  public Optional<Policy> hiding(Policy policy) {
    return all().stream()
        .takeWhile(one -> !one.id().equals(policy.id()))
        .filter(one -> one.conditions().cover(policy.conditions()))
        .findFirst();
  }

  /// What is due by it goes by other hours now.
  @EventListener
  @Transactional
  void hoursChanged(HoursChanged changed) {
    if (!inForce().policies().isEmpty()) begin();
  }

  private void changed(Viewer viewer, String action, UUID policy) {
    audit.changed(Actor.member(viewer.id().id()), action, "policy", policy, Map.of());
    begin();
  }

  /// All that runs is to be reckoned anew.
  private void begin() {
    jdbc.sql(
            """
            update sla.sweep
               set generation = generation + 1, changed_at = :now, after_id = null, again = false,
                   next_at = :now
            """)
        .param("now", Times.bound(Times.now(clock)))
        .update();
    kept.changed();
  }

  private Rule checked(NewPolicy wanted) {
    if (wanted.name().isBlank()) throw new PolicyRefused(Reason.NO_NAME);
    if (wanted.name().strip().length() > LONGEST_NAME) throw new PolicyRefused(Reason.LONG_NAME);
    var conditions = wanted.conditions();
    if (conditions.contradict()) throw new PolicyRefused(Reason.CONTRADICTION);
    if (List.of(
            conditions.teams().size(),
            conditions.clients().size(),
            conditions.tags().size(),
            conditions.withoutTags().size())
        .stream()
        .anyMatch(count -> count > MOST_VALUES)) {
      throw new PolicyRefused(Reason.TOO_MANY_CONDITIONS);
    }
    var calendar = wanted.calendar();
    if (calendar != null && calendars.all().stream().noneMatch(one -> one.id().equals(calendar))) {
      throw new PolicyRefused(Reason.UNKNOWN_CALENDAR);
    }
    if (wanted.targets().isEmpty()) throw new PolicyRefused(Reason.NO_TARGET);
    for (var target : wanted.targets().values()) {
      if (target.length().compareTo(SHORTEST) < 0 || target.length().compareTo(LONGEST) > 0) {
        throw new PolicyRefused(Reason.BAD_LENGTH);
      }
      checkHours(calendar, target);
    }
    if (wanted.steps().size() > MOST_STEPS) throw new PolicyRefused(Reason.TOO_MANY_STEPS);
    if (wanted.steps().stream().anyMatch(one -> Math.abs(one.minutes()) > LONGEST.toMinutes())) {
      throw new PolicyRefused(Reason.BAD_STEP);
    }
    return Rule.of(wanted);
  }

  private void checkHours(@Nullable CalendarId calendar, Target target) {
    var hours = calendar == null ? calendars.standard() : calendars.of(calendar);
    try {
      if (target.working()) hours.work().time().after(clock.instant(), target.length());
    } catch (NoWorkingTime never) {
      throw new PolicyRefused(Reason.NO_HOURS);
    }
  }

  private Map<String, Object> values(UUID id, String name, Rule rule) {
    var values = new HashMap<String, Object>();
    values.put("id", id);
    values.put("name", vault.seal(vault.systemKey(), NAME, id, name.strip()));
    values.put("rule", json.writeValueAsString(rule));
    values.put("now", Times.bound(Times.now(clock)));
    return values;
  }

  private InForce read() {
    var policies =
        jdbc.sql(
                """
                select p.id, p.no, p.name, p.rule, p.version
                  from sla.policy p
                 order by p.position, p.no
                """)
            .query((row, _) -> policy(row))
            .list();
    return jdbc.sql("select s.generation, s.changed_at from sla.sweep s")
        .query(
            (row, _) ->
                new InForce(policies, row.getLong("generation"), Times.read(row, "changed_at")))
        .single();
  }

  private Policy policy(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return json.readValue(row.getString("rule"), Rule.class)
        .policy(
            id,
            row.getInt("no"),
            vault.openText(row.getBytes("name"), NAME, id),
            row.getInt("version"));
  }

  /// A policy as it is kept: words and ids.
  private record Rule(
      List<String> channels,
      List<UUID> teams,
      List<String> priorities,
      List<UUID> clients,
      List<String> tags,
      List<String> withoutTags,
      @Nullable UUID calendar,
      Map<String, Goal> targets,
      List<Act> steps) {

    record Goal(long minutes, boolean working) {}

    record Act(int minutes, String who, boolean handOver) {}

    static Rule of(NewPolicy policy) {
      var conditions = policy.conditions();
      var targets = new HashMap<String, Goal>();
      policy
          .targets()
          .forEach(
              (kind, target) ->
                  targets.put(
                      kind.word(), new Goal(target.length().toMinutes(), target.working())));
      return new Rule(
          conditions.channels().stream().map(Channel::word).sorted().toList(),
          conditions.teams().stream().map(TeamId::id).toList(),
          conditions.priorities().stream().map(Priority::word).sorted().toList(),
          conditions.clients().stream().map(ClientId::id).toList(),
          conditions.tags().stream().sorted().toList(),
          conditions.withoutTags().stream().sorted().toList(),
          policy.calendar() == null ? null : policy.calendar().id(),
          targets,
          policy.steps().stream()
              .map(one -> new Act(one.minutes(), one.who().word(), one.handOver()))
              .toList());
    }

    Policy policy(UUID id, int no, String name, int version) {
      var kinds = new EnumMap<ClockKind, Target>(ClockKind.class);
      targets.forEach(
          (kind, goal) ->
              kinds.put(
                  ClockKind.of(kind), new Target(Duration.ofMinutes(goal.minutes), goal.working)));
      return new Policy(
          id,
          no,
          name,
          new Conditions(
              set(channels, Channel::of),
              set(teams, TeamId::new),
              set(priorities, Priority::of),
              set(clients, ClientId::new),
              set(tags, tag -> tag),
              set(withoutTags, tag -> tag)),
          calendar == null ? null : new CalendarId(calendar),
          kinds,
          steps.stream()
              .map(one -> new Step(one.minutes, Step.Who.of(one.who), one.handOver))
              .toList(),
          version);
    }

    private static <A, B> Set<B> set(List<A> values, Function<A, B> to) {
      return values.stream().map(to).collect(Collectors.toUnmodifiableSet());
    }
  }
}
