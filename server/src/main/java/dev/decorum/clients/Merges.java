package dev.decorum.clients;

import static dev.decorum.clients.ClientRecords.at;
import static dev.decorum.clients.ClientRecords.instant;

import dev.decorum.staff.MemberId;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Which records became one, and what moved when they did.
///
/// `client.merged_into` always names the record at the end of a chain of merges; the chain itself
/// is kept here, so that any link of it can be undone.
@Repository
class Merges {

  private static final String BEFORE = "clients.merge.before";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final JsonMapper json;

  Merges(JdbcClient jdbc, Vault vault, JsonMapper json) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.json = json;
  }

  /// A merge as it was made.
  ///
  /// @param before what the survivor said where it took over what the other said
  record Row(
      UUID id,
      UUID survivor,
      UUID absorbed,
      Instant at,
      @Nullable Instant undoneAt,
      @Nullable Before before) {}

  /// What a survivor said before it took over what the other said.
  ///
  /// @param taken which details it took over
  record Before(
      Set<MergeField> taken,
      String name,
      boolean provisional,
      @Nullable String about,
      @Nullable String zone,
      @Nullable String language) {

    Before {
      taken = Set.copyOf(taken);
    }
  }

  /// A merge as the survivor's page lists it.
  record Listed(UUID id, UUID absorbed, long absorbedNo, Instant at) {}

  UUID add(UUID survivor, UUID absorbed, MemberId by, Instant now) {
    UUID id = RowIds.next();
    jdbc.sql(
            """
            insert into clients.merge (id, survivor_id, absorbed_id, by_member, at)
            values (:id, :survivor, :absorbed, :by, :now)
            """)
        .param("id", id)
        .param("survivor", survivor)
        .param("absorbed", absorbed)
        .param("by", by.id())
        .param("now", at(now))
        .update();
    jdbc.sql(
            """
            insert into clients.merge_move (merge_id, contact_point_id)
            select :id, p.id
              from clients.contact_point p
             where p.client_id = :absorbed
            """)
        .param("id", id)
        .param("absorbed", absorbed)
        .update();
    // Behind those that the survivor has already
    jdbc.sql(
            """
            update clients.contact_point
               set client_id = :survivor,
                   position = position + (select coalesce(max(p.position) + 1, 0)
                                            from clients.contact_point p
                                           where p.client_id = :survivor)
             where client_id = :absorbed
            """)
        .param("survivor", survivor)
        .param("absorbed", absorbed)
        .update();
    jdbc.sql(
            """
            update clients.client
               set merged_into = :survivor, updated_at = :now, version = version + 1
             where id = :absorbed
                or merged_into = :absorbed
            """)
        .param("survivor", survivor)
        .param("absorbed", absorbed)
        .param("now", at(now))
        .update();
    return id;
  }

  Optional<Row> find(UUID merge) {
    return jdbc.sql(
            """
            select m.id, m.survivor_id, m.absorbed_id, m.at, m.undone_at, m.before
              from clients.merge m
             where m.id = :merge
            """)
        .param("merge", merge)
        .query(
            (row, _) ->
                new Row(
                    row.getObject("id", UUID.class),
                    row.getObject("survivor_id", UUID.class),
                    row.getObject("absorbed_id", UUID.class),
                    instant(row, "at"),
                    row.getObject("undone_at") == null ? null : instant(row, "undone_at"),
                    before(row.getBytes("before"), merge)))
        .optional();
  }

  private @Nullable Before before(byte @Nullable [] sealed, UUID merge) {
    return sealed == null
        ? null
        : json.readValue(vault.openText(sealed, BEFORE, merge), Before.class);
  }

  /// Keeps what the survivor said, for undoing.
  ///
  /// @param key the survivor's
  void keep(UUID merge, KeyId key, Before before) {
    jdbc.sql("update clients.merge set before = :before where id = :id")
        .param("id", merge)
        .param("before", vault.seal(key, BEFORE, merge, json.writeValueAsString(before)))
        .update();
  }

  /// The merges that led into this client, directly or by way of others, the newest first.
  List<Listed> into(UUID client, Instant since) {
    return jdbc.sql(
            """
            select m.id, m.absorbed_id, k.no, m.at
              from clients.merge m
              join clients.client k on k.id = m.absorbed_id
             where k.merged_into = :client
               and m.undone_at is null
               and m.at >= :since
             order by m.at desc, m.id desc
            """)
        .param("client", client)
        .param("since", at(since))
        .query(
            (row, _) ->
                new Listed(
                    row.getObject("id", UUID.class),
                    row.getObject("absorbed_id", UUID.class),
                    row.getLong("no"),
                    instant(row, "at")))
        .list();
  }

  /// Parts the absorbed record from the one that stands for it now; with it go those that it had
  /// absorbed itself.
  ///
  /// What has been deleted or merged on since stays where it is.
  void undo(Row merge, UUID standing, Instant now) {
    jdbc.sql("update clients.merge set undone_at = :now where id = :id")
        .param("id", merge.id())
        .param("now", at(now))
        .update();
    jdbc.sql(
            """
            with recursive part (id) as (
              select cast(:absorbed as uuid)
               union
              select m.absorbed_id
                from clients.merge m
                join part on part.id = m.survivor_id
               where m.undone_at is null
            )
            update clients.client k
               set merged_into = nullif(cast(:absorbed as uuid), k.id),
                   updated_at = :now, version = k.version + 1
              from part
             where k.id = part.id
            """)
        .param("absorbed", merge.absorbed())
        .param("now", at(now))
        .update();
    jdbc.sql(
            """
            update clients.contact_point p
               set client_id = :absorbed
              from clients.merge_move v
             where v.merge_id = :merge
               and p.id = v.contact_point_id
               and p.client_id = :standing
            """)
        .param("absorbed", merge.absorbed())
        .param("merge", merge.id())
        .param("standing", standing)
        .update();
  }
}
