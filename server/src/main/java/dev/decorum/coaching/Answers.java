package dev.decorum.coaching;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.Clients;
import dev.decorum.coaching.JudgedMessage.Answer;
import dev.decorum.coaching.JudgedMessage.Said;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.SentMessages;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the author of a judged message reads of it, answers, and appeals against. An admin decides
/// on appeals, not those who judged: what is set aside counts in no figure.
@Service
@Transactional
public class Answers {

  private static final String WORDS = "coaching.answer.words";
  private static final String DECISION = "coaching.answer.decision_words";

  public static final int LONGEST = 4_000;
  private static final int MOST_LISTED = 60;

  private final JdbcClient jdbc;
  private final Scorecards scorecards;
  private final SentMessages messages;
  private final Clients clients;
  private final Vault vault;
  private final Audit audit;
  private final Clock clock;

  Answers(
      JdbcClient jdbc,
      Scorecards scorecards,
      SentMessages messages,
      Clients clients,
      Vault vault,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.scorecards = scorecards;
    this.messages = messages;
    this.clients = clients;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /// A judged message in a list.
  ///
  /// @param at when it left
  /// @param mark mean of those who judged; null: no question applied
  /// @param state `judged`, `answered`, `appealed`, `stands` or `set_aside`
  public record Line(long no, Instant at, @Nullable Integer mark, String state) {}

  private static final String LINES =
      """
      select s.no, m.at, round((select avg(j.mark) from coaching.judged j where j.sampled_id = s.id)) as mark,
             case when a.sampled_id is null then 'judged'
                  when a.decision is not null then a.decision
                  when a.appeal then 'appealed'
                  else 'answered' end as state
        from coaching.sampled s
        join coaching.message m on m.interaction_id = s.interaction_id
        left join coaching.answer a on a.sampled_id = s.id
       where %s
       order by m.at desc, s.no desc
       limit %d
      """;

  /// The viewer's own messages that were judged, the newest first.
  @Transactional(readOnly = true)
  public List<Line> own(Viewer viewer) {
    return jdbc.sql(LINES.formatted("s.member_id = :viewer and " + Judging.DONE, MOST_LISTED))
        .param("viewer", viewer.id().id())
        .query((row, _) -> line(row))
        .list();
  }

  /// Appeals on which nobody has decided. Nobody decides on their own.
  @Transactional(readOnly = true)
  public List<Line> appeals(Viewer admin) {
    if (!admin.may(Permission.MANAGE_GUIDELINES)) return List.of();
    return jdbc.sql(
            LINES.formatted(
                "a.appeal and a.decision is null and s.member_id <> :viewer", MOST_LISTED))
        .param("viewer", admin.id().id())
        .query((row, _) -> line(row))
        .list();
  }

  private static Line line(ResultSet row) throws SQLException {
    int mark = row.getInt("mark");
    return new Line(
        row.getLong("no"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.wasNull() ? null : mark,
        row.getString("state"));
  }

  private record Sampled(UUID id, UUID version, InteractionId message) {}

  private Optional<Sampled> sampled(String which, Viewer viewer, long no) {
    return jdbc.sql(
            """
            select s.id, r.version_id, s.interaction_id
              from coaching.sampled s
              join coaching.round r on r.id = s.round_id
              left join coaching.answer a on a.sampled_id = s.id
             where s.no = :no
               and %s
               and %s
            """
                .formatted(Judging.DONE, which))
        .param("no", no)
        .param("viewer", viewer.id().id())
        .query(
            (row, _) ->
                new Sampled(
                    row.getObject("id", UUID.class),
                    row.getObject("version_id", UUID.class),
                    new InteractionId(row.getObject("interaction_id", UUID.class))))
        .optional();
  }

  private Sampled own(Viewer viewer, long no) {
    return sampled("s.member_id = :viewer", viewer, no).orElseThrow(ScorecardNotFound::new);
  }

  private Sampled appealed(Viewer admin, long no) {
    if (!admin.may(Permission.MANAGE_GUIDELINES)) throw new ScorecardNotFound();
    return sampled("a.appeal and a.decision is null and s.member_id <> :viewer", admin, no)
        .orElseThrow(ScorecardNotFound::new);
  }

  /// One of the viewer's own.
  ///
  /// @throws ScorecardNotFound
  @Transactional(readOnly = true)
  public JudgedMessage ofOwn(Viewer viewer, long no) {
    return judged(viewer, no, own(viewer, no));
  }

  /// One of those on which the viewer may decide.
  ///
  /// @throws ScorecardNotFound
  @Transactional(readOnly = true)
  public JudgedMessage appeal(Viewer admin, long no) {
    var sampled = appealed(admin, no);
    audit.read(Actor.member(admin.id().id()), "judged", sampled.id());
    return judged(admin, no, sampled);
  }

  private JudgedMessage judged(Viewer viewer, long no, Sampled sampled) {
    var message = messages.find(viewer, sampled.message()).orElse(null);
    return new JudgedMessage(
        no,
        scorecards.version(sampled.version()).orElseThrow(ScorecardNotFound::new),
        message == null ? clock.instant() : message.at(),
        message == null ? null : message.words(),
        said(sampled.id()),
        answer(sampled.id()));
  }

  private List<Said> said(UUID sampled) {
    return jdbc.sql(
            """
            select j.judgements, j.mark, j.remark
              from coaching.judged j
             where j.sampled_id = :id
             order by j.place
            """)
        .param("id", sampled)
        .query(
            (row, _) -> {
              int mark = row.getInt("mark");
              boolean none = row.wasNull();
              var judgements = (String[]) row.getArray("judgements").getArray();
              return new Said(
                  Arrays.stream(judgements).map(one -> Judgement.of(one).orElseThrow()).toList(),
                  none ? null : mark,
                  opened(row.getBytes("remark"), Judging.REMARK, sampled));
            })
        .list();
  }

  private @Nullable Answer answer(UUID sampled) {
    return jdbc.sql(
            """
            select a.words, a.appeal, a.decision, a.decision_words
              from coaching.answer a
             where a.sampled_id = :id
            """)
        .param("id", sampled)
        .query(
            (row, _) -> {
              var decision = row.getString("decision");
              return new Answer(
                  opened(row.getBytes("words"), WORDS, sampled),
                  row.getBoolean("appeal"),
                  decision == null ? null : decision.equals("set_aside"),
                  opened(row.getBytes("decision_words"), DECISION, sampled));
            })
        .optional()
        .orElse(null);
  }

  /// Null also where it went with the client.
  private @Nullable String opened(byte @Nullable [] sealed, String place, UUID row) {
    try {
      return vault.openTextNullable(sealed, place, row);
    } catch (KeyDestroyed erased) {
      return null;
    }
  }

  /// Says something to it, once.
  ///
  /// @param appeal whether somebody else shall look at it again
  /// @throws ScorecardRefused
  public void answer(Viewer viewer, long no, String words, boolean appeal) {
    var sampled = own(viewer, no);
    int added =
        jdbc.sql(
                """
                insert into coaching.answer (sampled_id, words, appeal, at)
                values (:id, :words, :appeal, :now)
                on conflict do nothing
                """)
            .param("id", sampled.id())
            .param("words", sealed(sampled, WORDS, words))
            .param("appeal", appeal)
            .param("now", now())
            .update();
    if (added == 0) throw new ScorecardRefused("words", "coaching.answer.once");
    audit.changed(
        Actor.member(viewer.id().id()),
        appeal ? "judgement.appealed" : "judgement.answered",
        "interaction",
        sampled.message().id(),
        Map.of());
  }

  /// Decides on an appeal.
  ///
  /// @param setAside whether it counts no more
  /// @throws ScorecardRefused without a word of why
  public void decide(Viewer admin, long no, boolean setAside, String why) {
    var sampled = appealed(admin, no);
    jdbc.sql(
            """
            update coaching.answer
               set decision = :decision, decision_words = :words, decided_by = :by, decided_at = :now
             where sampled_id = :id
               and decision is null
            """)
        .param("decision", setAside ? "set_aside" : "stands")
        .param("words", sealed(sampled, DECISION, why))
        .param("by", admin.id().id())
        .param("now", now())
        .param("id", sampled.id())
        .update();
    audit.changed(
        Actor.member(admin.id().id()),
        "appeal.decided",
        "interaction",
        sampled.message().id(),
        Map.of("decision", setAside ? "set_aside" : "stands"));
  }

  private byte[] sealed(Sampled sampled, String place, String words) {
    var said = words.strip();
    if (said.isEmpty()) throw new ScorecardRefused("words", "coaching.answer.empty");
    if (said.length() > LONGEST) throw new ScorecardRefused("words", "coaching.answer.long");
    var message = messages.bySystem(List.of(sampled.message())).get(sampled.message());
    if (message == null) throw new ScorecardNotFound();
    return vault.seal(clients.keyOf(message.client()), place, sampled.id(), said);
  }

  private OffsetDateTime now() {
    return ReviewQueue.bound(clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}
