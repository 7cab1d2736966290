package dev.decorum.audit;

import dev.decorum.database.Pending;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table of entries. Only ever added to.
@Component
class Entries {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Macs macs;

  Entries(JdbcClient jdbc, Pending pending, Macs macs) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.macs = macs;
  }

  /// Adds all with one statement and queues them to be sealed, in the current transaction.
  void add(Collection<AuditEntry> entries) {
    if (entries.isEmpty()) return;
    var all = List.copyOf(entries);
    pending
        .sql(
            """
            with added as (
              insert into audit.entry
                (id, at, actor_kind, actor, action, object_kind, object, facts, mac)
              select id, at::timestamptz, actor_kind, actor, action, object_kind, object, facts::jsonb, mac
                from unnest(:ids, :ats, :actorKinds, :actors, :actions, :kinds, :objects, :facts, :macs)
                  n (id, at, actor_kind, actor, action, object_kind, object, facts, mac)
              returning id)
            insert into audit.unsealed (entry)
            select id from added
            """)
        .param("ids", all.stream().map(AuditEntry::id).toArray(UUID[]::new))
        .param("ats", all.stream().map(e -> e.at().toString()).toArray(String[]::new))
        .param("actorKinds", all.stream().map(e -> named(e.actor().kind())).toArray(String[]::new))
        .param("actors", all.stream().map(e -> e.actor().id()).toArray(UUID[]::new))
        .param("actions", all.stream().map(AuditEntry::action).toArray(String[]::new))
        .param("kinds", all.stream().map(AuditEntry::kind).toArray(String[]::new))
        .param("objects", all.stream().map(AuditEntry::object).toArray(UUID[]::new))
        .param(
            "facts",
            all.stream().map(e -> JSON.writeValueAsString(e.facts())).toArray(String[]::new))
        .param("macs", all.stream().map(macs::entry).toArray(byte[][]::new))
        .add();
  }

  /// Newest first.
  List<AuditEntry> find(AuditFilter filter, AuditPage.@Nullable Cursor after, int limit) {
    var where = new ArrayList<String>();
    var params = new HashMap<String, Object>();
    if (filter.actor() != null) {
      where.add("actor = :actor");
      params.put("actor", filter.actor());
    }
    var action = filter.action();
    if (action != null) {
      where.add(action.endsWith(".") ? "starts_with(action, :action)" : "action = :action");
      params.put("action", action);
    }
    if (filter.object() != null) {
      where.add("object = :object");
      params.put("object", filter.object());
    }
    if (filter.from() != null) {
      where.add("at >= :from");
      params.put("from", filter.from().atOffset(ZoneOffset.UTC));
    }
    if (filter.to() != null) {
      where.add("at < :to");
      params.put("to", filter.to().atOffset(ZoneOffset.UTC));
    }
    if (after != null) {
      where.add("(at, id) < (:afterAt, :afterId)");
      params.put("afterAt", after.at().atOffset(ZoneOffset.UTC));
      params.put("afterId", after.id());
    }
    return jdbc.sql(
            """
            select id, at, actor_kind, actor, action, object_kind, object, facts
              from audit.entry
             %s
             order by at desc, id desc
             limit :limit
            """
                .formatted(where.isEmpty() ? "" : "where " + String.join(" and ", where)))
        .params(params)
        .param("limit", limit)
        .query((row, _) -> entry(row))
        .list();
  }

  /// Reads a row with the columns of `audit.entry` under their own names.
  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
            row.getObject("actor", UUID.class)),
        row.getString("action"),
        row.getString("object_kind"),
        row.getObject("object", UUID.class),
        Objects.requireNonNull(JSON.readValue(row.getString("facts"), FACTS)));
  }

  static String named(Actor.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
