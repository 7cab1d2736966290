package dev.decorum.coaching;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.coaching.Course.Figure;
import dev.decorum.coaching.Course.Month;
import dev.decorum.coaching.Course.OnChannel;
import dev.decorum.coaching.Course.Pattern;
import dev.decorum.conduct.Score.Dimension;
import dev.decorum.inbox.SentMessages;
import dev.decorum.staff.Member;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.Viewer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How messages are written, over time: one's own, a team's, those to a client, and, where the
/// organisation has switched it on, a member's for the leads of their teams.
///
/// Few messages say nothing and are not shown, nor is a group so small that its figure would be a
/// person's.
@Service
@Transactional(readOnly = true)
public class Figures {

  public static final int FEWEST_MESSAGES = 20;
  public static final int FEWEST_PEOPLE = 3;

  private static final int MONTHS = 12;
  private static final int MOST_PATTERNS = 8;

  /// Less often it is no pattern.
  private static final int OFTEN = 3;

  private static final String MEDIANS =
      Arrays.stream(Dimension.values())
          .map(Reviews::column)
          .map(
              column ->
                  "percentile_cont(0.5) within group (order by s.%s) as %s"
                      .formatted(column, column))
          .collect(Collectors.joining(",\n       "));

  private final JdbcClient jdbc;
  private final SentMessages messages;
  private final Staff staff;
  private final Clients clients;
  private final Editions editions;
  private final CoachingSettings settings;
  private final Audit audit;
  private final Clock clock;

  Figures(
      JdbcClient jdbc,
      SentMessages messages,
      Staff staff,
      Clients clients,
      Editions editions,
      CoachingSettings settings,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.messages = messages;
    this.staff = staff;
    this.clients = clients;
    this.editions = editions;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /// Of the viewer's own messages; nobody else is told by this.
  ///
  /// @param edition null: what each message's newest review says
  public Course own(Viewer viewer, @Nullable Integer edition) {
    return course(viewer, "m.member_id = :of", viewer.id().id(), 1, edition);
  }

  /// Teams whose course the viewer may see: their own, an admin all.
  public List<Team> teams(Viewer viewer) {
    var own = staff.member(viewer.id()).map(Member::teams).orElseThrow();
    return staff.teams().stream()
        .filter(team -> viewer.may(Permission.MANAGE_STAFF) || own.contains(team.id()))
        .toList();
  }

  /// @throws FiguresNotFound when there is no such team, or it is not one of the viewer's
  public Team team(Viewer viewer, int no) {
    return teams(viewer).stream()
        .filter(team -> team.no() == no)
        .findFirst()
        .orElseThrow(FiguresNotFound::new);
  }

  /// Of what was written in conversations that a team had.
  public Course of(Viewer viewer, Team team, @Nullable Integer edition) {
    var seen = team(viewer, team.no());
    return course(viewer, "m.team_id = :of", seen.id().id(), FEWEST_PEOPLE, edition);
  }

  /// Members whose course the viewer may see: those of a lead's teams, once the organisation has
  /// switched it on.
  public List<Member> people(Viewer viewer) {
    if (!viewer.may(Permission.COACH_MEMBERS) || !settings.get().leadsSeePeople()) return List.of();
    var own = staff.member(viewer.id()).map(Member::teams).orElseThrow();
    return staff.members().stream()
        .filter(Member::active)
        .filter(member -> !member.id().equals(viewer.id()))
        .filter(member -> !Collections.disjoint(member.teams(), own))
        .toList();
  }

  /// @throws FiguresNotFound when there is no such member, or the viewer may not see how they write
  public Member person(Viewer viewer, int no) {
    return people(viewer).stream()
        .filter(member -> member.no() == no)
        .findFirst()
        .orElseThrow(FiguresNotFound::new);
  }

  /// Of a member's messages. That it was looked at is written into the audit log.
  public Course of(Viewer viewer, Member member, @Nullable Integer edition) {
    var seen = person(viewer, member.no());
    audit.read(Actor.member(viewer.id().id()), "coaching", seen.id().id());
    return course(viewer, "m.member_id = :of", seen.id().id(), 1, edition);
  }

  /// Of what we wrote to a client in conversations that the viewer may see.
  ///
  /// @throws dev.decorum.clients.ClientNotFound
  public Course of(Viewer viewer, Client client, @Nullable Integer edition) {
    var seen = clients.get(viewer, client.no());
    return course(
        viewer,
        "m.interaction_id = any (:of)",
        messages.toClient(viewer, seen.id(), since()),
        FEWEST_PEOPLE,
        edition);
  }

  /// Whether enough was written to a client that there might be something to show.
  public boolean enough(Viewer viewer, Client client) {
    return messages.toClient(viewer, client.id(), since()).length >= FEWEST_MESSAGES;
  }

  /// By which the figures can be shown, the one in force first.
  public List<Edition> editions() {
    return editions.all();
  }

  private Instant since() {
    return clock.instant().minus(366, ChronoUnit.DAYS);
  }

  private Course course(
      Viewer viewer, String which, Object of, int fewestPeople, @Nullable Integer edition) {
    var values =
        Map.of(
            "of",
            of,
            "zone",
            viewer.zone().getId(),
            "from",
            ReviewQueue.bound(since()),
            "now",
            ReviewQueue.bound(clock.instant()),
            "edition",
            edition == null ? 0 : edition,
            "messages",
            FEWEST_MESSAGES,
            "people",
            fewestPeople);
    var whole = new ArrayList<Figure>();
    var months = new ArrayList<Month>();
    var channels = new ArrayList<OnChannel>();
    jdbc.sql(
            """
            select s.month, s.channel, grouping(s.month) as any_month,
                   grouping(s.channel) as any_channel, count(*)::integer as n,
                   percentile_cont(0.5) within group (order by s.overall) as overall,
                   %s
              from (select date_trunc('month', m.at at time zone :zone)::date as month,
                           m.channel, m.member_id, r.overall, r.greeting_and_closing, r.clarity,
                           r.tone, r.empathy, r.ownership, r.completeness, r.confidentiality
                      from coaching.message m
                      join coaching.review r
                        on r.interaction_id = m.interaction_id
                       and r.edition_id = case :edition when 0 then m.edition_id else :edition end
                     where %s
                       and m.at > :from
                       and m.at <= :now) as s
             group by grouping sets ((), (s.month), (s.channel))
            having count(*) >= :messages
               and count(distinct s.member_id) >= :people
             order by s.month, s.channel
            """
                .formatted(MEDIANS, which))
        .params(values)
        .query(
            row -> {
              var figure = figure(row);
              if (row.getInt("any_month") == 0) {
                months.add(new Month(row.getObject("month", LocalDate.class), figure));
              } else if (row.getInt("any_channel") == 0) {
                channels.add(new OnChannel(row.getString("channel"), figure));
              } else {
                whole.add(figure);
              }
            });
    if (whole.isEmpty()) return new Course(null, List.of(), List.of(), List.of(), 0);
    return new Course(
        whole.getFirst(),
        months.subList(Math.max(0, months.size() - MONTHS), months.size()),
        channels.size() > 1 ? channels : List.of(),
        patterns(which, values),
        waiting(which, of));
  }

  private static Figure figure(ResultSet row) throws SQLException {
    var marks = new ArrayList<@Nullable Integer>();
    for (var dimension : Dimension.values()) {
      double median = row.getDouble(Reviews.column(dimension));
      marks.add(row.wasNull() ? null : (int) Math.round(median));
    }
    return new Figure(
        row.getInt("n"),
        (int) Math.round(row.getDouble("overall")),
        Collections.unmodifiableList(marks));
  }

  private List<Pattern> patterns(String which, Map<String, Object> values) {
    return jdbc.sql(
            """
            select f.fact ->> 1 as category, count(distinct m.interaction_id)::integer as messages,
                   (count(distinct m.interaction_id)
                     filter (where f.fact ->> 6 = 'fits'))::integer as fits,
                   (count(distinct m.interaction_id)
                     filter (where f.fact ->> 6 = 'mistaken'))::integer as mistaken,
                   (count(distinct m.interaction_id)
                     filter (where f.fact ->> 6 = 'agreed'))::integer as agreed
              from coaching.message m
              join coaching.review r
                on r.interaction_id = m.interaction_id
               and r.edition_id = case :edition when 0 then m.edition_id else :edition end
              cross join lateral jsonb_array_elements(r.findings) as f (fact)
             where %s
               and m.at > :from
               and m.at <= :now
             group by 1
            having count(distinct m.interaction_id) >= %d
             order by 2 desc, 1
             limit %d
            """
                .formatted(which, OFTEN, MOST_PATTERNS))
        .params(values)
        .query(
            (row, _) ->
                new Pattern(
                    row.getString("category"),
                    row.getInt("messages"),
                    row.getInt("fits"),
                    row.getInt("mistaken"),
                    row.getInt("agreed")))
        .list();
  }

  /// How often a rule was found in what left, and set aside.
  public record Used(String rule, int messages, int fits, int mistaken, int agreed) {}

  /// Rules that writers set aside most often, in all messages of twelve months by their newest
  /// review: what there is to change in the guidelines. Nobody's in particular.
  ///
  /// @throws FiguresNotFound when the viewer does not manage the guidelines
  public List<Used> setAside(Viewer admin) {
    if (!admin.may(Permission.MANAGE_GUIDELINES)) throw new FiguresNotFound();
    return jdbc.sql(
            """
            select s.rule, s.messages, s.fits, s.mistaken, s.agreed
              from (select f.fact ->> 0 as rule,
                           count(distinct m.interaction_id)::integer as messages,
                           count(distinct m.member_id) as people,
                           (count(distinct m.interaction_id)
                             filter (where f.fact ->> 6 = 'fits'))::integer as fits,
                           (count(distinct m.interaction_id)
                             filter (where f.fact ->> 6 = 'mistaken'))::integer as mistaken,
                           (count(distinct m.interaction_id)
                             filter (where f.fact ->> 6 = 'agreed'))::integer as agreed
                      from coaching.message m
                      join coaching.review r
                        on r.interaction_id = m.interaction_id
                       and r.edition_id = m.edition_id
                     cross join lateral jsonb_array_elements(r.findings) as f (fact)
                     where m.at > :from
                     group by 1) as s
             where s.fits + s.mistaken + s.agreed > 0
               and s.people >= :people
             order by s.fits + s.mistaken + s.agreed desc, s.rule
             limit 20
            """)
        .param("from", ReviewQueue.bound(since()))
        .param("people", FEWEST_PEOPLE)
        .query(
            (row, _) ->
                new Used(
                    row.getString("rule"),
                    row.getInt("messages"),
                    row.getInt("fits"),
                    row.getInt("mistaken"),
                    row.getInt("agreed")))
        .list();
  }

  private int waiting(String which, Object of) {
    return jdbc.sql(
            """
            select count(*)::integer
              from coaching.message m
             where %s
               and m.skipped is null
               and m.edition_id <> coalesce(
                     (select e.id from coaching.edition e order by e.turn desc limit 1), 0)
            """
                .formatted(which))
        .param("of", of)
        .query(Integer.class)
        .single();
  }
}
