package dev.decorum.promises;

import dev.decorum.clients.ClientId;
import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.Clients;
import dev.decorum.database.Pending;
import dev.decorum.hours.Absences;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.promises.PromiseChange.What;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rows of promises and of what happened to them.
@Component
class Ledger {

  static final String WORDS = "promises.promise.words";
  private static final String EVIDENCE = "promises.promise.evidence";

  private static final String COLUMNS =
      """
      p.id, p.no, p.client_id, p.conversation_id, p.interaction_id, p.key_id, p.words, p.owner_id,
      p.precision, p.due_from, p.due_on, p.due_at, p.zone, p.known_until, p.renegotiated, p.late,
      p.state, p.ended_at, p.series_id, p.nth, p.owner_away, p.version
      """;

  private static final String SHOWN =
      COLUMNS
          + """
          , p.evidence, p.evidence_interaction_id, p.made_by, p.made_at,
          (select s.rhythm
             from promises.series s
            where s.id = p.series_id
              and s.ended_at is null) as rhythm,
          (select s.last_on from promises.series s where s.id = p.series_id) as last_on,
          (select c.no from inbox.conversation c where c.id = p.conversation_id) as conversation_no
          """;

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;
  private final Clients clients;
  private final Absences absences;

  Ledger(JdbcClient jdbc, Pending pending, Vault vault, Clients clients, Absences absences) {
    this.absences = absences;
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
    this.clients = clients;
  }

  /// The same, with what is known of its owner's absences.
  Promise seen(Promise one) {
    var owner = one.owner();
    return one.seen(owner == null ? List.of() : absences.away(owner));
  }

  // --- writing

  /// @param inMessage whether it stands and falls with the message it was found in
  /// @param next when to look at it; null: never
  /// @return its number
  long insert(Promise one, boolean inMessage, MemberId by, Instant now, @Nullable Instant next) {
    return jdbc.sql(
            """
            insert into promises.promise (
              id, client_id, conversation_id, interaction_id, in_message, key_id, words, owner_id,
              precision, due_from, due_on, due_at, zone, known_until, renegotiated, late, state,
              made_by, made_at, ended_at, next_at, series_id, nth, owner_away)
            values (
              :id, :client, :conversation, :source, :inMessage, :key, :words, :owner, :precision,
              :from, :on, :at, :zone, :known, :renegotiated, :late, :state, :by, :now, :ended,
              :next, :series, :nth, :away)
            returning no
            """)
        .params(columns(one))
        .param("client", one.client().id())
        .param("conversation", id(one.conversation()))
        .param("source", one.source() == null ? null : one.source().id())
        .param("inMessage", inMessage)
        .param("key", one.key().id())
        .param("words", vault.seal(one.key(), WORDS, one.id(), one.words()))
        .param("by", by.id())
        .param("now", bound(now))
        .param("next", bound(next))
        .query(Long.class)
        .single();
  }

  void save(Promise one, @Nullable Instant next) {
    pending
        .sql(
            """
            update promises.promise
               set owner_id = :owner, precision = :precision, due_from = :from, due_on = :on,
                   due_at = :at, zone = :zone, known_until = :known, renegotiated = :renegotiated,
                   late = :late, state = :state, ended_at = :ended, next_at = :next,
                   series_id = :series, nth = :nth, owner_away = :away,
                   version = version + 1
             where id = :id
            """)
        .params(columns(one))
        .param("next", bound(next))
        .add();
  }

  private static Map<String, @Nullable Object> columns(Promise one) {
    var columns = new HashMap<String, @Nullable Object>();
    columns.put("id", one.id());
    columns.put("owner", one.owner() == null ? null : one.owner().id());
    columns.put("precision", one.due().precision());
    columns.put("from", one.due() instanceof Due.Range(var from, _) ? from : null);
    columns.put(
        "on",
        switch (one.due()) {
          case Due.Day(var date) -> date;
          case Due.Range(_, var to) -> to;
          case Due.Minute _, Due.None _ -> null;
        });
    columns.put("at", bound(one.due().ends(one.zone())));
    columns.put("zone", one.zone().getId());
    columns.put("known", bound(one.agreed().knownUntil()));
    columns.put("renegotiated", one.agreed().renegotiated());
    columns.put("late", one.agreed().late());
    columns.put("state", one.state().word());
    columns.put("ended", bound(one.endedAt()));
    columns.put("series", one.turn() == null ? null : one.turn().series());
    columns.put("nth", one.turn() == null ? null : one.turn().nth());
    columns.put("away", one.away());
    return columns;
  }

  /// @param evidence nothing takes away what was there
  void evidence(Promise one, Evidence evidence) {
    jdbc.sql(
            """
            update promises.promise
               set evidence = :words, evidence_interaction_id = :message
             where id = :id
            """)
        .param("id", one.id())
        .param("words", vault.sealNullable(one.key(), EVIDENCE, one.id(), evidence.words()))
        .param("message", evidence.message() == null ? null : evidence.message().id())
        .update();
  }

  /// Writes down what happened.
  ///
  /// @param by null: time, or the system
  /// @param before how it was; the same where its time did not change
  void happened(
      Promise before,
      Promise after,
      What what,
      @Nullable MemberId by,
      @Nullable Boolean told,
      Instant now) {
    boolean moved = !before.due().equals(after.due()) || what == What.TOLD;
    pending
        .sql(
            """
            insert into promises.change (
              id, promise_id, at, member_id, what, state, due_before, due_after, owner_id, told)
            values (:id, :promise, :now, :by, :what, :state, :before, :after, :owner, :told)
            """)
        .param("id", RowIds.next())
        .param("promise", after.id())
        .param("now", bound(now))
        .param("by", by == null ? null : by.id())
        .param("what", what.word())
        .param("state", after.state().word())
        .param("before", moved ? before.due().text() : null)
        .param("after", moved || what == What.MADE ? after.due().text() : null)
        .param("owner", after.owner() == null ? null : after.owner().id())
        .param("told", told)
        .add();
  }

  // --- for changing

  /// Locks one that the viewer may change.
  Optional<Promise> lock(Viewer viewer, long no) {
    return jdbc.sql(
            """
            select %s
              from promises.promise p
             where p.id in (select v.id from promises.visible_to(:viewer) v where v.no = :no)
               and staff.serves_clients(:viewer)
               for update
            """
                .formatted(COLUMNS))
        .param("viewer", viewer.id().id())
        .param("no", no)
        .query((row, _) -> promise(row))
        .optional();
  }

  /// Locks those of a member that run and have a time.
  List<Promise> runningOf(MemberId owner) {
    return jdbc.sql(
            """
            select %s
              from promises.promise p
             where p.owner_id = :owner
               and p.ended_at is null
               and p.state <> 'proposed'
               and p.due_at is not null
             order by p.id
               for update
            """
                .formatted(COLUMNS))
        .param("owner", owner.id())
        .query((row, _) -> promise(row))
        .list();
  }

  /// Locks those whose time has come, passing over those that somebody is changing. Their keys are
  /// fetched together.
  List<Promise> due(Instant now, int limit) {
    record Locked(UUID id, KeyId key) {}
    List<Locked> locked =
        jdbc.sql(
                """
                select p.id, p.key_id
                  from promises.promise p
                 where p.next_at <= :now
                 order by p.next_at
                 limit :limit
                   for update skip locked
                """)
            .param("now", bound(now))
            .param("limit", limit)
            .query(
                (row, _) ->
                    new Locked(
                        row.getObject("id", UUID.class),
                        new KeyId(row.getObject("key_id", UUID.class))))
            .list();
    if (locked.isEmpty()) return List.of();
    vault.warm(locked.stream().map(Locked::key).distinct().toList());
    return jdbc.sql(
            """
            select %s
              from promises.promise p
             where p.id = any (:ids)
             order by p.next_at
            """
                .formatted(COLUMNS))
        .param("ids", locked.stream().map(Locked::id).toArray(UUID[]::new))
        .query((row, _) -> promise(row))
        .list();
  }

  /// @param next null: time changes nothing about it any more
  void putOff(UUID promise, @Nullable Instant next) {
    pending
        .sql("update promises.promise set next_at = :next where id = :id")
        .param("id", promise)
        .param("next", bound(next))
        .add();
  }

  void delete(UUID promise) {
    jdbc.sql("delete from promises.promise where id = :id").param("id", promise).update();
  }

  /// Whether nobody was told yet that its owner has gone; asked once.
  boolean orphaned(UUID promise) {
    return jdbc.sql(
                """
                update promises.promise
                   set orphaned_at = null
                 where id = :id
                   and orphaned_at is not null
                """)
            .param("id", promise)
            .update()
        == 1;
  }

  /// Whether a member may keep this promise: they see it, and work with clients.
  boolean mayBeGiven(UUID promise, MemberId member) {
    return jdbc.sql(
            """
            select staff.serves_clients(:member)
                   and exists (select from promises.visible_to(:member) p where p.id = :id)
            """)
        .param("member", member.id())
        .param("id", promise)
        .query(Boolean.class)
        .single();
  }

  // --- for reading

  /// @param condition about a promise `p` that the viewer may see
  List<PromiseView> list(
      Viewer viewer,
      String condition,
      Map<String, ? extends @Nullable Object> parameters,
      String order,
      int limit) {
    return open(rows(viewer, condition, parameters, order, limit));
  }

  /// The beginning of each column; what they have in common is read once for all of them.
  Map<Column, List<PromiseView>> columns(
      Viewer viewer,
      Collection<Column> columns,
      String condition,
      Map<String, ? extends @Nullable Object> parameters,
      int limit) {
    var rows = new EnumMap<Column, List<Row>>(Column.class);
    for (var column : columns) {
      var both = column.condition() + " and " + condition;
      rows.put(column, rows(viewer, both, parameters, column.order(), limit));
    }
    var views = new HashMap<UUID, PromiseView>();
    open(rows.values().stream().flatMap(List::stream).toList())
        .forEach(view -> views.put(view.id(), view));
    var found = new EnumMap<Column, List<PromiseView>>(Column.class);
    rows.forEach(
        (column, some) ->
            found.put(
                column,
                some.stream().map(row -> Objects.requireNonNull(views.get(row.id()))).toList()));
    return found;
  }

  /// The limit is part of the text: PostgreSQL would plan a statement anew each time if it had to
  /// guess how much of it is read.
  private List<Row> rows(
      Viewer viewer,
      String condition,
      Map<String, ? extends @Nullable Object> parameters,
      String order,
      int limit) {
    return jdbc.sql(
            """
            select %s
              from promises.visible_to(:viewer) p
             where %s
             order by %s
             limit %d
            """
                .formatted(SHOWN, condition, order, limit))
        .param("viewer", viewer.id().id())
        .params(parameters)
        .query((row, _) -> Row.of(row))
        .list();
  }

  /// What the viewer has to keep by then.
  List<PromiseDue> dueFor(Viewer viewer, Instant until, int limit) {
    record Row(UUID id, long no, UUID client, byte[] words, Instant at, boolean overdue) {}
    List<Row> rows =
        jdbc.sql(
                """
                select p.id, p.no, p.client_id, p.words, p.state = 'overdue' as overdue,
                       case when p.precision = 'minute' then p.due_at
                            else p.due_at - interval '1 second'
                        end as at
                  from promises.visible_to(:viewer) p
                 where p.owner_id = :viewer
                   and p.ended_at is null
                   and p.state <> 'proposed'
                   and p.due_at <= :until
                 order by p.due_at, p.id
                 limit %d
                """
                    .formatted(limit))
            .param("viewer", viewer.id().id())
            .param("until", bound(until))
            .query(
                (row, _) ->
                    new Row(
                        row.getObject("id", UUID.class),
                        row.getLong("no"),
                        row.getObject("client_id", UUID.class),
                        row.getBytes("words"),
                        instant(row, "at"),
                        row.getBoolean("overdue")))
            .list();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.words())).distinct().toList());
    return rows.stream()
        .map(
            row ->
                new PromiseDue(
                    row.no(),
                    new ClientId(row.client()),
                    vault.openText(row.words(), WORDS, row.id()),
                    row.at(),
                    row.overdue()))
        .toList();
  }

  /// How many there are in each column, up to a bound. Counted in the order in which they are
  /// listed, so that the index of that order is read and not all promises there ever were.
  Map<Column, Integer> count(
      Viewer viewer,
      List<Column> columns,
      String condition,
      Map<String, ? extends @Nullable Object> parameters,
      int bound) {
    var each =
        columns.stream()
            .map(
                column ->
                    """
                    (select count(*)
                       from (select
                               from promises.visible_to(:viewer) p
                              where %s
                                and %s
                              order by %s
                              limit %d) as counted) as %s
                    """
                        .formatted(
                            column.condition(), condition, column.order(), bound, column.word()))
            .toList();
    return jdbc.sql("select " + String.join(", ", each))
        .param("viewer", viewer.id().id())
        .params(parameters)
        .query(
            (row, _) -> {
              var counts = new HashMap<Column, Integer>();
              for (var column : columns) counts.put(column, row.getInt(column.word()));
              return counts;
            })
        .single();
  }

  List<PromiseChange> history(UUID promise) {
    return jdbc.sql(
            """
            select h.at, h.member_id, h.what, h.state, h.due_before, h.due_after, h.owner_id,
                   h.told
              from promises.change h
             where h.promise_id = :promise
             order by h.id
            """)
        .param("promise", promise)
        .query((row, _) -> change(row))
        .list();
  }

  private static PromiseChange change(ResultSet row) throws SQLException {
    var before = row.getString("due_before");
    var after = row.getString("due_after");
    return new PromiseChange(
        instant(row, "at"),
        member(row, "member_id"),
        What.of(row.getString("what")),
        PromiseState.of(row.getString("state")),
        before == null ? null : Due.parse(before),
        after == null ? null : Due.parse(after),
        member(row, "owner_id"),
        row.getObject("told", Boolean.class));
  }

  private record Row(
      UUID id,
      long no,
      ClientId client,
      @Nullable Long conversation,
      @Nullable UUID source,
      byte[] words,
      @Nullable MemberId owner,
      Due due,
      @Nullable Instant dueAt,
      ZoneId zone,
      @Nullable Instant known,
      @Nullable Repeats repeats,
      boolean away,
      PromiseState state,
      byte @Nullable [] evidence,
      @Nullable UUID message,
      MemberId madeBy,
      Instant madeAt,
      @Nullable Instant endedAt,
      int version) {

    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getLong("no"),
          new ClientId(row.getObject("client_id", UUID.class)),
          row.getObject("conversation_no", Long.class),
          row.getObject("interaction_id", UUID.class),
          row.getBytes("words"),
          member(row, "owner_id"),
          Ledger.due(row),
          nullable(row, "due_at"),
          ZoneId.of(row.getString("zone")),
          nullable(row, "known_until"),
          rhythm(row),
          row.getBoolean("owner_away"),
          PromiseState.of(row.getString("state")),
          row.getBytes("evidence"),
          row.getObject("evidence_interaction_id", UUID.class),
          new MemberId(row.getObject("made_by", UUID.class)),
          instant(row, "made_at"),
          nullable(row, "ended_at"),
          row.getInt("version"));
    }
  }

  private List<PromiseView> open(List<Row> rows) {
    if (rows.isEmpty()) return List.of();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.words())).distinct().toList());
    var named = clients.summaries(rows.stream().map(Row::client).distinct().toList());
    return rows.stream().map(row -> view(row, named)).toList();
  }

  private PromiseView view(Row row, Map<ClientId, ClientSummary> named) {
    return new PromiseView(
        row.id(),
        row.no(),
        Objects.requireNonNull(named.get(row.client())),
        row.conversation(),
        interaction(row.source()),
        vault.openText(row.words(), WORDS, row.id()),
        row.owner(),
        row.due(),
        row.dueAt(),
        row.zone(),
        row.known() != null && row.dueAt() != null && row.known().isBefore(row.dueAt()),
        row.repeats(),
        row.away(),
        row.state(),
        new Evidence(
            vault.openTextNullable(row.evidence(), EVIDENCE, row.id()), interaction(row.message())),
        row.madeBy(),
        row.madeAt(),
        row.endedAt(),
        row.version());
  }

  private Promise promise(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var conversation = row.getObject("conversation_id", UUID.class);
    return new Promise(
        id,
        row.getLong("no"),
        new ClientId(row.getObject("client_id", UUID.class)),
        conversation == null ? null : new ConversationId(conversation),
        interaction(row.getObject("interaction_id", UUID.class)),
        new KeyId(row.getObject("key_id", UUID.class)),
        vault.openText(row.getBytes("words"), WORDS, id),
        member(row, "owner_id"),
        new Agreed(
            due(row),
            ZoneId.of(row.getString("zone")),
            nullable(row, "known_until"),
            row.getBoolean("renegotiated"),
            row.getBoolean("late")),
        PromiseState.of(row.getString("state")),
        nullable(row, "ended_at"),
        turn(row),
        row.getBoolean("owner_away"),
        row.getInt("version"));
  }

  private static @Nullable Turn turn(ResultSet row) throws SQLException {
    var series = row.getObject("series_id", UUID.class);
    return series == null ? null : new Turn(series, row.getInt("nth"));
  }

  private static @Nullable Repeats rhythm(ResultSet row) throws SQLException {
    var rhythm = row.getString("rhythm");
    return rhythm == null
        ? null
        : new Repeats(Rhythm.parse(rhythm), row.getObject("last_on", LocalDate.class));
  }

  private static Due due(ResultSet row) throws SQLException {
    return switch (row.getString("precision")) {
      case "minute" -> new Due.Minute(instant(row, "due_at"));
      case "date" -> new Due.Day(row.getObject("due_on", LocalDate.class));
      case "range" ->
          new Due.Range(
              row.getObject("due_from", LocalDate.class), row.getObject("due_on", LocalDate.class));
      default -> new Due.None();
    };
  }

  private static @Nullable MemberId member(ResultSet row, String column) throws SQLException {
    var id = row.getObject(column, UUID.class);
    return id == null ? null : new MemberId(id);
  }

  private static @Nullable InteractionId interaction(@Nullable UUID id) {
    return id == null ? null : new InteractionId(id);
  }

  private static @Nullable UUID id(@Nullable ConversationId conversation) {
    return conversation == null ? null : conversation.id();
  }

  static @Nullable OffsetDateTime bound(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
