package dev.decorum.templates;

import dev.decorum.staff.MemberId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How often templates are put into messages, and what is left of their words when these leave.
///
/// Who it was is only known until the message leaves, or for a week; for whom it was, never.
@Service
@Transactional
public class Insertions {

  private static final Duration AWAITED = Duration.ofDays(7);
  private static final int MOST_AWAITED = 20;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;

  Insertions(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  private record Awaited(UUID id, UUID template, byte[] text) {

    static Awaited of(ResultSet row) throws SQLException {
      return new Awaited(
          row.getObject("id", UUID.class),
          row.getObject("template_id", UUID.class),
          row.getBytes("text"));
    }
  }

  void inserted(UUID template, Voice voice, MemberId by) {
    jdbc.sql(
            """
            insert into templates.insertion (id, template_id, language, formality, member_id, at)
            values (:id, :template, :language, :formality, :member, :now)
            """)
        .param("id", RowIds.next())
        .param("template", template)
        .param("language", voice.language())
        .param("formality", voice.formalityWord())
        .param("member", by.id())
        .param("now", now())
        .update();
  }

  /// A message of this member leaves, in its transaction. What they put into messages lately and is
  /// found in it has left with it.
  ///
  /// @return ids of the templates of which words were found in it
  public Set<UUID> sent(MemberId by, String message) {
    var templates = new HashSet<UUID>();
    for (var one : awaited(by)) {
      // The same template in two drafts is two messages.
      if (templates.contains(one.template())) continue;
      var words = vault.openText(one.text(), TemplateLibrary.TEXT, one.template());
      var traces = Traces.of(words, message);
      if (traces == Traces.NONE) continue;
      templates.add(one.template());
      jdbc.sql(
              """
              update templates.insertion
                 set member_id = null, as_is = :asIs
               where id = :id
              """)
          .param("id", one.id())
          .param("asIs", traces == Traces.ALL)
          .update();
    }
    return templates;
  }

  private List<Awaited> awaited(MemberId by) {
    return jdbc.sql(
            """
            select i.id, i.template_id, v.text
              from templates.insertion i
              join templates.variant v
                on v.template_id = i.template_id
               and v.language = i.language
               and v.formality = i.formality
             where i.member_id = :member
               and i.at > :since
             order by i.at
             limit :most
            """)
        .param("member", by.id())
        .param("since", now().minus(AWAITED))
        .param("most", MOST_AWAITED)
        .query((row, _) -> Awaited.of(row))
        .list();
  }

  /// How the templates fared lately that were used at all.
  @Transactional(readOnly = true)
  public Map<UUID, Usage> usage() {
    var weeks = new HashMap<UUID, List<Usage.Week>>();
    jdbc.sql(
            """
            select i.template_id,
                   date_trunc('week', i.at at time zone 'UTC')::date as monday,
                   count(*) as inserted,
                   count(i.as_is) as sent,
                   count(*) filter (where i.as_is) as as_is
              from templates.insertion i
             where i.at >= :since
             group by i.template_id, monday
             order by i.template_id, monday desc
            """)
        .param("since", since())
        .query(
            row -> {
              weeks
                  .computeIfAbsent(
                      Objects.requireNonNull(row.getObject("template_id", UUID.class)),
                      _ -> new ArrayList<>())
                  .add(
                      new Usage.Week(
                          Objects.requireNonNull(row.getObject("monday", LocalDate.class)),
                          row.getLong("inserted"),
                          row.getLong("sent"),
                          row.getLong("as_is")));
            });
    var usage = new HashMap<UUID, Usage>();
    weeks.forEach((template, all) -> usage.put(template, new Usage(all)));
    return usage;
  }

  /// Forgets who never sent what they began with, and what is too old to be shown.
  void clean() {
    jdbc.sql(
            "update templates.insertion set member_id = null where member_id is not null and at < :since")
        .param("since", now().minus(AWAITED))
        .update();
    jdbc.sql("delete from templates.insertion where at < :since").param("since", since()).update();
  }

  private OffsetDateTime since() {
    var monday = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().with(DayOfWeek.MONDAY);
    return monday.minusWeeks(Usage.WEEKS - 1L).atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
