package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.database.Pending;
import dev.decorum.database.Times;
import dev.decorum.files.FileId;
import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyedWords;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// The rows of interactions and of the files at them.
@Repository
class Interactions {

  private static final String SENDER = "inbox.interaction.sender";
  private static final String RECIPIENTS = "inbox.interaction.recipients";
  private static final String SUBJECT = "inbox.interaction.subject";
  static final String TEXT = "inbox.interaction.text";
  static final String NEW_TEXT = "inbox.interaction.new_text";
  private static final String HTML = "inbox.interaction.html";
  private static final String REASON = "inbox.interaction.delivery_reason";
  private static final String CONTENT_ID = "inbox.attachment.content_id";

  private static final String COLUMNS =
      """
      i.id, i.kind, i.channel, i.direction, i.at, i.author_member, i.author_client, i.sender,
      i.recipients, i.subject, i.text, i.new_text, i.html is not null as has_html, i.verdict,
      i.sender_check, i.sender_proof, i.event, i.delivery, i.delivery_reason, i.forwards, i.version,
      exists (select from inbox.attachment a where a.interaction_id = i.id) as has_files,
      (select case when t.held then '9999-12-31' else t.until end
         from inbox.taking_back t
        where t.interaction_id = i.id
          and t.member_id = :viewer
          and t.until > :now
          and i.delivery = 'held') as undo_until
      """;

  /// Whether an interaction `o` answers the client: when it was written, unless it failed or waits
  /// for its time. What is passed on to somebody else answers nobody.
  static final String ANSWERED =
      """
      (o.kind = 'message' and o.direction = 'out'
         and o.forwards is null
         and o.delivery <> 'failed'
         and (o.delivery <> 'held' or o.at <= o.created_at + interval '1 minute')
       or o.kind in ('call', 'meeting', 'visit')
       or o.kind = 'post' and o.direction = 'out')
      """;

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;
  private final KeyedWords words;
  private final Files files;
  private final JsonMapper json;
  private final Clock clock;

  Interactions(
      JdbcClient jdbc,
      Pending pending,
      Vault vault,
      KeyedWords words,
      Files files,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
    this.words = words;
    this.files = files;
    this.json = json;
    this.clock = clock;
  }

  // --- writing

  /// What came of looking who sent a message that nobody had looked at.
  ///
  /// @return false when somebody has meanwhile
  boolean senderFound(InteractionId id, SenderCheck check, SenderProof proof) {
    return jdbc.sql(
                """
                update inbox.interaction
                   set sender_check = :check,
                       sender_proof = :proof,
                       version = version + 1
                 where id = :id
                   and sender_proof = 'not_checked'
                """)
            .param("check", check.word())
            .param("proof", proof.word())
            .param("id", id.id())
            .update()
        == 1;
  }

  void add(Conversation c, Interaction i) {
    insert(c, i, null, null);
  }

  /// A message of ours.
  ///
  /// @param reason why it cannot leave yet, in words
  void addOutgoing(Conversation c, Interaction i, @Nullable String reason) {
    insert(c, i, null, reason);
  }

  InteractionId add(Conversation c, @Nullable MemberId author, Happening happening) {
    var text = json.writeValueAsString(EventText.of(happening));
    var now = Times.now(clock);
    var id = new InteractionId(RowIds.next());
    insert(
        c,
        new Interaction(
            id,
            Kind.EVENT,
            null,
            Direction.INTERNAL,
            now,
            author,
            null,
            null,
            null,
            null,
            text,
            null,
            null,
            Verdict.ORDINARY,
            null,
            null,
            null),
        happening.what(),
        null);
    return id;
  }

  /// Events of many conversations, with one statement.
  void addAll(@Nullable MemberId author, List<Happened> events) {
    if (events.isEmpty()) return;
    vault.warm(events.stream().map(event -> event.conversation().key()).distinct().toList());
    var ids = events.stream().map(_ -> RowIds.next()).toArray(UUID[]::new);
    var texts = new byte[ids.length][];
    for (int i = 0; i < ids.length; i++) {
      var text = json.writeValueAsString(EventText.of(events.get(i).happening()));
      texts[i] = vault.seal(events.get(i).conversation().key(), TEXT, ids[i], text);
    }
    jdbc.sql(
            """
            insert into inbox.interaction (
              id, conversation_id, kind, direction, at, author_member, text, event, created_at)
            select e.id, e.conversation, 'event', 'internal', :now, :author, e.text, e.event, :now
              from unnest(:ids, :conversations, :texts, :events)
                   as e (id, conversation, text, event)
            """)
        .param("ids", ids)
        .param(
            "conversations",
            events.stream().map(event -> event.conversation().id().id()).toArray(UUID[]::new))
        .param("texts", texts)
        .param(
            "events",
            events.stream().map(event -> event.happening().what().word()).toArray(String[]::new))
        .param("author", author == null ? null : author.id())
        .param("now", Times.bound(Times.now(clock)))
        .update();
  }

  /// Something that happened to a conversation.
  record Happened(Conversation conversation, Happening happening) {}

  private void insert(
      Conversation c,
      Interaction i,
      Happening.@Nullable What event,
      @Nullable String deliveryReason) {
    var id = i.id().id();
    var key = c.key();
    var senderCheck = i.senderCheck();
    var senderProof = i.senderProof();
    var delivery = i.delivery();
    pending
        .sql(
            """
            insert into inbox.interaction (
              id, conversation_id, kind, channel, direction, at, author_member, author_client,
              sender, recipients, subject, text, new_text, html, verdict, sender_check,
              sender_proof, event, delivery, delivery_reason, created_at)
            values (
              :id, :conversation, :kind, :channel, :direction, :at, :authorMember, :authorClient,
              :sender, :recipients, :subject, :text, :newText, :html, :verdict, :senderCheck,
              :senderProof, :event, :delivery, :deliveryReason, :now)
            """)
        .param("id", id)
        .param("conversation", c.id().id())
        .param("kind", i.kind().word())
        .param("channel", i.channel() == null ? null : i.channel().word())
        .param("direction", i.direction().word())
        .param("at", Times.bound(i.at()))
        .param("authorMember", i.authorMember() == null ? null : i.authorMember().id())
        .param("authorClient", i.authorClient() == null ? null : i.authorClient().id())
        .param("sender", vault.sealNullable(key, SENDER, id, written(i.sender())))
        .param("recipients", vault.sealNullable(key, RECIPIENTS, id, written(i.recipients())))
        .param("subject", vault.sealNullable(key, SUBJECT, id, i.subject()))
        .param("text", vault.seal(key, TEXT, id, i.text()))
        .param("newText", vault.sealNullable(key, NEW_TEXT, id, i.newText()))
        .param("html", vault.sealNullable(key, HTML, id, i.html()))
        .param("verdict", i.verdict().word())
        .param("senderCheck", senderCheck == null ? null : senderCheck.word())
        .param("senderProof", senderProof == null ? null : senderProof.word())
        .param("event", event == null ? null : event.word())
        .param("delivery", delivery == null ? null : delivery.word())
        .param("deliveryReason", vault.sealNullable(key, REASON, id, deliveryReason))
        .param("now", Times.bound(Times.now(clock)))
        .add();
  }

  void attach(Conversation c, InteractionId interaction, List<IncomingFile> attached) {
    int position = 0;
    for (var file : attached) {
      pending
          .sql(
              """
              insert into inbox.attachment (interaction_id, file_id, position, content_id, inline)
              values (:interaction, :file, :position, :contentId, :inline)
              """)
          .param("interaction", interaction.id())
          .param("file", file.file().id())
          .param("position", position++)
          .param(
              "contentId",
              vault.sealNullable(c.key(), CONTENT_ID, interaction.id(), file.contentId()))
          .param("inline", file.inline())
          .add();
      if (!file.inline()) indexFile(interaction, file);
    }
  }

  /// Makes a file findable by its name, and has it read.
  private void indexFile(InteractionId interaction, IncomingFile file) {
    long[] named = words.indexNames(file.name());
    pending
        .sql(
            """
            insert into inbox.file_word (interaction_id, file_id, at, state, name_words, words)
            select i.id, :file, i.at, 'waiting', :words, :words
              from inbox.interaction i
             where i.id = :interaction
                on conflict do nothing
            """)
        .param("interaction", interaction.id())
        .param("file", file.file().id())
        .param("words", named)
        .add();
  }

  /// Makes an interaction findable by what was said, by whom, and by the names of its files.
  ///
  /// @param names of people and files
  void index(Conversation c, Interaction i, List<String> names) {
    var said = c.subject() + '\n' + i.ownText() + '\n' + String.join("\n", names);
    pending
        .sql(
            """
            insert into inbox.word (interaction_id, conversation_id, at, words)
            values (:interaction, :conversation, :at, :words)
            """)
        .param("interaction", i.id().id())
        .param("conversation", c.id().id())
        .param("at", Times.bound(i.at()))
        .param("words", words.index(said))
        .add();
  }

  /// @return false when that is no news
  boolean delivery(Conversation c, InteractionId id, Delivery state, @Nullable String reason) {
    return jdbc.sql(
                """
                update inbox.interaction
                   set delivery = :state, delivery_reason = :reason, version = version + 1
                 where id = :id
                   and (delivery is distinct from :state
                        or delivery_reason is not null
                        or :reason::bytea is not null)
                """)
            .param("id", id.id())
            .param("state", state.word())
            .param("reason", vault.sealNullable(c.key(), REASON, id.id(), reason))
            .update()
        == 1;
  }

  /// It passes these messages on.
  void forwards(InteractionId id, List<UUID> forwards) {
    jdbc.sql("update inbox.interaction set forwards = :forwards where id = :id")
        .param("id", id.id())
        .param("forwards", forwards.toArray(UUID[]::new))
        .update();
  }

  void lasted(InteractionId id, Instant until) {
    jdbc.sql("update inbox.interaction set until = :until where id = :id")
        .param("id", id.id())
        .param("until", Times.bound(until))
        .update();
  }

  /// It leaves now, though another time was chosen for it.
  void leavesNow(InteractionId id) {
    jdbc.sql("update inbox.interaction set at = :now where id = :id")
        .param("now", Times.bound(Times.now(clock)))
        .param("id", id.id())
        .update();
  }

  Optional<ConversationId> conversationOfBySystem(InteractionId id) {
    return jdbc.sql("select i.conversation_id from inbox.interaction i where i.id = :id")
        .param("id", id.id())
        .query(UUID.class)
        .optional()
        .map(ConversationId::new);
  }

  /// Number of the conversation it belongs to, if the viewer may see that.
  Optional<Long> conversationOf(Viewer viewer, InteractionId id) {
    return jdbc.sql(
            """
            select c.no
              from inbox.interaction i
              join inbox.visible_to(:viewer) c on c.id = i.conversation_id
             where i.id = :id
            """)
        .param("viewer", viewer.id().id())
        .param("id", id.id())
        .query(Long.class)
        .optional();
  }

  /// Whether nothing but notes and events came after it.
  boolean isNewest(Conversation c, InteractionId id) {
    return jdbc.sql(
            """
            select not exists (
              select from inbox.interaction later
               where later.conversation_id = :conversation
                 and later.kind = 'message'
                 and later.id <> i.id
                 and later.created_at > i.created_at)
              from inbox.interaction i
             where i.id = :id
            """)
        .param("conversation", c.id().id())
        .param("id", id.id())
        .query(Boolean.class)
        .single();
  }

  /// Moves interactions along with all that hangs on them, as far as they are still there.
  void move(ConversationId from, ConversationId to, List<InteractionId> moved) {
    var ids = moved.stream().map(InteractionId::id).toArray(UUID[]::new);
    for (var table : List.of("interaction", "word", "mention", "hidden_copy")) {
      jdbc.sql(
              """
              update inbox.%s
                 set conversation_id = :to
               where conversation_id = :from
                 and %s = any (:moved)
              """
                  .formatted(table, table.equals("interaction") ? "id" : "interaction_id"))
          .param("to", to.id())
          .param("from", from.id())
          .param("moved", ids)
          .update();
    }
  }

  /// The text of the newest message, call, meeting or visit.
  Optional<String> newestText(Conversation c) {
    return jdbc.sql(
            """
            select i.id, coalesce(i.new_text, i.text) as said, i.new_text is null as whole
              from inbox.interaction i
             where i.conversation_id = :conversation
               and i.kind not in ('note', 'event')
             order by i.at desc, i.id desc
             limit 1
            """)
        .param("conversation", c.id().id())
        .query(
            (row, _) ->
                vault.openText(
                    row.getBytes("said"),
                    row.getBoolean("whole") ? TEXT : NEW_TEXT,
                    row.getObject("id", UUID.class)))
        .optional();
  }

  /// Takes it out of the world, files excepted: they belong to whoever holds them now.
  void delete(InteractionId id) {
    jdbc.sql("delete from inbox.word where interaction_id = :id").param("id", id.id()).update();
    jdbc.sql("delete from inbox.attachment where interaction_id = :id")
        .param("id", id.id())
        .update();
    jdbc.sql("delete from inbox.interaction where id = :id").param("id", id.id()).update();
  }

  // --- what follows from all that was said

  /// When the oldest message of the client came that none of our answers followed. An answer counts
  /// from when it was written, unless it failed or waits for its time.
  ///
  /// @param resolved resolving the matter before this time counts as an answer; null: never
  Optional<Instant> waitingSince(Conversation c, @Nullable Instant resolved) {
    return jdbc.sql(
            """
            select min(i.at) as since
              from inbox.interaction i
             where i.conversation_id = :conversation
               and i.kind = 'message'
               and i.direction = 'in'
               and i.verdict in ('ordinary', 'list')
               and i.created_at > coalesce(
                     (select max(o.created_at)
                        from inbox.interaction o
                       where o.conversation_id = :conversation
                         and (%s
                              or o.kind = 'event' and o.event = 'resolved'
                                and o.created_at < :resolved::timestamptz)),
                     '-infinity')
            """
                .formatted(ANSWERED))
        .param("resolved", Times.bound(resolved))
        .param("conversation", c.id().id())
        .query((row, _) -> Optional.ofNullable(Times.readNullable(row, "since")))
        .single();
  }

  /// The same for many whose status says nothing about it, with one statement. Left out are those
  /// whose client does not wait.
  Map<ConversationId, Instant> waitingSince(Collection<ConversationId> conversations) {
    if (conversations.isEmpty()) return Map.of();
    var since = new HashMap<ConversationId, Instant>();
    jdbc.sql(
            """
            select c.id, min(i.at) as since
              from unnest(:conversations) as c (id)
              join inbox.interaction i on i.conversation_id = c.id
             where i.kind = 'message'
               and i.direction = 'in'
               and i.verdict in ('ordinary', 'list')
               and i.created_at > coalesce(
                     (select max(o.created_at)
                        from inbox.interaction o
                       where o.conversation_id = c.id
                         and %s),
                     '-infinity')
             group by c.id
            """
                .formatted(ANSWERED))
        .param("conversations", conversations.stream().map(ConversationId::id).toArray(UUID[]::new))
        .query(
            row -> {
              since.put(
                  new ConversationId(row.getObject("id", UUID.class)), Times.read(row, "since"));
            });
    return since;
  }

  /// When it was written, which may be long before it leaves.
  Instant writtenAt(InteractionId id) {
    return jdbc.sql("select i.created_at from inbox.interaction i where i.id = :id")
        .param("id", id.id())
        .query((row, _) -> Times.read(row, "created_at"))
        .single();
  }

  /// Whether it answers the client, and was written to leave later: it was no answer until it left.
  boolean waitedForItsTime(InteractionId id) {
    return jdbc.sql(
            """
            select i.at > i.created_at + interval '1 minute' and i.forwards is null
              from inbox.interaction i
             where i.id = :id
            """)
        .param("id", id.id())
        .query(Boolean.class)
        .single();
  }

  /// Time of the newest interaction that is not an event.
  Optional<Instant> lastAt(Conversation c) {
    return jdbc.sql(
            """
            select max(i.at) as last
              from inbox.interaction i
             where i.conversation_id = :conversation
               and i.kind <> 'event'
            """)
        .param("conversation", c.id().id())
        .query((row, _) -> Optional.ofNullable(Times.readNullable(row, "last")))
        .single();
  }

  /// The newest message of the client, to be quoted in an answer.
  Optional<OutgoingMessage.Answered> newestFromClient(Conversation c) {
    return jdbc.sql(
            """
            select i.id, i.sender, i.at, i.text, i.new_text
              from inbox.interaction i
             where i.conversation_id = :conversation
               and i.kind = 'message'
               and i.direction = 'in'
             order by (i.verdict in ('ordinary', 'list')) desc, i.at desc, i.id desc
             limit 1
            """)
        .param("conversation", c.id().id())
        .query(
            (row, _) -> {
              var id = row.getObject("id", UUID.class);
              var whole = vault.openText(row.getBytes("text"), TEXT, id);
              var own = vault.openTextNullable(row.getBytes("new_text"), NEW_TEXT, id);
              return new OutgoingMessage.Answered(
                  new InteractionId(id),
                  address(row.getBytes("sender"), id),
                  Times.read(row, "at"),
                  own == null || own.isBlank() ? whole : own);
            })
        .optional();
  }

  // --- reading for a viewer

  List<InteractionView> after(Viewer viewer, long no, @Nullable Position place, int limit) {
    return read(viewer, no, place, limit, ">", "asc");
  }

  List<InteractionView> before(Viewer viewer, long no, @Nullable Position place, int limit) {
    return read(viewer, no, place, limit, "<", "desc");
  }

  private List<InteractionView> read(
      Viewer viewer, long no, @Nullable Position place, int limit, String side, String order) {
    var beyond = place == null ? "" : "and (i.at, i.id) %s (:at::timestamptz, :id)".formatted(side);
    var statement =
        jdbc.sql(
                """
                select %1$s
                  from inbox.visible_to(:viewer) c
                  join inbox.interaction i on i.conversation_id = c.id
                 where c.id = %5$s
                   %2$s
                 order by i.at %3$s, i.id %3$s
                 limit %4$d
                """
                    .formatted(COLUMNS, beyond, order, limit, Conversations.NUMBERED))
            .param("viewer", viewer.id().id())
            .param("now", Times.bound(Times.now(clock)))
            .param("no", no);
    if (place != null) statement = statement.param("at", place.text()).param("id", place.id());
    return withFiles(statement.query((row, _) -> read(row)).list());
  }

  Optional<InteractionView> find(Viewer viewer, InteractionId id) {
    var found =
        jdbc.sql(
                """
                select %s
                  from inbox.interaction i
                  join inbox.visible_to(:viewer) c on c.id = i.conversation_id
                 where i.id = :id
                """
                    .formatted(COLUMNS))
            .param("viewer", viewer.id().id())
            .param("now", Times.bound(Times.now(clock)))
            .param("id", id.id())
            .query((row, _) -> read(row))
            .list();
    return withFiles(found).stream().findFirst();
  }

  Optional<String> html(Viewer viewer, InteractionId id) {
    return jdbc.sql(
            """
            select i.html
              from inbox.interaction i
              join inbox.visible_to(:viewer) c on c.id = i.conversation_id
             where i.id = :id
               and i.html is not null
            """)
        .param("viewer", viewer.id().id())
        .param("id", id.id())
        .query((row, _) -> vault.openText(row.getBytes("html"), HTML, id.id()))
        .optional();
  }

  /// The file, if the viewer may see an interaction or has a draft that it belongs to.
  Optional<Attachment> file(Viewer viewer, FileId file) {
    var places =
        jdbc.sql(
                """
                select a.interaction_id, a.content_id, a.inline
                  from inbox.attachment a
                  join inbox.interaction i on i.id = a.interaction_id
                  join inbox.visible_to(:viewer) c on c.id = i.conversation_id
                 where a.file_id = :file
                union all
                select null, null, false
                  from inbox.draft_file f
                  join inbox.draft d on d.id = f.draft_id
                 where f.file_id = :file
                   and d.member_id = :viewer
                 limit 1
                """)
            .param("viewer", viewer.id().id())
            .param("file", file.id())
            .query(
                (row, _) ->
                    new AttachmentRow(
                        row.getObject("interaction_id", UUID.class),
                        file,
                        row.getBytes("content_id"),
                        row.getBoolean("inline")))
            .list();
    if (places.isEmpty()) return Optional.empty();
    return Optional.ofNullable(files.describe(List.of(file)).get(file))
        .map(info -> attachment(places.getFirst(), info));
  }

  private List<InteractionView> withFiles(List<Read> rows) {
    var ids = rows.stream().filter(Read::hasFiles).map(row -> row.view().id().id()).toList();
    if (ids.isEmpty()) return rows.stream().map(Read::view).toList();
    var attached = attachments(ids);
    return rows.stream()
        .map(row -> row.view().with(attached.getOrDefault(row.view().id().id(), List.of())))
        .toList();
  }

  /// The files of interactions that the viewer was found to see.
  Map<UUID, List<Attachment>> attachments(List<UUID> interactions) {
    var rows =
        jdbc.sql(
                """
                select a.interaction_id, a.file_id, a.content_id, a.inline
                  from inbox.attachment a
                 where a.interaction_id = any(:ids)
                 order by a.interaction_id, a.position
                """)
            .param("ids", interactions.toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new AttachmentRow(
                        row.getObject("interaction_id", UUID.class),
                        new FileId(row.getObject("file_id", UUID.class)),
                        row.getBytes("content_id"),
                        row.getBoolean("inline")))
            .list();
    var infos = files.describe(rows.stream().map(AttachmentRow::file).toList());
    var found = new HashMap<UUID, List<Attachment>>();
    for (var row : rows) {
      var info = infos.get(row.file());
      var owner = row.interaction();
      if (info == null || owner == null) continue;
      found.computeIfAbsent(owner, _ -> new ArrayList<>()).add(attachment(row, info));
    }
    return found;
  }

  private Attachment attachment(AttachmentRow row, FileInfo info) {
    var owner = row.interaction();
    var contentId =
        owner == null ? null : vault.openTextNullable(row.contentId(), CONTENT_ID, owner);
    return new Attachment(
        row.file(), info.name(), info.type(), info.size(), row.inline(), contentId);
  }

  private Read read(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var kind = Kind.of(row.getString("kind"));
    var channel = row.getString("channel");
    var member = row.getObject("author_member", UUID.class);
    var client = row.getObject("author_client", UUID.class);
    var senderCheck = row.getString("sender_check");
    var senderProof = row.getString("sender_proof");
    var delivery = row.getString("delivery");
    var forwards = row.getArray("forwards");
    var text = vault.openText(row.getBytes("text"), TEXT, id);
    boolean event = kind == Kind.EVENT;
    var view =
        new InteractionView(
            new InteractionId(id),
            kind,
            channel == null ? null : Channel.of(channel),
            Direction.of(row.getString("direction")),
            Times.read(row, "at"),
            member == null ? null : new MemberId(member),
            client == null ? null : new ClientId(client),
            address(row.getBytes("sender"), id),
            recipients(row.getBytes("recipients"), id),
            vault.openTextNullable(row.getBytes("subject"), SUBJECT, id),
            event ? "" : text,
            vault.openTextNullable(row.getBytes("new_text"), NEW_TEXT, id),
            row.getBoolean("has_html"),
            Verdict.of(row.getString("verdict")),
            senderCheck == null ? null : SenderCheck.of(senderCheck),
            senderProof == null ? null : SenderProof.of(senderProof),
            event ? happening(row.getString("event"), text) : null,
            delivery == null ? null : Delivery.of(delivery),
            vault.openTextNullable(row.getBytes("delivery_reason"), REASON, id),
            forwards == null ? null : List.of((UUID[]) forwards.getArray()),
            Times.readNullable(row, "undo_until"),
            List.of(),
            row.getInt("version"));
    return new Read(view, row.getBoolean("has_files"));
  }

  private Happening happening(String what, String text) {
    return json.readValue(text, EventText.class).happening(Happening.What.of(what));
  }

  private @Nullable Address address(byte @Nullable [] sealed, UUID row) {
    return sealed == null
        ? null
        : json.readValue(vault.openText(sealed, SENDER, row), Address.class);
  }

  private Recipients recipients(byte @Nullable [] sealed, UUID row) {
    return sealed == null
        ? Recipients.NOBODY
        : json.readValue(vault.openText(sealed, RECIPIENTS, row), Recipients.class);
  }

  private @Nullable String written(@Nullable Object value) {
    return value == null ? null : json.writeValueAsString(value);
  }

  private record Read(InteractionView view, boolean hasFiles) {}

  private record AttachmentRow(
      @Nullable UUID interaction, FileId file, byte @Nullable [] contentId, boolean inline) {}
}
