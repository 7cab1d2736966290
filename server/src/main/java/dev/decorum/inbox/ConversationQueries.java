package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.database.Times;
import dev.decorum.inbox.ConversationLink.Relation;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Role;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lists of conversations, and how long the queues are.
///
/// A list reads an index in its own order and stops when the page is full, however many
/// conversations there are. For members who see only some teams the indexes of those teams are read
/// side by side and merged: else the rows of all other teams would have to be passed over first.
@Repository
class ConversationQueries {

  static final String COLUMNS =
      """
      c.id, c.no, c.client_id, c.key_id, c.subject, c.preview, c.channel, c.status, c.team_id,
      c.assignee_id, c.tags, c.priority, c.waiting_since, c.snoozed_until, c.last_at,
      c.updated_at, c.deleted_at, c.version, c.due_at
      """;

  private static final String TEAMS = "staff.teams_of((select :viewer::uuid)) as t (team)";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clients clients;
  private final Clock clock;

  ConversationQueries(JdbcClient jdbc, Vault vault, Clients clients, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clients = clients;
    this.clock = clock;
  }

  Slice<ConversationRow> list(
      Viewer viewer, ConversationFilter filter, Sort sort, @Nullable Position after, int limit) {
    return filter.view() == View.SENT
        ? sent(viewer, filter, after, limit)
        : queue(viewer, filter, sort, after, limit);
  }

  private Slice<ConversationRow> queue(
      Viewer viewer, ConversationFilter filter, Sort sort, @Nullable Position after, int limit) {
    var order = Order.of(sort);
    var where = Conditions.of(viewer, filter, clock.instant());
    if (after != null) where.and(order.after(), order.parameters(after));
    var rows =
        jdbc.sql(sql(viewer, filter, new Part(where.sql(), order, limit + 1)))
            .params(where.parameters())
            .query((row, _) -> row(row))
            .list();
    return placed(rows.stream().map(row -> new Placed(row, order.position(row))).toList(), limit);
  }

  /// Numbers of the first conversations of a list.
  List<Long> numbers(Viewer viewer, ConversationFilter filter, Sort sort, int limit) {
    if (filter.view() == View.SENT) {
      return sent(viewer, filter, null, limit).items().stream().map(ConversationRow::no).toList();
    }
    var where = Conditions.of(viewer, filter, clock.instant());
    return jdbc.sql(sql(viewer, filter, new Part(where.sql(), Order.of(sort), limit)))
        .params(where.parameters())
        .query((row, _) -> row.getLong("no"))
        .list();
  }

  private static String sql(Viewer viewer, ConversationFilter filter, Part all) {
    var teams =
        "(select c.* from %s cross join lateral (%s) c)"
            .formatted(TEAMS, all.and("c.team_id = t.team"));
    if (filter.view() == View.TEAM) return all.merged(List.of(teams));
    boolean narrow =
        filter.view() == View.MINE
            || filter.assignee() != null
            || filter.team() != null
            || filter.client() != null
            || filter.tag() != null
            || filter.rule() != null && filter.rule().narrow();
    if (narrow || viewer.role() == Role.ADMIN || viewer.role() == Role.OFFICER) return all.sql();
    var parts = new ArrayList<String>();
    parts.add(teams);
    parts.add("(%s)".formatted(all.and("c.team_id is null")));
    if (filter.view() != View.UNASSIGNED && !filter.unassigned()) {
      var elsewhere =
          """
          c.assignee_id = (select :viewer::uuid)
            and c.team_id is not null
            and c.team_id not in (select t.team from %s)
          """
              .formatted(TEAMS);
      parts.add("(%s)".formatted(all.and(elsewhere)));
    }
    return all.merged(parts);
  }

  /// What one index holds in order. The limit stands in the text and not in a parameter: a plan
  /// that is kept for all parameters must know how few rows are wanted.
  private record Part(String where, Order order, int limit) {

    String sql() {
      return and("true");
    }

    String and(String more) {
      return """
          select %s, %s as place
            from inbox.visible_to(:viewer) c
           where %s
             and %s
           order by %s
           limit %d
          """
          .formatted(COLUMNS, order.place(), where, more, order.by(), limit);
    }

    String merged(List<String> parts) {
      return """
          select %s
            from (%s) c
           order by %s
           limit %d
          """
          .formatted(COLUMNS, String.join("\nunion all\n", parts), order.merged(), limit);
    }
  }

  /// Conversations in which the viewer wrote, the latest message first.
  private Slice<ConversationRow> sent(
      Viewer viewer, ConversationFilter filter, @Nullable Position after, int limit) {
    return gathered(
        Gathering.of(
            List.of(),
            after,
            limit,
            (place, size) -> sentBefore(viewer, filter, place, size),
            (conversations, from) -> sentSince(viewer, conversations, from)),
        limit);
  }

  private List<Placed> sentBefore(
      Viewer viewer, ConversationFilter filter, @Nullable Position place, int size) {
    var where = Conditions.of(viewer, filter, clock.instant());
    if (place != null) {
      where.and("(i.at, i.id) < (:placeAt::timestamptz, :placeId)", Order.NEWEST.parameters(place));
    }
    return jdbc.sql(
            """
            select %s, i.at as sent_at, i.id as sent_id
              from inbox.interaction i
              join inbox.visible_to(:viewer) c on c.id = i.conversation_id
             where i.author_member = (select :viewer::uuid)
               and i.kind = 'message'
               and i.direction = 'out'
               and %s
             order by i.at desc, i.id desc
             limit %d
            """
                .formatted(COLUMNS, where.sql(), size))
        .params(where.parameters())
        .query(
            (row, _) ->
                new Placed(
                    row(row),
                    new Position(Times.read(row, "sent_at"), row.getObject("sent_id", UUID.class))))
        .list();
  }

  private Set<UUID> sentSince(Viewer viewer, UUID[] conversations, Position from) {
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct i.conversation_id
                  from inbox.interaction i
                 where i.conversation_id = any(:conversations)
                   and i.author_member = :viewer
                   and i.kind = 'message'
                   and i.direction = 'out'
                   and (i.at, i.id) >= (:placeAt::timestamptz, :placeId)
                """)
            .param("conversations", conversations)
            .param("viewer", viewer.id().id())
            .params(Order.NEWEST.parameters(from))
            .query((row, _) -> row.getObject(1, UUID.class))
            .list());
  }

  Optional<Head> head(Viewer viewer, long no) {
    var found =
        jdbc.sql(
                """
                select %s, c.mailbox_id, c.created_at,
                       (select l.no from inbox.visible_to(:viewer) l where l.id = c.linked_to)
                         as linked_no,
                       exists (select from inbox.conversation_link l
                                where l.from_id = c.id or l.to_id = c.id)
                         or exists (select from inbox.conversation a where a.merged_into = c.id)
                         as may_be_linked
                  from inbox.visible_to(:viewer) c
                 where c.id = %s
                """
                    .formatted(COLUMNS, Conversations.NUMBERED))
            .param("viewer", viewer.id().id())
            .param("no", no)
            .query((row, _) -> sealedHead(row))
            .optional();
    return found.map(
        head ->
            new Head(
                open(List.of(head.row())).getFirst(),
                head.mailbox(),
                head.linkedTo(),
                head.mayBeLinked(),
                head.createdAt()));
  }

  /// Those of these that the viewer may see.
  List<ConversationRow> rows(Viewer viewer, Collection<ConversationId> conversations) {
    if (conversations.isEmpty()) return List.of();
    return open(
        jdbc.sql(
                """
                select %s
                  from inbox.visible_to(:viewer) c
                 where c.id = any (:ids)
                """
                    .formatted(COLUMNS))
            .param("viewer", viewer.id().id())
            .param("ids", conversations.stream().map(ConversationId::id).toArray(UUID[]::new))
            .query((row, _) -> row(row))
            .list());
  }

  /// What is linked with a conversation, or with one that went up in it, as far as the viewer may
  /// see it; the newest link first, and each other end once.
  List<ConversationLink> linked(Viewer viewer, ConversationId conversation) {
    record Found(UUID link, Relation relation, Row row) {}
    var found =
        jdbc.sql(
                """
                with one (id) as (
                  select cast(:conversation as uuid)
                  union all
                  select m from inbox.merged_in(:conversation) m),
                ends as (
                  select l.id, l.kind, l.at, l.to_id as other, true as follows
                    from inbox.conversation_link l
                   where l.from_id = any (array(select o.id from one o))
                  union all
                  select l.id, l.kind, l.at, l.from_id, false
                    from inbox.conversation_link l
                   where l.to_id = any (array(select o.id from one o)))
                select %s, e.id as link, e.kind as relation, e.follows
                  from ends e
                  join inbox.visible_to(:viewer) c on c.id = inbox.survivor_of(e.other)
                 where c.id <> :conversation
                 order by e.at desc, e.id
                """
                    .formatted(COLUMNS))
            .param("viewer", viewer.id().id())
            .param("conversation", conversation.id())
            .query(
                (row, _) ->
                    new Found(
                        row.getObject("link", UUID.class),
                        row.getString("relation").equals("same_matter")
                            ? Relation.SAME_MATTER
                            : row.getBoolean("follows") ? Relation.FOLLOWS : Relation.FOLLOWED_BY,
                        row(row)))
            .list();
    if (found.isEmpty()) return List.of();
    var rows = open(found.stream().map(Found::row).toList());
    var links = new LinkedHashMap<Long, ConversationLink>();
    for (int i = 0; i < found.size(); i++) {
      var other = rows.get(i);
      links.putIfAbsent(
          other.no(), new ConversationLink(found.get(i).link(), found.get(i).relation(), other));
    }
    return List.copyOf(links.values());
  }

  private static SealedHead sealedHead(ResultSet row) throws SQLException {
    var mailbox = row.getObject("mailbox_id", UUID.class);
    return new SealedHead(
        row(row),
        mailbox == null ? null : new MailboxId(mailbox),
        row.getObject("linked_no", Long.class),
        row.getBoolean("may_be_linked"),
        Times.read(row, "created_at"));
  }

  /// What the pages show beside the queues: one statement, none of whose parts counts further than
  /// it is shown.
  Counts counts(Viewer viewer) {
    return jdbc.sql(
            """
            with mine as (
              select from inbox.visible_to(:viewer) c
               where c.deleted_at is null and c.status = 'open'
                 and c.assignee_id = (select :viewer::uuid)
               limit %1$d),
            unassigned as (
              select from inbox.visible_to(:viewer) c
               where c.deleted_at is null and c.status = 'open' and c.assignee_id is null
               limit %1$d),
            team as (
              select from %2$s cross join lateral (
                  select from inbox.visible_to(:viewer) c
                   where c.deleted_at is null and c.status = 'open' and c.team_id = t.team
                   limit %1$d) c
               limit %1$d),
            snoozed as (
              select from inbox.visible_to(:viewer) c
               where c.deleted_at is null and c.status = 'snoozed'
               limit %1$d),
            every as (
              select from inbox.visible_to(:viewer) c
               where c.deleted_at is null and c.status = 'open'
               limit %1$d)
            select (select count(*) from mine) as mine,
                   (select count(*) from unassigned) as unassigned,
                   (select count(*) from team) as team,
                   (select count(*) from every) as every,
                   (select count(*) from snoozed) as snoozed
            """
                .formatted(Counts.CAP, TEAMS))
        .param("viewer", viewer.id().id())
        .query(
            (row, _) ->
                new Counts(
                    row.getInt("mine"),
                    row.getInt("unassigned"),
                    row.getInt("team"),
                    row.getInt("every"),
                    row.getInt("snoozed")))
        .single();
  }

  /// How many conversations each saved view shows, up to [Counts#CAP], with one statement. Those
  /// are left out that are not about work to do: to count them could mean to look at everything.
  Map<Integer, Integer> counts(Viewer viewer, Map<Integer, ViewRule> rules) {
    var counted = new TreeMap<>(rules);
    counted.values().removeIf(rule -> !rule.counts());
    if (counted.isEmpty()) return Map.of();
    var parameters = new HashMap<String, Object>(Map.of("viewer", viewer.id().id()));
    var parts = new ArrayList<String>();
    counted.forEach(
        (no, rule) -> {
          var where = RuleSql.of(rule, "v" + no + "_", clock.instant());
          parameters.putAll(where.parameters());
          parts.add(
              """
              select %d as no, count(*) as found
                from (select
                        from inbox.visible_to(:viewer) c
                       where c.deleted_at is null
                         and %s
                       limit %d) c
              """
                  .formatted(no, String.join(" and ", where.parts()), Counts.CAP));
        });
    var counts = new HashMap<Integer, Integer>();
    jdbc.sql(String.join("union all\n", parts))
        .params(parameters)
        .query(
            row -> {
              counts.put(row.getInt("no"), row.getInt("found"));
            });
    return counts;
  }

  // --- rows

  /// Opens what is shown of the rows, with one statement for the keys that are missing here and one
  /// for the clients.
  Slice<ConversationRow> placed(List<Placed> found, int limit) {
    var shown = found.size() > limit ? found.subList(0, limit) : found;
    var rows = open(shown.stream().map(Placed::row).toList());
    return new Slice<>(rows, found.size() > limit ? shown.getLast().place().cursor() : null);
  }

  Slice<ConversationRow> gathered(Gathering gathering, int limit) {
    var slice = placed(gathering.rows(), limit);
    return slice.next() == null ? new Slice<>(slice.items(), gathering.rest()) : slice;
  }

  List<ConversationRow> open(List<Row> rows) {
    vault.warm(rows.stream().map(Row::key).toList());
    var summaries = clients.summaries(rows.stream().map(Row::client).distinct().toList());
    return rows.stream().map(row -> open(row, summaries)).toList();
  }

  private ConversationRow open(Row row, Map<ClientId, ClientSummary> summaries) {
    var id = row.id().id();
    return new ConversationRow(
        row.id(),
        row.no(),
        Objects.requireNonNull(summaries.get(row.client())),
        vault.openText(row.subject(), Conversations.SUBJECT, id),
        Objects.requireNonNullElse(
            vault.openTextNullable(row.preview(), Conversations.PREVIEW, id), ""),
        row.channel(),
        row.status(),
        row.team(),
        row.assignee(),
        row.tags(),
        row.priority(),
        row.waitingSince(),
        row.snoozedUntil(),
        row.lastAt(),
        row.updatedAt(),
        row.deletedAt(),
        row.version(),
        row.dueAt());
  }

  static Row row(ResultSet row) throws SQLException {
    var team = row.getObject("team_id", UUID.class);
    var assignee = row.getObject("assignee_id", UUID.class);
    return new Row(
        new ConversationId(row.getObject("id", UUID.class)),
        row.getLong("no"),
        new ClientId(row.getObject("client_id", UUID.class)),
        new KeyId(row.getObject("key_id", UUID.class)),
        row.getBytes("subject"),
        row.getBytes("preview"),
        Channel.of(row.getString("channel")),
        Status.of(row.getString("status")),
        team == null ? null : new TeamId(team),
        assignee == null ? null : new MemberId(assignee),
        Conversations.strings(row.getArray("tags")),
        Priority.of(row.getString("priority")),
        Times.readNullable(row, "waiting_since"),
        Times.readNullable(row, "snoozed_until"),
        Times.read(row, "last_at"),
        Times.read(row, "updated_at"),
        Times.readNullable(row, "deleted_at"),
        row.getInt("version"),
        Times.readNullable(row, "due_at"));
  }

  /// A conversation's row, still sealed.
  record Row(
      ConversationId id,
      long no,
      ClientId client,
      KeyId key,
      byte[] subject,
      byte @Nullable [] preview,
      Channel channel,
      Status status,
      @Nullable TeamId team,
      @Nullable MemberId assignee,
      List<String> tags,
      Priority priority,
      @Nullable Instant waitingSince,
      @Nullable Instant snoozedUntil,
      Instant lastAt,
      Instant updatedAt,
      @Nullable Instant deletedAt,
      int version,
      @Nullable Instant dueAt) {}

  record Head(
      ConversationRow row,
      @Nullable MailboxId mailbox,
      @Nullable Long linkedTo,
      boolean mayBeLinked,
      Instant createdAt) {}

  private record SealedHead(
      Row row,
      @Nullable MailboxId mailbox,
      @Nullable Long linkedTo,
      boolean mayBeLinked,
      Instant createdAt) {}

  /// A row and its place in the list it was found for.
  record Placed(Row row, Position place) {}

  /// The orders there are, each with an index behind it.
  private enum Order {
    NEWEST("c.last_at", "c.last_at desc, c.id desc", "c.place desc, c.id desc", "<") {
      @Override
      Position position(Row row) {
        return new Position(row.lastAt(), row.id().id());
      }
    },
    WAITING(
        "coalesce(c.waiting_since, 'infinity')",
        "coalesce(c.waiting_since, 'infinity'), c.id",
        "c.place, c.id",
        ">") {
      @Override
      Position position(Row row) {
        return new Position(row.waitingSince(), row.id().id());
      }
    },
    DUE(
        "coalesce(c.due_at, 'infinity')",
        "coalesce(c.due_at, 'infinity'), c.id",
        "c.place, c.id",
        ">") {
      @Override
      Position position(Row row) {
        return new Position(row.dueAt(), row.id().id());
      }
    };

    private final String place;
    private final String by;
    private final String merged;
    private final String after;

    Order(String place, String by, String merged, String after) {
      this.place = place;
      this.by = by;
      this.merged = merged;
      this.after = after;
    }

    static Order of(Sort sort) {
      return switch (sort) {
        case NEWEST -> NEWEST;
        case WAITING -> WAITING;
        case DUE -> DUE;
      };
    }

    abstract Position position(Row row);

    String place() {
      return place;
    }

    String by() {
      return by;
    }

    String merged() {
      return merged;
    }

    String after() {
      return "(%s, c.id) %s (:placeAt::timestamptz, :placeId)".formatted(place, after);
    }

    Map<String, Object> parameters(Position position) {
      return Map.of("placeAt", position.text(), "placeId", position.id());
    }
  }
}
