package dev.decorum.inbox;

import dev.decorum.database.Times;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What members have written and not sent yet.
///
/// A draft belongs to its writer alone; nobody else reads it, and nothing that happens to the
/// conversation touches it. There is one reply and one note a conversation and member, and any
/// number of first messages.
@Service
@Transactional
public class Drafts {

  private static final String CONTENT = "inbox.draft.content";

  /// What one message carries; the mail servers of others take no more than this either.
  public static final int MOST_FILES = 50;

  public static final long MOST_BYTES = 25L << 20;

  /// A draft may hold what is too long to be sent: a whole log, pasted to be cut down.
  private static final int LONGEST_TEXT = 2_000_000;

  private static final int MOST_DISMISSED = 500;
  private static final String AGAIN = "-";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Files files;
  private final Conversations conversations;
  private final JsonMapper json;
  private final Clock clock;

  Drafts(
      JdbcClient jdbc,
      Vault vault,
      Files files,
      Conversations conversations,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.files = files;
    this.conversations = conversations;
    this.json = json;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public Optional<Draft> find(Viewer viewer, long no, DraftKind kind) {
    return jdbc.sql(
            """
            select d.id, d.kind, c.no, d.key_id, d.content, d.revision, d.updated_at
              from inbox.draft d
              join inbox.visible_to(:viewer) c on c.id = d.conversation_id
             where d.member_id = :viewer
               and c.id = %s
               and d.kind = :kind
            """
                .formatted(Conversations.NUMBERED))
        .param("viewer", viewer.id().id())
        .param("no", no)
        .param("kind", kind.word())
        .query((row, _) -> row(row))
        .optional()
        .map(this::open);
  }

  @Transactional(readOnly = true)
  public Optional<Draft> find(Viewer viewer, DraftId id) {
    return row(viewer, id).map(this::open);
  }

  /// A reply whose writer has shown it to a colleague. Whether it was, is known by the caller.
  Optional<Draft> findShown(DraftId id, long no) {
    return jdbc.sql(
            """
            select d.id, d.kind, :no::bigint as no, d.key_id, d.content, d.revision, d.updated_at
              from inbox.draft d
             where d.id = :id
            """)
        .param("id", id.id())
        .param("no", no)
        .query((row, _) -> row(row))
        .optional()
        .map(this::open);
  }

  /// All that say something, the one changed last first. Those of conversations the viewer may not
  /// see any more are left out.
  @Transactional(readOnly = true)
  public List<Draft> all(Viewer viewer) {
    var rows =
        jdbc.sql(
                """
                select d.id, d.kind, c.no, d.key_id, d.content, d.revision, d.updated_at
                  from inbox.draft d
                  left join inbox.visible_to(:viewer) c on c.id = d.conversation_id
                 where d.member_id = :viewer
                   and (d.conversation_id is null or c.id is not null)
                 order by d.updated_at desc, d.id desc
                 limit 200
                """)
            .param("viewer", viewer.id().id())
            .query((row, _) -> row(row))
            .list();
    vault.warm(rows.stream().map(Row::key).toList());
    return rows.stream()
        .map(row -> draft(row, List.of()))
        .filter(draft -> !draft.content().blank() || !fileIds(draft.id()).isEmpty())
        .toList();
  }

  /// The draft of this name; empty when nothing has been kept under it yet.
  @Transactional(readOnly = true)
  public Optional<Draft> find(Viewer viewer, DraftName name) {
    return switch (name) {
      case DraftName.OfConversation(var no, var kind) -> find(viewer, no, kind);
      case DraftName.OfFirstMessage(var id) ->
          id == null ? Optional.empty() : find(viewer, new DraftId(id));
    };
  }

  /// Keeps a reply or a note under way.
  ///
  /// @param revision of the draft that `content` was made from; 0: there was none
  public DraftSaved save(
      Viewer viewer, long no, DraftKind kind, DraftContent content, long revision) {
    if (kind == DraftKind.NEW) throw new IllegalArgumentException("A first message has no number");
    var c = conversations.findToServe(viewer, no).orElseThrow(ConversationNotFound::new);
    check(content);
    var known = lock(viewer, c, kind);
    if (known.isEmpty() && insert(viewer, new DraftId(RowIds.next()), kind, c, c.key(), content)) {
      return new DraftSaved.Saved(find(viewer, c.no(), kind).orElseThrow());
    }
    var there = known.or(() -> lock(viewer, c, kind)).orElseThrow(DraftNotFound::new);
    return update(viewer, there, content, revision);
  }

  /// Keeps a first message under way.
  ///
  /// @param id null for a new one
  /// @param revision of the draft that `content` was made from; 0: there was none
  public DraftSaved save(Viewer viewer, @Nullable DraftId id, DraftContent content, long revision) {
    check(content);
    if (id == null) {
      var made = new DraftId(RowIds.next());
      insert(viewer, made, DraftKind.NEW, null, vault.systemKey(), content);
      return new DraftSaved.Saved(find(viewer, made).orElseThrow());
    }
    return update(viewer, lock(viewer, id), content, revision);
  }

  public Attachment attach(Viewer viewer, DraftId id, NewFile file) {
    var draft = lock(viewer, id);
    var held = attachments(fileIds(id));
    if (held.size() >= MOST_FILES) throw new MessageRefused(Reason.TOO_MANY_FILES);
    var stored = store(files, draft.key(), file);
    var attached = attachments(List.of(stored)).getFirst();
    long bytes = attached.size() + held.stream().mapToLong(Attachment::size).sum();
    if (bytes > MOST_BYTES) throw new MessageRefused(Reason.FILES_TOO_LARGE);
    jdbc.sql(
            """
            insert into inbox.draft_file (draft_id, file_id, position)
            select :draft, :file, coalesce(max(f.position) + 1, 0)
              from inbox.draft_file f
             where f.draft_id = :draft
            """)
        .param("draft", id.id())
        .param("file", stored.id())
        .update();
    return attached;
  }

  public void detach(Viewer viewer, DraftId id, FileId file) {
    lock(viewer, id);
    int gone =
        jdbc.sql("delete from inbox.draft_file where draft_id = :draft and file_id = :file")
            .param("draft", id.id())
            .param("file", file.id())
            .update();
    if (gone == 1) files.delete(file);
  }

  /// What the viewer does not want to hear again about a draft of theirs, by keyed names; nothing
  /// where there is none: it may have left while its text was on the way to be read.
  @Transactional(readOnly = true)
  public Set<String> dismissed(Viewer viewer, DraftName name) {
    return switch (name) {
      case DraftName.OfConversation(var no, var kind) ->
          jdbc.sql(
                  """
                  select unnest(d.dismissed)
                    from inbox.draft d
                    join inbox.visible_to(:viewer) c on c.id = d.conversation_id
                   where d.member_id = :viewer
                     and c.no = :no
                     and d.kind = :kind
                  """)
              .param("viewer", viewer.id().id())
              .param("no", no)
              .param("kind", kind.word())
              .query(String.class)
              .set();
      case DraftName.OfFirstMessage(var id) when id == null -> Set.of();
      case DraftName.OfFirstMessage(var id) ->
          jdbc.sql(
                  """
                  select unnest(d.dismissed)
                    from inbox.draft d
                   where d.member_id = :viewer
                     and d.id = :id
                  """)
              .param("viewer", viewer.id().id())
              .param("id", id)
              .query(String.class)
              .set();
    };
  }

  /// @param finding a keyed name: it tells nobody the words it is about. With a `-` before it the
  ///   viewer wants to hear of it again
  /// @throws DraftNotFound
  public void dismiss(Viewer viewer, DraftName name, String finding) {
    var draft = find(viewer, name).orElseThrow(DraftNotFound::new);
    lock(viewer, draft.id());
    if (finding.startsWith(AGAIN)) {
      jdbc.sql(
              "update inbox.draft set dismissed = array_remove(dismissed, :finding) where id = :id")
          .param("id", draft.id().id())
          .param("finding", finding.substring(AGAIN.length()))
          .update();
      return;
    }
    jdbc.sql(
            """
            update inbox.draft
               set dismissed = dismissed || :finding::text
             where id = :id
               and not :finding::text = any (dismissed)
               and cardinality(dismissed) < :most
            """)
        .param("id", draft.id().id())
        .param("finding", finding)
        .param("most", MOST_DISMISSED)
        .update();
  }

  /// Puts words into the viewer's reply under way, behind what stands there. They are for a person
  /// to finish; nothing is sent.
  ///
  /// @throws ConversationNotFound
  public void append(Viewer viewer, long no, String text) {
    var saved = append(viewer, no, text, find(viewer, no, DraftKind.REPLY).orElse(null));
    // Another window of theirs was faster: that stays, this comes behind it.
    if (saved instanceof DraftSaved.Outdated(var newer)) append(viewer, no, text, newer);
  }

  private DraftSaved append(Viewer viewer, long no, String text, @Nullable Draft before) {
    var content =
        before == null
            ? new DraftContent(text, null, null)
            : new DraftContent(
                before.content().text().isBlank()
                    ? text
                    : before.content().text().stripTrailing() + "\n\n" + text,
                before.content().subject(),
                before.content().recipients());
    return save(viewer, no, DraftKind.REPLY, content, before == null ? 0 : before.revision());
  }

  /// Puts other words in the place of those that a draft has. Those are kept with it and come back
  /// by [#takeBack].
  ///
  /// @throws DraftNotFound
  public Draft replace(Viewer viewer, DraftId id, String text) {
    var there = lock(viewer, id);
    var content = draft(there, List.of()).content().replaced(text);
    check(content);
    write(there, content);
    return find(viewer, id).orElseThrow(DraftNotFound::new);
  }

  /// Brings the words back that others took the place of, and keeps those instead. Where there are
  /// none the draft stays as it is.
  ///
  /// @throws DraftNotFound
  public Draft takeBack(Viewer viewer, DraftId id) {
    var there = open(lock(viewer, id));
    var former = there.content().former();
    return former == null ? there : replace(viewer, id, former);
  }

  public void discard(Viewer viewer, DraftId id) {
    lock(viewer, id);
    var held = fileIds(id);
    delete(id);
    held.forEach(files::delete);
  }

  // --- for messages that leave, and come back

  /// Moves what is under way in a conversation that goes up in another one. Where somebody writes
  /// in both, it becomes one draft.
  void moveAll(Conversation from, Conversation to) {
    var doubled =
        jdbc.sql(
                """
                select f.id as moving, t.id as staying
                  from inbox.draft f
                  join inbox.draft t on t.member_id = f.member_id and t.kind = f.kind
                 where f.conversation_id = :from
                   and t.conversation_id = :to
                   for update
                """)
            .param("from", from.id().id())
            .param("to", to.id().id())
            .query(
                (row, _) ->
                    Map.entry(
                        new DraftId(row.getObject("moving", UUID.class)),
                        new DraftId(row.getObject("staying", UUID.class))))
            .list();
    doubled.forEach(both -> join(both.getKey(), both.getValue()));
    for (var table : List.of("draft", "second_look")) {
      jdbc.sql(
              "update inbox.%s set conversation_id = :to where conversation_id = :from"
                  .formatted(table))
          .param("from", from.id().id())
          .param("to", to.id().id())
          .update();
    }
  }

  private void join(DraftId moving, DraftId staying) {
    var one = sealedRow(staying);
    var other = sealedRow(moving);
    var text =
        Stream.of(one, other)
            .map(row -> draft(row, List.of()).content().text().strip())
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("\n\n"));
    var content = draft(one, List.of()).content();
    write(one, new DraftContent(text, content.subject(), content.recipients(), both(one, other)));
    jdbc.sql(
            """
            update inbox.draft_file
               set draft_id = :staying,
                   position = position + (select coalesce(max(f.position) + 1, 0)
                                            from inbox.draft_file f
                                           where f.draft_id = :staying)
             where draft_id = :moving
            """)
        .param("staying", staying.id())
        .param("moving", moving.id())
        .update();
    delete(moving);
  }

  /// What either passes on.
  private @Nullable List<UUID> both(Row one, Row other) {
    var forwards =
        Stream.of(one, other)
            .map(row -> draft(row, List.of()).content().forwards())
            .flatMap(Stream::ofNullable)
            .flatMap(List::stream)
            .distinct()
            .toList();
    return forwards.isEmpty() ? null : forwards;
  }

  private Row sealedRow(DraftId id) {
    return jdbc.sql(
            """
            select d.id, d.kind, null::bigint as no, d.key_id, d.content, d.revision, d.updated_at
              from inbox.draft d
             where d.id = :id
            """)
        .param("id", id.id())
        .query((row, _) -> row(row))
        .single();
  }

  /// Moves drafts back that a merge had moved. One that was joined with another stays where it is.
  void moveBack(Conversation from, Conversation to, UUID merge) {
    var moved =
        jdbc.sql(
                """
                update inbox.draft d
                   set conversation_id = :to
                  from inbox.conversation_move m
                 where m.merge_id = :merge
                   and d.id = m.draft_id
                   and d.conversation_id = :from
                   and not exists (
                         select
                           from inbox.draft t
                          where t.conversation_id = :to
                            and t.member_id = d.member_id
                            and t.kind = d.kind)
                returning d.id
                """)
            .param("merge", merge)
            .param("from", from.id().id())
            .param("to", to.id().id())
            .query((row, _) -> row.getObject("id", UUID.class))
            .list();
    jdbc.sql("update inbox.second_look set conversation_id = :to where draft_id = any (:moved)")
        .param("to", to.id().id())
        .param("moved", moved.toArray(UUID[]::new))
        .update();
  }

  boolean exist(Conversation c) {
    return jdbc.sql("select exists (select from inbox.draft d where d.conversation_id = :id)")
        .param("id", c.id().id())
        .query(Boolean.class)
        .single();
  }

  /// Takes a draft away because it is being sent.
  ///
  /// @return with its files, which belong to the message from now on
  Used use(Viewer viewer, DraftId id, @Nullable Conversation c) {
    var draft = lock(viewer, id);
    boolean fits = c == null ? draft.kind() == DraftKind.NEW : draft.belongsTo(c);
    if (!fits) throw new DraftNotFound();
    var held = fileIds(id);
    var dismissed =
        jdbc.sql("delete from inbox.draft where id = :id returning dismissed")
            .param("id", id.id())
            .query((row, _) -> Set.of((String[]) row.getArray("dismissed").getArray()))
            .single();
    return new Used(held, dismissed);
  }

  /// What a draft leaves behind when it is sent.
  ///
  /// @param files that were added to it
  /// @param dismissed as in [#dismissed]
  record Used(List<FileId> files, Set<String> dismissed) {

    static final Used NOTHING = new Used(List.of(), Set.of());
  }

  /// Brings back what was taken away. What has been written since stays, after it.
  void putBack(
      Viewer viewer,
      DraftId id,
      DraftKind kind,
      @Nullable Conversation c,
      DraftContent content,
      List<FileId> held) {
    var key = c == null ? vault.systemKey() : c.key();
    var there = c == null ? Optional.<Row>empty() : lock(viewer, c, kind);
    var target = there.map(Row::id).orElse(id);
    if (there.isPresent()) {
      var since = open(there.get()).content();
      var both = since.text().isBlank() ? content.text() : content.text() + "\n\n" + since.text();
      write(
          there.get(),
          new DraftContent(both, content.subject(), content.recipients(), content.forwards()));
    } else {
      insert(viewer, id, kind, c, key, content);
    }
    int position = fileIds(target).size();
    for (var file : held) {
      files.reseal(file, key);
      jdbc.sql(
              """
              insert into inbox.draft_file (draft_id, file_id, position)
              values (:draft, :file, :position)
              """)
          .param("draft", target.id())
          .param("file", file.id())
          .param("position", position++)
          .update();
    }
  }

  /// A file of its own with the same content.
  static FileId copy(Files files, KeyId key, Attachment file) {
    try (var content = files.open(file.file())) {
      return files.store(key, file.name(), file.type(), content);
    } catch (IOException e) {
      throw new UncheckedIOException("a file could not be read", e);
    }
  }

  static FileId store(Files files, KeyId key, NewFile file) {
    try (var content = file.content().getInputStream()) {
      return files.store(key, safeName(file.name()), file.type(), content);
    } catch (IOException e) {
      throw new UncheckedIOException("a file could not be read", e);
    }
  }

  /// Without paths and control characters; what is left of nothing has a name nevertheless.
  private static String safeName(String name) {
    var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    var clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
    if (clean.isEmpty() || clean.equals(".") || clean.equals("..")) return "file";
    return clean.length() > 200 ? clean.substring(clean.length() - 200) : clean;
  }

  // --- rows

  private DraftSaved update(Viewer viewer, Row there, DraftContent content, long revision) {
    if (there.revision() != revision) return new DraftSaved.Outdated(open(there));
    write(there, content.or(draft(there, List.of()).content()));
    return new DraftSaved.Saved(find(viewer, there.id()).orElseThrow());
  }

  private void write(Row there, DraftContent content) {
    jdbc.sql(
            """
            update inbox.draft
               set content = :content, revision = revision + 1, updated_at = :now
             where id = :id
            """)
        .param("id", there.id().id())
        .param("content", sealed(there.key(), there.id(), content))
        .param("now", Times.bound(Times.now(clock)))
        .update();
  }

  /// @return false when the same draft was begun elsewhere at this moment
  private boolean insert(
      Viewer viewer,
      DraftId id,
      DraftKind kind,
      @Nullable Conversation c,
      KeyId key,
      DraftContent content) {
    return jdbc.sql(
                """
                insert into inbox.draft (
                  id, member_id, conversation_id, kind, key_id, content, revision, updated_at)
                values (:id, :member, :conversation, :kind, :key, :content, 1, :now)
                on conflict do nothing
                """)
            .param("id", id.id())
            .param("member", viewer.id().id())
            .param("conversation", c == null ? null : c.id().id())
            .param("kind", kind.word())
            .param("key", key.id())
            .param("content", sealed(key, id, content))
            .param("now", Times.bound(Times.now(clock)))
            .update()
        == 1;
  }

  private void delete(DraftId id) {
    jdbc.sql("delete from inbox.draft where id = :id").param("id", id.id()).update();
  }

  private Optional<Row> lock(Viewer viewer, Conversation c, DraftKind kind) {
    return jdbc.sql(
            """
            select d.id, d.kind, :no::bigint as no, d.key_id, d.content, d.revision, d.updated_at
              from inbox.draft d
             where d.member_id = :viewer
               and d.conversation_id = :conversation
               and d.kind = :kind
               for update
            """)
        .param("viewer", viewer.id().id())
        .param("no", c.no())
        .param("conversation", c.id().id())
        .param("kind", kind.word())
        .query((row, _) -> row(row))
        .optional();
  }

  private Row lock(Viewer viewer, DraftId id) {
    var locked =
        jdbc.sql(
                """
                select d.id
                  from inbox.draft d
                 where d.id = :id
                   and d.member_id = :viewer
                   for update
                """)
            .param("id", id.id())
            .param("viewer", viewer.id().id())
            .query(UUID.class)
            .optional();
    if (locked.isEmpty()) throw new DraftNotFound();
    return row(viewer, id).orElseThrow(DraftNotFound::new);
  }

  private Optional<Row> row(Viewer viewer, DraftId id) {
    return jdbc.sql(
            """
            select d.id, d.kind, c.no, d.key_id, d.content, d.revision, d.updated_at
              from inbox.draft d
              left join inbox.visible_to(:viewer) c on c.id = d.conversation_id
             where d.id = :id
               and d.member_id = :viewer
               and (d.conversation_id is null or c.id is not null)
            """)
        .param("viewer", viewer.id().id())
        .param("id", id.id())
        .query((row, _) -> row(row))
        .optional();
  }

  private Draft open(Row row) {
    return draft(row, attachments(fileIds(row.id())));
  }

  private Draft draft(Row row, List<Attachment> attachments) {
    var content = vault.openText(row.content(), CONTENT, row.id().id());
    return new Draft(
        row.id(),
        row.kind(),
        row.no(),
        json.readValue(content, DraftContent.class),
        attachments,
        row.revision(),
        row.updatedAt());
  }

  private List<FileId> fileIds(DraftId id) {
    return jdbc.sql(
            """
            select f.file_id
              from inbox.draft_file f
             where f.draft_id = :draft
             order by f.position
            """)
        .param("draft", id.id())
        .query((row, _) -> new FileId(row.getObject("file_id", UUID.class)))
        .list();
  }

  private List<Attachment> attachments(List<FileId> ids) {
    var infos = files.describe(ids);
    return ids.stream()
        .flatMap(id -> Optional.ofNullable(infos.get(id)).stream())
        .map(i -> new Attachment(i.id(), i.name(), i.type(), i.size(), false, null))
        .toList();
  }

  private byte[] sealed(KeyId key, DraftId id, DraftContent content) {
    return vault.seal(key, CONTENT, id.id(), json.writeValueAsString(content));
  }

  private static void check(DraftContent content) {
    if (content.text().length() > LONGEST_TEXT) {
      throw new MessageRefused(Reason.TOO_LONG);
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new DraftId(row.getObject("id", UUID.class)),
        DraftKind.of(row.getString("kind")),
        row.getObject("no", Long.class),
        new KeyId(row.getObject("key_id", UUID.class)),
        row.getBytes("content"),
        row.getLong("revision"),
        Times.read(row, "updated_at"));
  }

  private record Row(
      DraftId id,
      DraftKind kind,
      @Nullable Long no,
      KeyId key,
      byte[] content,
      long revision,
      Instant updatedAt) {

    boolean belongsTo(Conversation c) {
      return no != null && no == c.no();
    }
  }
}
