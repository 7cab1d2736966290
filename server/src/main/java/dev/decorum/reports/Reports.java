package dev.decorum.reports;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientNotFound;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.coaching.Figures;
import dev.decorum.database.Planning;
import dev.decorum.inbox.ConversationId;
import dev.decorum.staff.Member;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Cursor;
import dev.decorum.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How promises and targets were kept.
///
/// A viewer's figures count what the viewer may see, and nothing else: two people may read
/// different numbers of the same week, and each of them finds every row behind theirs.
///
/// How single members work is told as coaching tells how they write: to the leads of their teams,
/// where the organisation has switched it on, from a number on that says something.
@Service
@Transactional(readOnly = true)
public class Reports {

  /// Groups beyond the largest are left out, but for files.
  public static final int MOST_SHOWN = 50;

  /// The log names every object by an id; there is one set of reports.
  private static final UUID ITSELF = new UUID(0, 0);

  private static final String TOLD_APART = "(%s) is not distinct from :key::text";

  private final JdbcClient jdbc;
  private final Planning planning;
  private final Staff staff;
  private final Clients clients;
  private final Figures coaching;
  private final Organisation organisation;
  private final Audit audit;
  private final Clock clock;

  Reports(
      JdbcClient jdbc,
      Planning planning,
      Staff staff,
      Clients clients,
      Figures coaching,
      Organisation organisation,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.planning = planning;
    this.staff = staff;
    this.clients = clients;
    this.coaching = coaching;
    this.organisation = organisation;
    this.audit = audit;
    this.clock = clock;
  }

  // --- periods

  /// The one that today is in.
  public Period period(Period.Span span) {
    var zone = organisation.zone();
    return Period.of(span, LocalDate.ofInstant(clock.instant(), zone), zone);
  }

  /// @param from the first day, as it was typed
  /// @param to the last day
  /// @throws PeriodRefused
  public Period period(String from, String to) {
    return Period.between(from, to, organisation.zone());
  }

  // --- figures

  /// By what the viewer may have figures told apart.
  public List<By> dimensions(Viewer viewer) {
    boolean people = !coaching.people(viewer).isEmpty();
    return Stream.of(By.values()).filter(by -> by != By.PERSON || people).toList();
  }

  /// All of it, and told apart: the largest groups first, hours in their order. That members were
  /// looked at is written into the audit log.
  ///
  /// @throws ReportNotFound when the viewer may not see single members
  public Report report(Viewer viewer, Subject of, By by, Period period, int limit) {
    var people = by == By.PERSON ? people(viewer) : Map.<String, Member>of();
    var found = figures(viewer, of, by, people.keySet(), period, limit);
    var whole =
        found.stream().filter(Keyed::all).map(Keyed::figure).findFirst().orElse(Figure.NOTHING);
    var parts = found.stream().filter(one -> !one.all()).toList();
    return new Report(
        whole,
        switch (by) {
          case TEAM -> named(parts, teams());
          case PERSON -> judged(viewer, parts, people);
          case CLIENT -> clients(parts);
          case CHANNEL -> named(parts, Map.of());
          case HOUR ->
              named(parts, Map.of()).stream()
                  .sorted(Comparator.comparingInt(one -> Integer.parseInt(one.key())))
                  .toList();
        });
  }

  /// The same of all of the period before, for comparison.
  public Figure before(Viewer viewer, Subject of, Period period) {
    return report(viewer, of, By.TEAM, period.before(), 1).whole();
  }

  private record Named(String key, String name) {}

  private static List<Group> named(List<Keyed> found, Map<String, Named> names) {
    return found.stream()
        .map(
            one -> {
              var key = one.key();
              var named = key == null ? null : names.get(key);
              if (named != null) return new Group(named.key(), named.name(), one.figure());
              return new Group(key == null ? Group.NONE : key, null, one.figure());
            })
        .toList();
  }

  private Map<String, Named> teams() {
    var teams = new HashMap<String, Named>();
    for (Team team : staff.teams()) {
      teams.put(team.id().id().toString(), new Named("" + team.no(), team.name()));
    }
    return teams;
  }

  private List<Group> clients(List<Keyed> found) {
    var names = new HashMap<String, Named>();
    var ids =
        found.stream()
            .flatMap(one -> Stream.ofNullable(one.key()))
            .map(key -> new ClientId(UUID.fromString(key)))
            .toList();
    clients
        .summaries(ids)
        .forEach((id, one) -> names.put(id.id().toString(), new Named("" + one.no(), one.name())));
    return named(found, names);
  }

  private List<Group> judged(Viewer viewer, List<Keyed> found, Map<String, Member> people) {
    var groups = new ArrayList<Group>();
    for (var one : found) {
      var member = one.key() == null ? null : people.get(one.key());
      if (member == null || one.figure().n() < Figures.FEWEST_MESSAGES) continue;
      audit.read(Actor.member(viewer.id().id()), "report", member.id().id());
      groups.add(new Group("" + member.no(), member.name(), one.figure()));
    }
    return groups;
  }

  /// By the text of their ids.
  private Map<String, Member> people(Viewer viewer) {
    var people = new HashMap<String, Member>();
    for (var one : coaching.people(viewer)) people.put(one.id().id().toString(), one);
    if (people.isEmpty()) throw new ReportNotFound();
    return people;
  }

  /// @param all whether it is of all, and not of a group
  private record Keyed(boolean all, @Nullable String key, Figure figure) {}

  /// One statement for all and for each group: what a year costs is reading its rows.
  ///
  /// @param people whose figures are told apart by person; all others are one group without a key
  private List<Keyed> figures(
      Viewer viewer, Subject of, By by, Set<String> people, Period period, int limit) {
    var key =
        by == By.PERSON
            ? "case when f.owner_id = any (:people) then %s end".formatted(by.key())
            : by.key();
    planning.byValues();
    return jdbc.sql(
            """
            select grouping(s.key) = 1 as whole, s.key,
                   count(*) filter (where s.result = 'on_time')::integer as on_time,
                   count(*) filter (where s.result = 'late')::integer as late,
                   count(*) filter (where s.result = 'broken')::integer as broken,
                   count(*) filter (where s.result = 'undone')::integer as undone,
                   count(*) filter (where s.result = 'withdrawn')::integer as withdrawn,
                   count(*) filter (where s.renegotiated)::integer as renegotiated,
                   count(s.took_us)::integer as timed,
                   percentile_cont(array[0.5, 0.9]) within group (order by s.took_us) as marks,
                   avg(s.took_us)::bigint as mean
              from (select %s as key, f.result, f.took_us, %s as renegotiated
                      from %s f
                     where f.at >= :from
                       and f.at < :to
                       and %s) as s
             group by rollup (s.key)
             order by 1 desc, count(*) desc, s.key
             limit :limit
            """
                .formatted(key, of.renegotiated(), of.source(), of.condition()))
        .params(bounds(viewer, period))
        .param("people", people.stream().map(UUID::fromString).toArray(UUID[]::new))
        .param("limit", limit + 1)
        .query((row, _) -> new Keyed(row.getBoolean("whole"), row.getString("key"), figure(row)))
        .list();
  }

  private static Figure figure(ResultSet row) throws SQLException {
    var counts = new EnumMap<Result, Integer>(Result.class);
    for (var result : Result.values()) counts.put(result, row.getInt(result.word()));
    int timed = row.getInt("timed");
    Figure.Times times = null;
    if (timed >= Figure.FAIR) {
      var marks = (Double[]) row.getArray("marks").getArray();
      times =
          new Figure.Times(
              timed,
              length(Math.round(marks[0])),
              length(Math.round(marks[1])),
              length(row.getLong("mean")));
    }
    return new Figure(counts, row.getInt("renegotiated"), times);
  }

  private static Duration length(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /// What has not come to its time yet is not counted, however long the period lasts.
  private Map<String, Object> bounds(Viewer viewer, Period period) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var ends = period.ends();
    return Map.of(
        "viewer", viewer.id().id(),
        "from", period.begins().atOffset(ZoneOffset.UTC),
        "to", (ends.isBefore(now) ? ends : now).atOffset(ZoneOffset.UTC),
        "zone", period.zone().getId());
  }

  // --- rows

  /// What a figure is made of, the latest first.
  ///
  /// @throws ReportNotFound when there is no such group, or not for this viewer
  public Page<Counted> rows(Viewer viewer, Question question, @Nullable Cursor cursor, int limit) {
    var conditions = new ArrayList<>(List.of(question.of().condition()));
    var parameters = new HashMap<String, @Nullable Object>();
    var by = question.by();
    var key = question.key();
    if (by != null && key != null) {
      conditions.add(TOLD_APART.formatted(by.key()));
      parameters.put("key", Group.NONE.equals(key) ? null : id(viewer, by, key));
    }
    var result = question.result();
    if (result != null) {
      conditions.add("f.result = :result");
      parameters.put("result", result.word());
    } else if (!question.renegotiated()) {
      conditions.add("f.result <> 'withdrawn'");
    }
    if (question.renegotiated()) conditions.add(question.of().renegotiated());
    if (cursor != null) {
      conditions.add("(f.at, f.id) < (:at, :id)");
      parameters.put("at", cursor.instant(0).atOffset(ZoneOffset.UTC));
      parameters.put("id", cursor.uuid(1));
    }
    var rows =
        jdbc.sql(
                """
                select f.id, f.at, f.result, f.begun_at, f.took_us, f.conversation_id,
                       f.conversation_no, f.client_id, k.no as client_no, f.channel, f.team_id,
                       %s as no, %s as renegotiated
                  from %s f
                  left join clients.visible_to(:viewer) k on k.id = f.client_id
                 where f.at >= :from
                   and f.at < :to
                   and %s
                 order by f.at desc, f.id desc
                 limit :limit
                """
                    .formatted(
                        question.of().number(),
                        question.of().renegotiated(),
                        question.of().source(),
                        String.join(" and ", conditions)))
            .params(bounds(viewer, question.period()))
            .params(parameters)
            .param("limit", limit + 1)
            .query((row, _) -> counted(row))
            .list();
    return Page.of(rows, limit, one -> Cursor.of(one.at(), one.id()));
  }

  /// The text of the id behind the number that people see.
  private String id(Viewer viewer, By by, String key) {
    return switch (by) {
      case TEAM ->
          staff
              .teamByNo(number(key))
              .map(team -> team.id().id().toString())
              .orElseThrow(ReportNotFound::new);
      case CLIENT -> client(viewer, number(key)).id().toString();
      case PERSON ->
          people(viewer).entrySet().stream()
              .filter(one -> one.getValue().no() == number(key))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow(ReportNotFound::new);
      case CHANNEL -> channel(key);
      case HOUR -> "" + hour(key);
    };
  }

  private static String channel(String key) {
    try {
      return Channel.of(key).word();
    } catch (IllegalArgumentException unknown) {
      throw new ReportNotFound();
    }
  }

  private static int hour(String key) {
    int hour = number(key);
    if (hour > 23) throw new ReportNotFound();
    return hour;
  }

  private ClientId client(Viewer viewer, int no) {
    try {
      return clients.get(viewer, no).id();
    } catch (ClientNotFound unknown) {
      throw new ReportNotFound();
    }
  }

  private static int number(String key) {
    if (!key.matches("[0-9]{1,9}")) throw new ReportNotFound();
    return Integer.parseInt(key);
  }

  private static Counted counted(ResultSet row) throws SQLException {
    var conversation = row.getObject("conversation_id", UUID.class);
    var team = row.getObject("team_id", UUID.class);
    var took = row.getObject("took_us", Long.class);
    return new Counted(
        row.getObject("id", UUID.class),
        instant(row, "at"),
        row.getObject("no", Long.class),
        conversation == null ? null : new ConversationId(conversation),
        row.getObject("conversation_no", Long.class),
        new ClientId(row.getObject("client_id", UUID.class)),
        row.getObject("client_no", Long.class),
        row.getString("channel"),
        team == null ? null : new TeamId(team),
        Result.of(row.getString("result")),
        row.getBoolean("renegotiated"),
        instant(row, "begun_at"),
        took == null ? null : length(took));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /// Writes down that figures or rows left the house as a file.
  @Transactional
  public void taken(Viewer viewer, Subject of, Period period, boolean rows) {
    audit.changed(
        Actor.member(viewer.id().id()),
        "report.taken",
        "report",
        ITSELF,
        Map.of(
            "of",
            of.word(),
            "from",
            period.from().toString(),
            "to",
            period.to().toString(),
            "rows",
            "" + rows));
  }

  /// What a group that was asked for is called; empty where its key says it.
  public Optional<String> name(Viewer viewer, By by, String key) {
    if (Group.NONE.equals(key)) return Optional.empty();
    return switch (by) {
      case TEAM -> staff.teamByNo(number(key)).map(Team::name);
      case CLIENT -> {
        var client = client(viewer, number(key));
        yield Optional.ofNullable(clients.summaries(List.of(client)).get(client))
            .map(ClientSummary::name);
      }
      case PERSON ->
          people(viewer).values().stream()
              .filter(one -> one.no() == number(key))
              .map(Member::name)
              .findFirst();
      case CHANNEL, HOUR -> Optional.empty();
    };
  }
}
