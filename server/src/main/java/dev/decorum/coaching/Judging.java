package dev.decorum.coaching;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Clients;
import dev.decorum.coaching.Kappa.Pair;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.SentMessages;
import dev.decorum.staff.Member;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Leads judge messages of their teams that were drawn by lot, where the organisation has switched
/// that on.
///
/// Nobody picks: a month of a team is drawn once, of each member the same number. Some messages are
/// judged by two people, and neither sees what the other said.
@Service
@Transactional
public class Judging {

  static final String REMARK = "coaching.judged.remark";

  public static final int MOST_EACH = 20;
  public static final int LONGEST_REMARK = 2_000;

  /// One in so many is judged twice.
  private static final int TWICE = 5;

  private static final int MONTHS = 3;
  private static final int FEWEST_JUDGED = 20;

  /// Whether a drawn message `s` has been judged by as many as it needs.
  static final String DONE =
      """
      (select count(*) from coaching.judged d where d.sampled_id = s.id)
        >= case when s.twice then 2 else 1 end
      """;

  private final JdbcClient jdbc;
  private final Scorecards scorecards;
  private final CoachingSettings settings;
  private final SentMessages messages;
  private final Clients clients;
  private final Staff staff;
  private final Organisation organisation;
  private final Vault vault;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Judging(
      JdbcClient jdbc,
      Scorecards scorecards,
      CoachingSettings settings,
      SentMessages messages,
      Clients clients,
      Staff staff,
      Organisation organisation,
      Vault vault,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.scorecards = scorecards;
    this.settings = settings;
    this.messages = messages;
    this.clients = clients;
    this.staff = staff;
    this.organisation = organisation;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whether this member judges messages of anybody.
  @Transactional(readOnly = true)
  public boolean judges(Viewer viewer) {
    return viewer.may(Permission.COACH_MEMBERS) && settings.get().scorecards();
  }

  /// Teams whose messages the viewer judges.
  @Transactional(readOnly = true)
  public List<Team> teams(Viewer viewer) {
    if (!judges(viewer)) return List.of();
    var own = staff.member(viewer.id()).map(Member::teams).orElseThrow();
    return staff.teams().stream().filter(team -> own.contains(team.id())).toList();
  }

  /// The last months, which can be drawn from, the newest first.
  @Transactional(readOnly = true)
  public List<YearMonth> months() {
    var now = YearMonth.from(clock.instant().atZone(organisation.zone()));
    var months = new ArrayList<YearMonth>();
    for (int ago = 1; ago <= MONTHS; ago++) months.add(now.minusMonths(ago));
    return months;
  }

  /// Draws messages of a team and a month by lot.
  ///
  /// @param each how many of each member
  /// @throws ScorecardNotFound when the viewer judges no messages of such a team
  /// @throws ScorecardRefused when that month was drawn before, or there is nothing to draw from
  public void draw(Viewer lead, int teamNo, int scorecardNo, YearMonth month, int each) {
    var team =
        teams(lead).stream()
            .filter(one -> one.no() == teamNo)
            .findFirst()
            .orElseThrow(ScorecardNotFound::new);
    var scorecard = scorecards.byNo(scorecardNo);
    if (!months().contains(month)) throw new ScorecardRefused("month", "coaching.round.month");
    if (each < 1 || each > MOST_EACH) throw new ScorecardRefused("each", "coaching.round.each");
    var judges = judgesOf(team.id());
    var written = written(team.id(), month);
    // Nobody judges their own.
    if (judges.size() == 1) written.remove(judges.iterator().next().id());
    if (written.isEmpty()) throw new ScorecardRefused("month", "coaching.round.nothing");
    long seed = random.nextLong();
    var drawn = Sampling.draw(written, each, seed);
    var all = drawn.values().stream().flatMap(Collection::stream).toList();
    int some = judges.size() < 2 ? 0 : (all.size() + TWICE - 1) / TWICE;
    keep(
        lead,
        team,
        scorecard,
        month,
        each,
        seed,
        drawn,
        new HashSet<>(Sampling.twice(all, some, seed)));
  }

  private Set<MemberId> judgesOf(TeamId team) {
    var judges = new HashSet<MemberId>();
    for (var member : staff.members()) {
      if (member.active() && member.role() == Role.LEAD && member.teams().contains(team)) {
        judges.add(member.id());
      }
    }
    return judges;
  }

  private Map<UUID, List<UUID>> written(TeamId team, YearMonth month) {
    var zone = organisation.zone();
    var written = new HashMap<UUID, List<UUID>>();
    jdbc.sql(
            """
            select m.member_id, m.interaction_id
              from coaching.message m
             where m.team_id = :team
               and m.kind = 'message'
               and m.skipped is null
               and m.edition_id > 0
               and m.at >= :from
               and m.at < :to
            """)
        .param("team", team.id())
        .param("from", month.atDay(1).atStartOfDay(zone).toOffsetDateTime())
        .param("to", month.plusMonths(1).atDay(1).atStartOfDay(zone).toOffsetDateTime())
        .query(
            row -> {
              written
                  .computeIfAbsent(row.getObject("member_id", UUID.class), _ -> new ArrayList<>())
                  .add(row.getObject("interaction_id", UUID.class));
            });
    return written;
  }

  private void keep(
      Viewer lead,
      Team team,
      Scorecard scorecard,
      YearMonth month,
      int each,
      long seed,
      Map<UUID, List<UUID>> drawn,
      Set<UUID> twice) {
    var round = RowIds.next();
    try {
      jdbc.sql(
              """
              insert into coaching.round (
                id, scorecard_id, version_id, team_id, month, each, seed, drawn_by, drawn_at)
              select :id, v.scorecard_id, v.id, :team, :month, :each, :seed, :by, :now
                from coaching.scorecard_version v
               where v.id = :version
              """)
          .param("id", round)
          .param("version", scorecard.id())
          .param("team", team.id().id())
          .param("month", month.atDay(1))
          .param("each", each)
          .param("seed", seed)
          .param("by", lead.id().id())
          .param("now", now())
          .update();
    } catch (DuplicateKeyException before) {
      throw new ScorecardRefused("month", "coaching.round.drawn");
    }
    drawn.forEach(
        (member, some) ->
            jdbc.sql(
                    """
                    insert into coaching.sampled (id, round_id, interaction_id, member_id, twice)
                    select n.id, :round, n.message, :member, n.message = any (:twice)
                      from unnest(:ids, :messages) as n (id, message)
                    """)
                .param("round", round)
                .param("member", member)
                .param("ids", some.stream().map(_ -> RowIds.next()).toArray(UUID[]::new))
                .param("messages", some.toArray(UUID[]::new))
                .param("twice", twice.toArray(UUID[]::new))
                .update());
    audit.changed(
        Actor.member(lead.id().id()),
        "round.drawn",
        "round",
        round,
        Map.of("team", team.id().id().toString(), "month", month.toString(), "seed", "" + seed));
  }

  /// A drawn message that somebody may judge.
  private record Drawn(long no, UUID id, UUID version, InteractionId message) {

    static Drawn of(ResultSet row) throws SQLException {
      return new Drawn(
          row.getLong("no"),
          row.getObject("id", UUID.class),
          row.getObject("version_id", UUID.class),
          new InteractionId(row.getObject("interaction_id", UUID.class)));
    }
  }

  private static final String OPEN =
      """
      select s.no, s.id, r.version_id, s.interaction_id
        from coaching.sampled s
        join coaching.round r on r.id = s.round_id
       where r.team_id = any (:teams)
         and s.member_id <> :viewer
         and not exists (select from coaching.judged j where j.sampled_id = s.id and j.judge_id = :viewer)
         and not %s
      """
          .formatted(DONE);

  private JdbcClient.StatementSpec open(Viewer viewer, String more) {
    return jdbc.sql(OPEN + more)
        .param("teams", teams(viewer).stream().map(team -> team.id().id()).toArray(UUID[]::new))
        .param("viewer", viewer.id().id());
  }

  /// How many messages wait for the viewer.
  @Transactional(readOnly = true)
  public int waiting(Viewer viewer) {
    return open(viewer, "").query((row, _) -> Drawn.of(row)).list().size();
  }

  /// The next message for the viewer; another order for each judge, so that none is tired of the
  /// same.
  @Transactional(readOnly = true)
  public Optional<Long> next(Viewer viewer) {
    return open(viewer, " order by md5(s.id::text || :viewer::text) limit 1")
        .query((row, _) -> Drawn.of(row))
        .optional()
        .map(Drawn::no);
  }

  private Drawn drawn(Viewer viewer, long no) {
    return open(viewer, " and s.no = :no")
        .param("no", no)
        .query((row, _) -> Drawn.of(row))
        .optional()
        .orElseThrow(ScorecardNotFound::new);
  }

  /// A message to be judged. That it was read is written into the audit log.
  ///
  /// @throws ScorecardNotFound
  @Transactional(readOnly = true)
  public ToJudge toJudge(Viewer viewer, long no) {
    var drawn = drawn(viewer, no);
    var scorecard = scorecards.version(drawn.version()).orElseThrow(ScorecardNotFound::new);
    var message = messages.find(viewer, drawn.message()).orElse(null);
    if (message == null) return new ToJudge(no, scorecard, clock.instant(), null);
    audit.read(Actor.member(viewer.id().id()), "conversation", message.conversation().id());
    return new ToJudge(no, scorecard, message.at(), message.words());
  }

  /// Leaves out a message that nobody can read any more.
  ///
  /// @throws ScorecardRefused when it can be read
  public void leaveOut(Viewer viewer, long no) {
    var drawn = drawn(viewer, no);
    var message = messages.find(viewer, drawn.message()).orElse(null);
    if (message != null && message.words() != null) {
      throw new ScorecardRefused("judgement", "coaching.judge.readable");
    }
    jdbc.sql("delete from coaching.sampled where id = :id").param("id", drawn.id()).update();
  }

  /// @param said a [Judgement] for each question, as words
  /// @throws ScorecardRefused when one is missing
  public void judge(Viewer viewer, long no, List<String> said, String remark) {
    jdbc.sql("select s.id from coaching.sampled s where s.no = :no for update")
        .param("no", no)
        .query(UUID.class)
        .optional();
    var drawn = drawn(viewer, no);
    var scorecard = scorecards.version(drawn.version()).orElseThrow(ScorecardNotFound::new);
    var judgements = said.stream().map(Judgement::of).flatMap(Optional::stream).toList();
    if (judgements.size() != scorecard.questions().size()) {
      throw new ScorecardRefused("judgement", "coaching.judge.missing");
    }
    if (remark.length() > LONGEST_REMARK) {
      throw new ScorecardRefused("remark", "coaching.judge.long");
    }
    var message = messages.find(viewer, drawn.message()).orElseThrow(ScorecardNotFound::new);
    var words = remark.isBlank() ? null : remark.strip();
    jdbc.sql(
            """
            insert into coaching.judged (sampled_id, place, judge_id, judgements, mark, remark, at)
            select :id, count(*) + 1, :judge, :judgements, :mark, :remark, :now
              from coaching.judged j
             where j.sampled_id = :id
            """)
        .param("id", drawn.id())
        .param("judge", viewer.id().id())
        .param("judgements", judgements.stream().map(Judgement::word).toArray(String[]::new))
        .param("mark", Judgement.mark(scorecard.questions(), judgements).orElse(null))
        .param(
            "remark",
            vault.sealNullable(clients.keyOf(message.client()), REMARK, drawn.id(), words))
        .param("now", now())
        .update();
    audit.changed(
        Actor.member(viewer.id().id()),
        "message.judged",
        "interaction",
        drawn.message().id(),
        Map.of("scorecard", "" + scorecard.no(), "version", "" + scorecard.version()));
  }

  // --- what came of it

  /// Rounds of the viewer's teams, the newest first.
  @Transactional(readOnly = true)
  public List<Round> rounds(Viewer viewer) {
    var teams = new HashMap<UUID, Team>();
    teams(viewer).forEach(team -> teams.put(team.id().id(), team));
    var rounds =
        jdbc.sql(
                """
                select r.id, r.no, r.team_id, r.month, r.version_id, r.each,
                       count(s.id)::integer as drawn,
                       (count(s.id) filter (where %s))::integer as judged
                  from coaching.round r
                  left join coaching.sampled s on s.round_id = r.id
                 where r.team_id = any (:teams)
                 group by r.id
                 order by r.month desc, r.no desc
                 limit 36
                """
                    .formatted(DONE))
            .param("teams", teams.keySet().toArray(UUID[]::new));
    return rounds.query((row, _) -> round(row, teams)).list();
  }

  private Round round(ResultSet row, Map<UUID, Team> teams) throws SQLException {
    var team = teams.get(row.getObject("team_id", UUID.class));
    var card = scorecards.version(row.getObject("version_id", UUID.class)).orElseThrow();
    var pairs = pairs(row.getObject("id", UUID.class));
    boolean enough = pairs.size() >= Kappa.FEWEST;
    return new Round(
        row.getInt("no"),
        Objects.requireNonNull(team),
        YearMonth.from(row.getObject("month", LocalDate.class)),
        card.name(),
        card.version(),
        row.getInt("each"),
        row.getInt("drawn"),
        row.getInt("judged"),
        pairs.size(),
        enough ? Kappa.of(pairs, Judgement.class) : OptionalDouble.empty());
  }

  private List<Pair<Judgement>> pairs(UUID round) {
    return jdbc.sql(
            """
            select p.first, p.second
              from coaching.sampled s
              join coaching.judged a on a.sampled_id = s.id and a.place = 1
              join coaching.judged b on b.sampled_id = s.id and b.place = 2
             cross join lateral unnest(a.judgements, b.judgements) as p (first, second)
             where s.round_id = :round
            """)
        .param("round", round)
        .query(
            (row, _) ->
                new Pair<>(
                    Judgement.of(row.getString("first")).orElseThrow(),
                    Judgement.of(row.getString("second")).orElseThrow()))
        .list();
  }

  /// The median mark of somebody's judged messages of twelve months.
  ///
  /// @param median empty while they are fewer than twenty
  public record JudgedFigure(int n, Optional<Integer> median) {}

  /// The viewer's own.
  @Transactional(readOnly = true)
  public JudgedFigure own(Viewer viewer) {
    return figure(viewer.id());
  }

  /// Of each member of the viewer's teams. That they were looked at is written into the audit log.
  @Transactional(readOnly = true)
  public Map<Member, JudgedFigure> people(Viewer viewer) {
    var own = new HashSet<TeamId>();
    teams(viewer).forEach(team -> own.add(team.id()));
    var people = new LinkedHashMap<Member, JudgedFigure>();
    for (var member : staff.members()) {
      if (member.id().equals(viewer.id()) || !member.active()) continue;
      if (Collections.disjoint(member.teams(), own)) continue;
      var figure = figure(member.id());
      if (figure.median().isPresent()) {
        audit.read(Actor.member(viewer.id().id()), "coaching", member.id().id());
      }
      people.put(member, figure);
    }
    return people;
  }

  private JudgedFigure figure(MemberId member) {
    return jdbc.sql(
            """
            select count(*)::integer as n,
                   percentile_cont(0.5) within group (order by x.mark) as median
              from (select avg(j.mark) as mark
                      from coaching.sampled s
                      join coaching.judged j on j.sampled_id = s.id
                      left join coaching.answer a on a.sampled_id = s.id
                     where s.member_id = :member
                       and %s
                       and a.decision is distinct from 'set_aside'
                       and j.at > :since
                     group by s.id) as x
             where x.mark is not null
            """
                .formatted(DONE))
        .param("member", member.id())
        .param("since", now().minusYears(1))
        .query(
            (row, _) ->
                new JudgedFigure(
                    row.getInt("n"),
                    row.getInt("n") < FEWEST_JUDGED
                        ? Optional.empty()
                        : Optional.of((int) Math.round(row.getDouble("median")))))
        .single();
  }

  private OffsetDateTime now() {
    return ReviewQueue.bound(clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}
