package dev.decorum.clients;

import static dev.decorum.clients.ClientRecords.at;
import static dev.decorum.clients.ClientRecords.instant;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.live.Live;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// How clients want to be treated, and what is good to know of them.
///
/// All that an entry says is sealed as one piece, its kind with it: that there is a note on
/// somebody's health is itself something of theirs. Entries stay with the record they were noted on
/// when it is merged, so parting records again parts them too.
@Service
@Transactional
public class Preferences {

  /// How long an entry that was taken out can be brought back.
  public static final Duration KEPT = Duration.ofDays(1);

  private static final String CONTENT = "clients.preference.content";
  private static final int MOST = 100;

  private final JdbcClient jdbc;
  private final ClientRecords records;
  private final Clients clients;
  private final Vault vault;
  private final JsonMapper json;
  private final Audit audit;
  private final Live live;
  private final Clock clock;

  Preferences(
      JdbcClient jdbc,
      ClientRecords records,
      Clients clients,
      Vault vault,
      JsonMapper json,
      Audit audit,
      Live live,
      Clock clock) {
    this.jdbc = jdbc;
    this.records = records;
    this.clients = clients;
    this.vault = vault;
    this.json = json;
    this.audit = audit;
    this.live = live;
    this.clock = clock;
  }

  /// What is sealed of an entry.
  private record Content(
      String kind,
      String value,
      String source,
      @Nullable String saidBy,
      String saidOn,
      String purpose,
      @Nullable String consentOn) {}

  private record Row(UUID id, byte[] content, UUID notedBy, Instant notedAt) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getBytes("content"),
          row.getObject("noted_by", UUID.class),
          instant(row, "noted_at"));
    }
  }

  /// All entries, in the order of their kinds; of kinds that can be there once only, the one of the
  /// record that stands.
  @Transactional(readOnly = true)
  public List<Preference> of(Viewer viewer, Client client) {
    return sifted(
        open(
            jdbc.sql(
                    """
                    select p.id, p.content, p.noted_by, p.noted_at
                      from clients.visible_to(:viewer) k
                      join clients.client o on o.id = k.id or o.merged_into = k.id
                      join clients.preference p on p.client_id = o.id
                     where k.id = :client
                       and p.removed_at is null
                     order by (o.id = k.id) desc, p.noted_at desc, p.id desc
                    """)
                .param("viewer", viewer.id().id())
                .param("client", client.id().id())
                .query((row, _) -> Row.of(row))
                .list()));
  }

  @Transactional(readOnly = true)
  public Manner manner(Viewer viewer, Client client) {
    return Manner.of(of(viewer, client));
  }

  /// Whether this member has noted anything yet.
  @Transactional(readOnly = true)
  public boolean hasNoted(Viewer viewer) {
    return jdbc.sql(
            """
            select exists (
              select
                from clients.preference p
               where p.noted_by = :viewer
                 and p.noted_at >= uuid_extract_timestamp(:viewer))
            """)
        .param("viewer", viewer.id().id())
        .query(Boolean.class)
        .single();
  }

  /// Notes an entry; one that can be there once only takes the place of the one before.
  ///
  /// @param entry the one to change; null: a new one
  /// @param input checked before
  /// @throws PreferenceNotFound when the entry is gone
  /// @throws PreferencesFull when there are too many
  public void note(
      Viewer viewer,
      long clientNo,
      PreferenceKind kind,
      @Nullable UUID entry,
      PreferenceInput input) {
    PreferenceInput.Checked said = input.checked(kind, today(viewer));
    Client client = clients.getToServe(viewer, clientNo);
    ClientRecords.Row row = records.lock(client.id().id());
    List<Preference> before = of(viewer, client);
    UUID id = entry;
    if (entry != null) {
      if (before.stream().noneMatch(known -> known.id().equals(entry) && known.kind() == kind)) {
        throw new PreferenceNotFound();
      }
    } else if (!kind.many()) {
      id =
          before.stream()
              .filter(known -> known.kind() == kind)
              .map(Preference::id)
              .findFirst()
              .orElse(null);
    }
    if (id == null && before.size() >= MOST) {
      throw new PreferencesFull(MOST);
    }
    if (id != null) {
      // Written anew with the key of the record that stands now
      delete(id);
    }
    UUID noted = id == null ? RowIds.next() : id;
    var content =
        new Content(
            kind.word(),
            said.value(),
            said.source().word(),
            said.saidBy(),
            said.saidOn().toString(),
            said.purpose(),
            said.consentOn() == null ? null : said.consentOn().toString());
    jdbc.sql(
            """
            insert into clients.preference (id, client_id, content, noted_by, noted_at)
            values (:id, :client, :content, :by, :now)
            """)
        .param("id", noted)
        .param("client", row.id())
        .param("content", vault.seal(row.key(), CONTENT, noted, json.writeValueAsString(content)))
        .param("by", viewer.id().id())
        .param("now", at(now()))
        .update();
    carryOver(viewer, client, kind, said.value());
    tell(viewer, client, "client.preference_noted", noted);
  }

  /// Where the client is and what they speak is also known to the rest of the system.
  private void carryOver(Viewer viewer, Client client, PreferenceKind kind, String value) {
    if (kind == PreferenceKind.ZONE) {
      clients.change(
          viewer,
          client.no(),
          new Version(null),
          details -> details.in(ZoneId.of(value), details.language()));
    } else if (kind == PreferenceKind.LANGUAGE) {
      clients.change(
          viewer,
          client.no(),
          new Version(null),
          details -> details.in(details.zone(), Locale.forLanguageTag(value)));
    }
  }

  /// Takes an entry out.
  ///
  /// @throws PreferenceNotFound
  public void remove(Viewer viewer, long clientNo, UUID entry) {
    mark(viewer, clientNo, entry, true);
  }

  /// Brings an entry back that was taken out less than a day ago.
  ///
  /// @throws PreferenceNotFound
  public void restore(Viewer viewer, long clientNo, UUID entry) {
    mark(viewer, clientNo, entry, false);
  }

  private void mark(Viewer viewer, long clientNo, UUID entry, boolean out) {
    Client client = clients.getToServe(viewer, clientNo);
    records.lock(client.id().id());
    int marked =
        jdbc.sql(
                """
                update clients.preference p
                   set removed_at = :at::timestamptz
                  from clients.client o
                 where p.id = :id
                   and o.id = p.client_id
                   and coalesce(o.merged_into, o.id) = :client
                   and (p.removed_at is null) = :out
                """)
            .param("at", out ? at(now()) : null)
            .param("id", entry)
            .param("client", client.id().id())
            .param("out", out)
            .update();
    if (marked == 0) {
      throw new PreferenceNotFound();
    }
    tell(viewer, client, out ? "client.preference_removed" : "client.preference_restored", entry);
  }

  /// Deletes for good what was taken out long enough ago.
  void deleteRemoved() {
    jdbc.sql("delete from clients.preference where removed_at < :before")
        .param("before", at(now().minus(KEPT)))
        .update();
  }

  private void delete(UUID entry) {
    jdbc.sql("delete from clients.preference where id = :id").param("id", entry).update();
  }

  /// The kind stays out of the log: it is something of the client's.
  private void tell(Viewer viewer, Client client, String action, UUID entry) {
    audit.changed(
        Actor.member(viewer.id().id()),
        action,
        "client",
        client.id().id(),
        Map.of("preference", entry.toString()));
    live.changed(ClientGate.TOPIC, Long.toString(client.no()), clock.millis());
  }

  private List<Preference> open(List<Row> rows) {
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.content())).distinct().toList());
    return rows.stream().map(this::open).toList();
  }

  private Preference open(Row row) {
    var content = json.readValue(vault.openText(row.content(), CONTENT, row.id()), Content.class);
    return new Preference(
        row.id(),
        PreferenceKind.of(content.kind()),
        content.value(),
        Preference.Source.of(content.source()),
        content.saidBy(),
        LocalDate.parse(content.saidOn()),
        content.purpose(),
        content.consentOn() == null ? null : LocalDate.parse(content.consentOn()),
        new MemberId(row.notedBy()),
        row.notedAt());
  }

  private static List<Preference> sifted(List<Preference> all) {
    Set<PreferenceKind> met = EnumSet.noneOf(PreferenceKind.class);
    return all.stream()
        .filter(entry -> met.add(entry.kind()) || entry.kind().many())
        .sorted(Comparator.comparing(Preference::kind))
        .toList();
  }

  /// The day it is where the member is.
  public LocalDate today(Viewer viewer) {
    return LocalDate.ofInstant(clock.instant(), viewer.zone());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
