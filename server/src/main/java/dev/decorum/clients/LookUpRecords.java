package dev.decorum.clients;

import static dev.decorum.clients.ClientRecords.at;
import static dev.decorum.clients.ClientRecords.instant;

import dev.decorum.staff.MemberId;
import dev.decorum.vault.KeyDestroyed;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which records officers have opened.
///
/// All times are those of the database: `clients.opened_to` compares them with its clock, so none
/// of another node can make a look-up longer.
@Repository
class LookUpRecords {

  private static final String REASON = "clients.look_up.reason";

  private static final String SELECT =
      """
      select l.id, l.member_id, l.reason, l.opened_at, l.ends_at, l.closed_at, k.id as client_id, k.no
        from clients.look_up l
        join clients.client opened on opened.id = l.client_id
        join clients.client k on k.id = coalesce(opened.merged_into, opened.id)
      """;

  private final JdbcClient jdbc;
  private final Vault vault;

  LookUpRecords(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// A look-up that was ended before its time.
  record Closed(UUID id, UUID client) {}

  private record Row(
      UUID id,
      MemberId by,
      ClientId client,
      long clientNo,
      byte[] reason,
      Instant openedAt,
      Instant endsAt,
      @Nullable Instant closedAt) {}

  /// @param key the client's
  LookUp insert(UUID client, KeyId key, MemberId by, String reason, Duration lasting) {
    UUID id = RowIds.next();
    jdbc.sql(
            """
            insert into clients.look_up (id, client_id, member_id, reason, opened_at, ends_at)
            values (:id, :client, :by, :reason, now(), now() + make_interval(secs => :seconds))
            """)
        .param("id", id)
        .param("client", client)
        .param("by", by.id())
        .param("reason", vault.seal(key, REASON, id, reason))
        .param("seconds", lasting.toSeconds())
        .update();
    return find(id).orElseThrow();
  }

  Optional<LookUp> find(UUID id) {
    return list("where l.id = :id", Map.of("id", id)).stream().findFirst();
  }

  /// Those of this member that are in force, the one that ends last first.
  List<LookUp> inForce(MemberId member) {
    return list(
        """
        where l.member_id = :member
          and l.closed_at is null
          and l.ends_at > now()
        order by l.ends_at desc, l.id desc
        """,
        Map.of("member", member.id()));
  }

  /// Those of everybody, the newest first.
  List<LookUp> newest(@Nullable Cursor after, int limit) {
    return after == null
        ? list("order by l.opened_at desc, l.id desc limit :limit", Map.of("limit", limit))
        : list(
            """
            where (l.opened_at, l.id) < (:openedAt, :id)
            order by l.opened_at desc, l.id desc
            limit :limit
            """,
            Map.of("openedAt", at(after.instant(0)), "id", after.uuid(1), "limit", limit));
  }

  /// Ends what is in force for this member.
  ///
  /// @param client the record that stands for the opened one now; null: all records
  List<Closed> close(MemberId member, @Nullable UUID client) {
    return jdbc.sql(
            """
            update clients.look_up l
               set closed_at = now()
              from clients.client k
             where k.id = l.client_id
               and l.member_id = :member
               and l.closed_at is null
               and l.ends_at > now()
               and (cast(:client as uuid) is null or coalesce(k.merged_into, k.id) = :client)
            returning l.id, coalesce(k.merged_into, k.id) as client_id
            """)
        .param("member", member.id())
        .param("client", client)
        .query(
            (row, _) ->
                new Closed(row.getObject("id", UUID.class), row.getObject("client_id", UUID.class)))
        .list();
  }

  private List<LookUp> list(String which, Map<String, ?> parameters) {
    List<Row> rows = jdbc.sql(SELECT + which).params(parameters).query((row, _) -> row(row)).list();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.reason())).distinct().toList());
    return rows.stream().map(this::open).toList();
  }

  private LookUp open(Row row) {
    return new LookUp(
        row.id(),
        row.by(),
        row.client(),
        row.clientNo(),
        reason(row),
        row.openedAt(),
        row.endsAt(),
        row.closedAt());
  }

  private @Nullable String reason(Row row) {
    try {
      return vault.openText(row.reason(), REASON, row.id());
    } catch (KeyDestroyed erased) {
      // That somebody looked stays; what it was about went with the client.
      return null;
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    var closedAt = row.getObject("closed_at", OffsetDateTime.class);
    return new Row(
        row.getObject("id", UUID.class),
        new MemberId(row.getObject("member_id", UUID.class)),
        new ClientId(row.getObject("client_id", UUID.class)),
        row.getLong("no"),
        row.getBytes("reason"),
        instant(row, "opened_at"),
        instant(row, "ends_at"),
        closedAt == null ? null : closedAt.toInstant());
  }
}
