package dev.decorum.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.audit.Actor;
import dev.decorum.database.Times;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.inbox.SecondLook.Asked;
import dev.decorum.inbox.SecondLook.State;
import dev.decorum.live.Live;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import dev.decorum.web.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A second pair of eyes on a reply before it goes.
///
/// Drafts belong to their writers alone; asking shows this one to one colleague. Until the
/// colleague approves, or the writer withdraws, the reply does not go; one that was changed after
/// it was approved needs a new look. Whether it may go without is for the gates to say.
@Service
@Transactional
public class SecondLooks {

  private static final String QUESTION = "inbox.second_look.question";
  private static final String WORDS = "inbox.second_look.words";
  private static final int LONGEST_WORDS = 10_000;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Conversations conversations;
  private final Drafts drafts;
  private final Mentions mentions;
  private final Chronicle chronicle;
  private final Live live;
  private final Notices notices;
  private final Clock clock;

  SecondLooks(
      JdbcClient jdbc,
      Vault vault,
      Conversations conversations,
      Drafts drafts,
      Mentions mentions,
      Chronicle chronicle,
      Live live,
      Notices notices,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.conversations = conversations;
    this.drafts = drafts;
    this.mentions = mentions;
    this.chronicle = chronicle;
    this.live = live;
    this.notices = notices;
    this.clock = clock;
  }

  /// Asks a colleague to read the viewer's reply. Whoever was asked before is not any more.
  ///
  /// @throws MessageRefused when there is nothing to read, or the colleague does not see it
  public void ask(Viewer viewer, long no, MemberId colleague) {
    ask(viewer, no, colleague, "");
  }

  /// @param question what the writer wants to know; blank: nothing in particular
  public void ask(Viewer viewer, long no, MemberId colleague, String question) {
    if (question.length() > LONGEST_WORDS) throw new MessageRefused(Reason.TOO_LONG);
    var c = conversations.lock(viewer, no);
    var draft =
        drafts
            .find(viewer, no, DraftKind.REPLY)
            .orElseThrow(() -> new MessageRefused(Reason.EMPTY));
    Answering.checkText(draft.content().text(), !draft.files().isEmpty());
    if (mentions.audience(viewer, no).stream().noneMatch(m -> m.id().equals(colleague))) {
      throw new MessageRefused(Reason.UNFIT_ASSIGNEE);
    }
    jdbc.sql("delete from inbox.second_look where draft_id = :draft")
        .param("draft", draft.id().id())
        .update();
    var id = RowIds.next();
    jdbc.sql(
            """
            insert into inbox.second_look (
              id, draft_id, conversation_id, asker_id, colleague_id, state, question, asked_at)
            values (:id, :draft, :conversation, :asker, :colleague, 'asked', :question, :now)
            """)
        .param("id", id)
        .param("question", sealed(c, QUESTION, id, question))
        .param("draft", draft.id().id())
        .param("conversation", c.id().id())
        .param("asker", viewer.id().id())
        .param("colleague", colleague.id())
        .param("now", Times.bound(Times.now(clock)))
        .update();
    tell(viewer, c, "second_look_asked", colleague);
    notices.tell(NoticeEvent.ASKED, colleague, c.id(), viewer.id());
  }

  /// The viewer's reply goes without.
  public void withdraw(Viewer viewer, long no) {
    var c = conversations.lock(viewer, no);
    var look = of(viewer, no);
    if (look.isEmpty()) return;
    jdbc.sql("delete from inbox.second_look where id = :id").param("id", look.get().id()).update();
    tell(viewer, c, "second_look_withdrawn", look.get().colleague());
  }

  /// What became of the look at the viewer's own reply.
  @Transactional(readOnly = true)
  public Optional<SecondLook> of(Viewer viewer, long no) {
    return drafts.find(viewer, no, DraftKind.REPLY).flatMap(this::of);
  }

  /// @param draft of somebody who may see it
  @Transactional(readOnly = true)
  public Optional<SecondLook> of(Draft draft) {
    return look("l.draft_id = :id", draft.id().id(), draft);
  }

  /// The replies in this conversation that the viewer is asked to read.
  @Transactional(readOnly = true)
  public List<Asked> askedOf(Viewer viewer, long no) {
    return jdbc
        .sql(
            """
            select l.id
              from inbox.visible_to(:viewer) c
              join inbox.second_look l on l.conversation_id = c.id
             where c.no = :no
               and l.colleague_id = :viewer
               and l.state = 'asked'
             order by l.asked_at
            """)
        .param("viewer", viewer.id().id())
        .param("no", no)
        .query((row, _) -> row.getObject("id", UUID.class))
        .list()
        .stream()
        .flatMap(id -> asked(id, no).stream())
        .toList();
  }

  private Optional<Asked> asked(UUID id, long no) {
    return draftOf(id, no)
        .flatMap(draft -> look("l.id = :id", id, draft).map(l -> new Asked(l, draft)));
  }

  /// @param revision of the draft that was read
  /// @throws SecondLookNotFound
  /// @throws Stale when the draft was changed while it was read
  public void approve(Viewer viewer, long no, UUID id, long revision) {
    approve(viewer, no, id, revision, "");
  }

  /// @param words what the colleague has to say besides; may be blank
  public void approve(Viewer viewer, long no, UUID id, long revision, String words) {
    if (words.length() > LONGEST_WORDS) throw new MessageRefused(Reason.TOO_LONG);
    var c = conversations.lock(viewer, no);
    var asked = lock(viewer, no, id);
    if (asked.draft().revision() != revision) throw new Stale();
    answer(viewer, c, asked, State.APPROVED, digest(asked.draft()), sealed(c, WORDS, id, words));
  }

  /// @throws SecondLookNotFound
  /// @throws MessageRefused when it is sent back without a word
  public void sendBack(Viewer viewer, long no, UUID id, String words) {
    var c = conversations.lock(viewer, no);
    var asked = lock(viewer, no, id);
    if (words.isBlank()) throw new MessageRefused(Reason.EMPTY);
    if (words.length() > LONGEST_WORDS) throw new MessageRefused(Reason.TOO_LONG);
    answer(viewer, c, asked, State.RETURNED, null, sealed(c, WORDS, id, words));
  }

  private byte @Nullable [] sealed(Conversation c, String place, UUID id, String text) {
    return text.isBlank() ? null : vault.seal(c.key(), place, id, text);
  }

  private void answer(
      Viewer viewer,
      Conversation c,
      Asked asked,
      State state,
      byte @Nullable [] approved,
      byte @Nullable [] words) {
    jdbc.sql(
            """
            update inbox.second_look
               set state = :state, approved = :approved, words = :words, answered_at = :now
             where id = :id
            """)
        .param("id", asked.look().id())
        .param("state", state.word())
        .param("approved", approved)
        .param("words", words)
        .param("now", Times.bound(Times.now(clock)))
        .update();
    var asker = asked.look().asker();
    tell(viewer, c, "second_look_" + state.word(), asker);
    notices.tell(NoticeEvent.ANSWERED, asker, c.id(), viewer.id());
  }

  /// Whether a reply may go.
  ///
  /// @param reply as it would leave, whatever the draft says that it was written in
  /// @return who has approved exactly this; empty: nobody was asked
  /// @throws MessageRefused when a colleague was asked and has not approved it as it is
  Optional<MemberId> check(Viewer viewer, long no, NewReply reply) {
    if (reply.draft() == null) return Optional.empty();
    var leaving = drafts.find(viewer, no, DraftKind.REPLY).map(draft -> asItLeaves(draft, reply));
    var look = leaving.flatMap(this::of);
    if (look.isEmpty()) return Optional.empty();
    boolean approved = look.get().state() == State.APPROVED;
    if (!approved) throw new MessageRefused(Reason.SECOND_LOOK);
    boolean as = look.get().allows() && reply.files().isEmpty();
    if (!as) throw new MessageRefused(Reason.CHANGED_SINCE_LOOK);
    return Optional.of(look.get().colleague());
  }

  private static Draft asItLeaves(Draft draft, NewReply reply) {
    var content = draft.content();
    return new Draft(
        draft.id(),
        draft.kind(),
        draft.no(),
        new DraftContent(reply.text(), content.subject(), reply.recipients(), content.forwards()),
        draft.files(),
        draft.revision(),
        draft.updatedAt());
  }

  private Asked lock(Viewer viewer, long no, UUID id) {
    var locked =
        jdbc.sql(
                """
                select l.id
                  from inbox.second_look l
                 where l.id = :id
                   and l.colleague_id = :viewer
                   and l.state = 'asked'
                   for update
                """)
            .param("id", id)
            .param("viewer", viewer.id().id())
            .query(UUID.class)
            .optional();
    return locked.flatMap(found -> asked(found, no)).orElseThrow(SecondLookNotFound::new);
  }

  private Optional<SecondLook> look(String which, UUID id, Draft draft) {
    return jdbc.sql(
            """
            select l.id, l.asker_id, l.colleague_id, l.state, l.question, l.approved, l.words,
                   coalesce(l.answered_at, l.asked_at) as at
              from inbox.second_look l
             where %s
            """
                .formatted(which))
        .param("id", id)
        .query((row, _) -> look(row, draft))
        .optional();
  }

  private SecondLook look(ResultSet row, Draft draft) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var approved = row.getBytes("approved");
    return new SecondLook(
        id,
        new MemberId(row.getObject("asker_id", UUID.class)),
        new MemberId(row.getObject("colleague_id", UUID.class)),
        State.of(row.getString("state")),
        vault.openTextNullable(row.getBytes("question"), QUESTION, id),
        vault.openTextNullable(row.getBytes("words"), WORDS, id),
        approved != null && Arrays.equals(approved, digest(draft)),
        Times.read(row, "at"));
  }

  /// The draft of somebody else, shown because they asked for it.
  private Optional<Draft> draftOf(UUID look, long no) {
    return jdbc.sql(
            """
            select l.draft_id
              from inbox.second_look l
              join inbox.conversation c on c.id = l.conversation_id
             where l.id = :look
               and c.no = :no
            """)
        .param("look", look)
        .param("no", no)
        .query(UUID.class)
        .optional()
        .flatMap(draft -> drafts.findShown(new DraftId(draft), no));
  }

  /// Of what the client would get. Browsers send line ends in two ways.
  private byte[] digest(Draft draft) {
    var content = draft.content();
    var all = new StringBuilder(content.text().replace("\r\n", "\n"));
    all.append('\0').append(content.recipients());
    draft.files().forEach(file -> all.append('\0').append(file.file().id()));
    return vault.digest("second-look", all.toString().getBytes(UTF_8));
  }

  private void tell(Viewer viewer, Conversation c, String what, MemberId other) {
    chronicle.changed(
        Actor.member(viewer.id().id()), c, what, Map.of("member", other.id().toString()));
    live.changed(ConversationGate.TOPIC, Long.toString(c.no()), c.version());
    live.changed(QueueGate.TOPIC, QueueGate.member(other), clock.millis());
  }
}
