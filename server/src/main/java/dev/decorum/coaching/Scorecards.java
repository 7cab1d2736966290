package dev.decorum.coaching;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The scorecards of the organisation. Publishing makes a version; versions do not change.
@Service
@Transactional
public class Scorecards {

  private static final String NAME = "coaching.scorecard.name";
  private static final String QUESTIONS = "coaching.scorecard_version.questions";

  private static final String SELECT =
      """
      select s.id as scorecard, s.no, s.name, v.id, v.version, v.questions
        from coaching.scorecard s
        join coaching.scorecard_version v on v.scorecard_id = s.id
      """;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final JsonMapper json;
  private final Clock clock;

  Scorecards(JdbcClient jdbc, Vault vault, Audit audit, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /// Each as published last, in the order in which they were begun.
  @Transactional(readOnly = true)
  public List<Scorecard> all() {
    return jdbc.sql(
            SELECT
                + """
                 where v.version = (select max(o.version)
                                      from coaching.scorecard_version o
                                     where o.scorecard_id = s.id)
                 order by s.no
                """)
        .query((row, _) -> scorecard(row))
        .list();
  }

  /// @throws ScorecardNotFound
  @Transactional(readOnly = true)
  public Scorecard byNo(int no) {
    return all().stream()
        .filter(one -> one.no() == no)
        .findFirst()
        .orElseThrow(ScorecardNotFound::new);
  }

  Optional<Scorecard> version(UUID id) {
    return jdbc.sql(SELECT + " where v.id = :id")
        .param("id", id)
        .query((row, _) -> scorecard(row))
        .optional();
  }

  private Scorecard scorecard(ResultSet row) throws SQLException {
    var version = row.getObject("id", UUID.class);
    var questions = vault.openText(row.getBytes("questions"), QUESTIONS, version);
    return new Scorecard(
        row.getInt("no"),
        vault.openText(row.getBytes("name"), NAME, row.getObject("scorecard", UUID.class)),
        row.getInt("version"),
        version,
        Arrays.asList(json.readValue(questions, Question[].class)));
  }

  /// @throws ScorecardRefused
  public int add(Viewer admin, String name, List<Question> questions) {
    var id = RowIds.next();
    int no =
        jdbc.sql(
                """
                insert into coaching.scorecard (id, name, created_at)
                values (:id, :name, :now)
                returning no
                """)
            .param("id", id)
            .param("name", vault.seal(vault.systemKey(), NAME, id, checked(name)))
            .param("now", now())
            .query(Integer.class)
            .single();
    publish(admin, id, questions);
    return no;
  }

  /// Publishes another version. What was judged by an earlier one stays as it is.
  ///
  /// @param basedOn the version that was changed
  /// @throws ScorecardRefused also when somebody else has published meanwhile
  public void publish(Viewer admin, int no, int basedOn, String name, List<Question> questions) {
    var id =
        jdbc.sql("select s.id from coaching.scorecard s where s.no = :no for update")
            .param("no", no)
            .query(UUID.class)
            .optional()
            .orElseThrow(ScorecardNotFound::new);
    if (byNo(no).version() != basedOn) throw new ScorecardRefused("name", "coaching.card.changed");
    jdbc.sql("update coaching.scorecard set name = :name where id = :id")
        .param("name", vault.seal(vault.systemKey(), NAME, id, checked(name)))
        .param("id", id)
        .update();
    publish(admin, id, questions);
  }

  private void publish(Viewer admin, UUID scorecard, List<Question> questions) {
    var id = RowIds.next();
    var written = json.writeValueAsString(questions);
    int version =
        jdbc.sql(
                """
                insert into coaching.scorecard_version (
                  id, scorecard_id, version, questions, published_by, published_at)
                select :id, :scorecard, coalesce(max(o.version), 0) + 1, :questions, :by, :now
                  from coaching.scorecard_version o
                 where o.scorecard_id = :scorecard
                returning version
                """)
            .param("id", id)
            .param("scorecard", scorecard)
            .param("questions", vault.seal(vault.systemKey(), QUESTIONS, id, written))
            .param("by", admin.id().id())
            .param("now", now())
            .query(Integer.class)
            .single();
    audit.changed(
        Actor.member(admin.id().id()),
        "scorecard.published",
        "scorecard",
        scorecard,
        Map.of("version", "" + version));
  }

  private static String checked(String name) {
    var stripped = name.strip();
    if (stripped.isEmpty()) throw new ScorecardRefused("name", "coaching.card.no_name");
    if (stripped.length() > Scorecard.LONGEST_NAME) {
      throw new ScorecardRefused("name", "coaching.card.long_name");
    }
    return stripped;
  }

  private OffsetDateTime now() {
    return ReviewQueue.bound(clock.instant().truncatedTo(ChronoUnit.MICROS));
  }
}
