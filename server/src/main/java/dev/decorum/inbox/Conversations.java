package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of conversations, for changing them.
@Repository
class Conversations {

  static final String SUBJECT = "inbox.conversation.subject";
  static final String PREVIEW = "inbox.conversation.preview";

  private static final String COLUMNS =
      """
      c.id, c.no, c.client_id, c.key_id, c.subject, c.channel, c.mailbox_id, c.status,
      c.waiting_since, c.snoozed_until, c.team_id, c.assignee_id, c.tags, c.priority,
      c.last_at, c.deleted_at, c.version
      """;

  /// The conversation `n`, or the one that stands for it; few were merged.
  private static final String STANDING =
      "case when n.merged_into is null then n.id else inbox.survivor_of(n.id) end";

  /// The conversation of this number, or the one that stands for it.
  static final String NUMBERED =
      "(select %s from inbox.conversation n where n.no = :no)".formatted(STANDING);

  /// The conversation of this id, or the one that stands for it.
  private static final String IDENTIFIED =
      "(select %s from inbox.conversation n where n.id = :id)".formatted(STANDING);

  /// As long as two lines of a list; what is not shown need not be opened.
  private static final int PREVIEW_LENGTH = 200;

  /// Behind that are no first words, however much white space is between them.
  private static final int LOOKED_AT = 2_000;

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;
  private final JsonMapper json;
  private final Clock clock;

  Conversations(JdbcClient jdbc, Pending pending, Vault vault, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
    this.json = json;
    this.clock = clock;
  }

  /// For a member who wants to change it: locked first, so that what is authorised is what will be
  /// changed. What an officer may only read is not found.
  ///
  /// A number of one that went up in another means that one.
  Conversation lock(Viewer viewer, long no) {
    var locked =
        jdbc.sql(
                """
                select c.id
                  from inbox.conversation c
                 where c.id = %s
                   and staff.serves_clients(:viewer)
                   for update
                """
                    .formatted(NUMBERED))
            .param("viewer", viewer.id().id())
            .param("no", no)
            .query((row, _) -> new ConversationId(row.getObject("id", UUID.class)))
            .optional();
    if (locked.isEmpty()) throw new ConversationNotFound();
    var c = find(viewer, no).orElseThrow(ConversationNotFound::new);
    // It may have been merged while this waited for the lock.
    return c.id().equals(locked.get()) ? c : lock(viewer, no);
  }

  /// Those of many that the viewer may change, by number, locked in that order.
  List<Conversation> lock(Viewer viewer, Collection<Long> numbers) {
    var nos = numbers.toArray(Long[]::new);
    jdbc.sql(
            """
            select c.id
              from inbox.conversation c
             where c.no = any (:nos)
               and staff.serves_clients(:viewer)
             order by c.no
               for update
            """)
        .param("viewer", viewer.id().id())
        .param("nos", nos)
        .query(UUID.class)
        .list();
    return read(
        jdbc.sql(
                """
                select %s
                  from inbox.visible_to(:viewer) c
                 where c.no = any (:nos)
                   and staff.serves_clients(:viewer)
                 order by c.no
                """
                    .formatted(COLUMNS))
            .param("viewer", viewer.id().id())
            .param("nos", nos));
  }

  List<Conversation> lockBySystem(Collection<ConversationId> ids) {
    return read(
        jdbc.sql(
                """
                select %s
                  from inbox.conversation c
                 where c.id = any (:ids)
                 order by c.no
                   for update
                """
                    .formatted(COLUMNS))
            .param("ids", ids.stream().map(ConversationId::id).toArray(UUID[]::new)));
  }

  /// Loads the keys of all before the subjects are opened.
  private List<Conversation> read(JdbcClient.StatementSpec statement) {
    var sealed = statement.query((row, _) -> sealed(row)).list();
    vault.warm(sealed.stream().map(one -> one.conversation().key()).distinct().toList());
    return sealed.stream().map(this::opened).toList();
  }

  Optional<Conversation> find(Viewer viewer, long no) {
    return find(viewer, no, "true");
  }

  /// For a member who writes something beside it, such as a draft.
  Optional<Conversation> findToServe(Viewer viewer, long no) {
    return find(viewer, no, "staff.serves_clients(:viewer)");
  }

  private Optional<Conversation> find(Viewer viewer, long no, String condition) {
    return jdbc.sql(
            """
            select %s
              from inbox.visible_to(:viewer) c
             where c.id = %s
               and %s
            """
                .formatted(COLUMNS, NUMBERED, condition))
        .param("viewer", viewer.id().id())
        .param("no", no)
        .query((row, _) -> conversation(row))
        .optional();
  }

  /// The conversation, or the one that stands for it.
  Optional<Conversation> findBySystem(ConversationId id) {
    return jdbc.sql(
            """
            select %s
              from inbox.conversation c
             where c.id = %s
            """
                .formatted(COLUMNS, IDENTIFIED))
        .param("id", id.id())
        .query((row, _) -> conversation(row))
        .optional();
  }

  /// The conversation, or the one that stands for it.
  Optional<Conversation> lockBySystem(ConversationId id) {
    var locked =
        jdbc.sql(
                """
                select %s, c.merged_into
                  from inbox.conversation c
                 where c.id = %s
                   for update
                """
                    .formatted(COLUMNS, IDENTIFIED))
            .param("id", id.id())
            .query((row, _) -> new Locked(conversation(row), row.getObject("merged_into") != null))
            .optional();
    // It may have been merged while this waited for the lock.
    return locked.isPresent() && locked.get().merged()
        ? lockBySystem(id)
        : locked.map(Locked::conversation);
  }

  private record Locked(Conversation conversation, boolean merged) {}

  /// Snoozed conversations whose time has come. Those that another node is waking are passed over.
  List<Conversation> lockDueBySystem(int limit) {
    return jdbc.sql(
            """
            select %s
              from inbox.conversation c
             where c.status = 'snoozed'
               and c.snoozed_until <= :now
             order by c.snoozed_until
             limit :limit
               for update skip locked
            """
                .formatted(COLUMNS))
        .param("now", Times.bound(Times.now(clock)))
        .param("limit", limit)
        .query((row, _) -> conversation(row))
        .list();
  }

  /// @param text the first words of which lists show
  /// @return the same with its number
  Conversation insert(
      Conversation c, @Nullable ConversationId linkedTo, Instant createdAt, @Nullable String text) {
    long no =
        jdbc.sql(
                """
                insert into inbox.conversation (
                  id, client_id, key_id, subject, preview, channel, status, waiting_since, team_id,
                  assignee_id, mailbox_id, tags, priority, linked_to, created_at, last_at, updated_at)
                values (
                  :id, :client, :key, :subject, :preview, :channel, :status, :waitingSince, :team,
                  :assignee, :mailbox, :tags, :priority, :linkedTo, :createdAt, :lastAt, :now)
                returning no
                """)
            .param("id", c.id().id())
            .param("client", c.client().id())
            .param("key", c.key().id())
            .param("subject", vault.seal(c.key(), SUBJECT, c.id().id(), c.subject()))
            .param("preview", text == null ? null : sealedPreview(c, text))
            .param("channel", c.channel().word())
            .param("status", c.standing().status().word())
            .param("waitingSince", Times.bound(c.standing().waitingSince()))
            .param("team", c.team() == null ? null : c.team().id())
            .param("assignee", c.assignee() == null ? null : c.assignee().id())
            .param("mailbox", c.mailbox() == null ? null : c.mailbox().id())
            .param("tags", c.tags().toArray(String[]::new))
            .param("priority", c.priority().word())
            .param("linkedTo", linkedTo == null ? null : linkedTo.id())
            .param("createdAt", Times.bound(createdAt))
            .param("lastAt", Times.bound(c.lastAt()))
            .param("now", Times.bound(Times.now(clock)))
            .query(Long.class)
            .single();
    return new Conversation(
        c.id(),
        no,
        c.client(),
        c.key(),
        c.subject(),
        c.channel(),
        c.mailbox(),
        c.standing(),
        c.team(),
        c.assignee(),
        c.tags(),
        c.priority(),
        c.lastAt(),
        c.deletedAt(),
        c.version());
  }

  /// Saves what can change.
  ///
  /// @return the new version
  int save(Conversation c) {
    return jdbc.sql(
            """
            update inbox.conversation
               set status = :status, waiting_since = :waitingSince, snoozed_until = :snoozedUntil,
                   team_id = :team, assignee_id = :assignee, mailbox_id = :mailbox, tags = :tags,
                   priority = :priority, last_at = :lastAt, deleted_at = :deletedAt, updated_at = :now,
                   version = version + 1
             where id = :id
            returning version
            """)
        .param("id", c.id().id())
        .param("status", c.standing().status().word())
        .param("waitingSince", Times.bound(c.standing().waitingSince()))
        .param("snoozedUntil", Times.bound(c.standing().snoozedUntil()))
        .param("team", c.team() == null ? null : c.team().id())
        .param("assignee", c.assignee() == null ? null : c.assignee().id())
        .param("mailbox", c.mailbox() == null ? null : c.mailbox().id())
        .param("tags", c.tags().toArray(String[]::new))
        .param("priority", c.priority().word())
        .param("lastAt", Times.bound(c.lastAt()))
        .param("deletedAt", Times.bound(c.deletedAt()))
        .param("now", Times.bound(Times.now(clock)))
        .query(Integer.class)
        .single();
  }

  /// Saves what can change of many, with one statement.
  ///
  /// @return the new versions
  Map<ConversationId, Integer> saveAll(Collection<Conversation> all) {
    var versions = new HashMap<ConversationId, Integer>();
    jdbc.sql(
            """
            update inbox.conversation c
               set status = r.status, waiting_since = r.waiting_since, snoozed_until = r.snoozed_until,
                   team_id = r.team, assignee_id = r.assignee,
                   tags = array(select jsonb_array_elements_text(r.tags)), priority = r.priority,
                   deleted_at = r.deleted_at, updated_at = :now, version = c.version + 1
              from jsonb_to_recordset(:rows::jsonb) as r (
                     id uuid, status text, waiting_since timestamptz, snoozed_until timestamptz,
                     team uuid, assignee uuid, tags jsonb, priority text, deleted_at timestamptz)
             where c.id = r.id
            returning c.id, c.version
            """)
        .param("rows", json.writeValueAsString(all.stream().map(Conversations::record).toList()))
        .param("now", Times.bound(Times.now(clock)))
        .query(
            row -> {
              versions.put(
                  new ConversationId(row.getObject("id", UUID.class)), row.getInt("version"));
            });
    return versions;
  }

  private static Map<String, @Nullable Object> record(Conversation c) {
    var record = new HashMap<String, @Nullable Object>();
    record.put("id", c.id().id());
    record.put("status", c.standing().status().word());
    record.put("waiting_since", text(c.standing().waitingSince()));
    record.put("snoozed_until", text(c.standing().snoozedUntil()));
    record.put("team", c.team() == null ? null : c.team().id());
    record.put("assignee", c.assignee() == null ? null : c.assignee().id());
    record.put("tags", c.tags());
    record.put("priority", c.priority().word());
    record.put("deleted_at", text(c.deletedAt()));
    return record;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  void rename(Conversation c) {
    jdbc.sql("update inbox.conversation set subject = :subject where id = :id")
        .param("id", c.id().id())
        .param("subject", vault.seal(c.key(), SUBJECT, c.id().id(), c.subject()))
        .update();
  }

  /// Shows the first words of `text` in lists from now on.
  void preview(Conversation c, String text) {
    pending
        .sql("update inbox.conversation set preview = :preview where id = :id")
        .param("id", c.id().id())
        .param("preview", sealedPreview(c, text))
        .add();
  }

  /// The same, to be taken back perhaps.
  ///
  /// @return the preview as it was, sealed
  byte @Nullable [] coverPreview(Conversation c, String text) {
    return jdbc.sql(
            """
            update inbox.conversation
               set preview = :preview
             where id = :id
            returning old.preview
            """)
        .param("id", c.id().id())
        .param("preview", sealedPreview(c, text))
        .query((row, _) -> Optional.ofNullable(row.getBytes(1)))
        .single()
        .orElse(null);
  }

  /// What lists show of it; null: nothing.
  @Nullable String previewOf(Conversation c) {
    return jdbc.sql("select c.preview from inbox.conversation c where c.id = :id")
        .param("id", c.id().id())
        .query(
            (row, _) ->
                Optional.ofNullable(
                    vault.openTextNullable(row.getBytes("preview"), PREVIEW, c.id().id())))
        .single()
        .orElse(null);
  }

  private byte[] sealedPreview(Conversation c, String text) {
    return vault.seal(c.key(), PREVIEW, c.id().id(), firstWords(text));
  }

  void previewBack(Conversation c, byte @Nullable [] sealed) {
    jdbc.sql("update inbox.conversation set preview = :preview where id = :id")
        .param("id", c.id().id())
        .param("preview", sealed)
        .update();
  }

  /// One in which nothing was said after all.
  void delete(Conversation c) {
    jdbc.sql("delete from inbox.interaction where conversation_id = :id and kind = 'event'")
        .param("id", c.id().id())
        .update();
    jdbc.sql("delete from inbox.participant where conversation_id = :id")
        .param("id", c.id().id())
        .update();
    // Its links go with it.
    jdbc.sql("delete from inbox.conversation where id = :id").param("id", c.id().id()).update();
  }

  static String firstWords(String text) {
    var all = text.strip();
    var beginning = all.substring(0, Math.min(LOOKED_AT, all.length()));
    var line = WHITE_SPACE.matcher(beginning).replaceAll(" ");
    if (line.length() <= PREVIEW_LENGTH)
      return beginning.length() == all.length() ? line : line + "…";
    int end = line.lastIndexOf(' ', PREVIEW_LENGTH);
    int cut = end < PREVIEW_LENGTH / 2 ? PREVIEW_LENGTH : end;
    // Not between the halves of a surrogate pair.
    if (Character.isHighSurrogate(line.charAt(cut - 1))) cut--;
    return line.substring(0, cut) + "…";
  }

  private Conversation conversation(ResultSet row) throws SQLException {
    return opened(sealed(row));
  }

  /// A conversation without its subject, which is still sealed.
  private record Sealed(Conversation conversation, byte[] subject) {}

  private Conversation opened(Sealed sealed) {
    var c = sealed.conversation();
    return c.subject(vault.openText(sealed.subject(), SUBJECT, c.id().id()));
  }

  private static Sealed sealed(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var team = row.getObject("team_id", UUID.class);
    var assignee = row.getObject("assignee_id", UUID.class);
    var mailbox = row.getObject("mailbox_id", UUID.class);
    var conversation =
        new Conversation(
            new ConversationId(id),
            row.getLong("no"),
            new ClientId(row.getObject("client_id", UUID.class)),
            new KeyId(row.getObject("key_id", UUID.class)),
            "",
            Channel.of(row.getString("channel")),
            mailbox == null ? null : new MailboxId(mailbox),
            new Standing(
                Status.of(row.getString("status")),
                Times.readNullable(row, "waiting_since"),
                Times.readNullable(row, "snoozed_until")),
            team == null ? null : new TeamId(team),
            assignee == null ? null : new MemberId(assignee),
            strings(row.getArray("tags")),
            Priority.of(row.getString("priority")),
            Times.read(row, "last_at"),
            Times.readNullable(row, "deleted_at"),
            row.getInt("version"));
    return new Sealed(conversation, row.getBytes("subject"));
  }

  static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
