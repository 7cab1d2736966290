package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.clients.ClientFacts;
import dev.decorum.clients.Clients;
import dev.decorum.database.Times;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Stale;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Conversations with clients and everything said in them.
///
/// What is done for a [Viewer] goes through `inbox.visible_to`; a conversation that the viewer may
/// not see is as unknown as one that does not exist. Methods without a viewer are for the system:
/// it carries mail, and sees all.
@Service
@Transactional
public class Inbox {

  /// How long a message of ours can be taken back.
  public static final Duration UNDO = Duration.ofSeconds(10);

  private static final int MOST_ITEMS = 200;

  private final Conversations conversations;
  private final ConversationQueries queries;
  private final Search search;
  private final Interactions interactions;
  private final Participants participants;
  private final Arrivals arrivals;
  private final Departures departures;
  private final Mentions mentions;
  private final Chronicle chronicle;
  private final Changing changing;
  private final Clients clients;
  private final Files files;
  private final Audit audit;
  private final ObjectProvider<SenderBlock> blocks;
  private final JdbcClient jdbc;
  private final Clock clock;

  Inbox(
      Conversations conversations,
      ConversationQueries queries,
      Search search,
      Interactions interactions,
      Participants participants,
      Arrivals arrivals,
      Departures departures,
      Mentions mentions,
      Chronicle chronicle,
      Changing changing,
      Clients clients,
      Files files,
      Audit audit,
      ObjectProvider<SenderBlock> blocks,
      JdbcClient jdbc,
      Clock clock) {
    this.conversations = conversations;
    this.queries = queries;
    this.search = search;
    this.interactions = interactions;
    this.participants = participants;
    this.arrivals = arrivals;
    this.departures = departures;
    this.mentions = mentions;
    this.chronicle = chronicle;
    this.changing = changing;
    this.clients = clients;
    this.files = files;
    this.audit = audit;
    this.blocks = blocks;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  // --- for the system

  /// Takes in a message of a client, in the current transaction. Its files are stored already.
  ///
  /// @throws ConversationNotFound when it belongs to a conversation that is gone
  public Received receive(IncomingMessage message) {
    return receive(message, clients.facts(message.client()));
  }

  /// The same, for who knows the client.
  public Received receive(IncomingMessage message, ClientFacts client) {
    return arrivals.receive(message, client);
  }

  /// Writes down something the system did.
  ///
  /// @throws ConversationNotFound
  public InteractionId tell(ConversationId conversation, Happening happening) {
    var c = conversations.lockBySystem(conversation).orElseThrow(ConversationNotFound::new);
    var event = chronicle.happened(c, happening);
    chronicle.save(Actor.system(), c, c, What.OPENED);
    return event;
  }

  /// Writes down something the system found out and somebody should see: the conversation is open
  /// again, whatever it was put away as. Nobody waits for an answer by that.
  ///
  /// @throws ConversationNotFound
  public void alert(ConversationId conversation, Happening happening) {
    var c = conversations.lockBySystem(conversation).orElseThrow(ConversationNotFound::new);
    chronicle.happened(c, happening);
    chronicle.save(Actor.system(), c, c.standing(c.standing().to(Status.OPEN)), What.OPENED);
  }

  /// What became of a message of ours. One that failed brings its conversation back into the queue.
  ///
  /// @param reason why it failed or waits, in words fit to show
  public void delivery(InteractionId interaction, Delivery state, @Nullable String reason) {
    arrivals.delivery(interaction, state, reason);
  }

  /// What came of looking who sent a message that was taken in as not checked.
  ///
  /// @param also further people the message names; they take part when the sender is verified
  public void senderFound(
      InteractionId interaction, SenderCheck check, SenderProof proof, List<Address> also) {
    arrivals.senderFound(interaction, check, proof, also);
  }

  @Transactional(readOnly = true)
  public Optional<ConversationFacts> facts(ConversationId conversation) {
    return conversations
        .findBySystem(conversation)
        .map(
            c ->
                new ConversationFacts(
                    c.id(),
                    c.no(),
                    c.client(),
                    c.key(),
                    c.team(),
                    c.mailbox(),
                    participants.indexesBySystem(c.id()),
                    c.deletedAt() != null));
  }

  /// Whether this member may work on the conversation today.
  @Transactional(readOnly = true)
  public boolean serves(MemberId member, ConversationId conversation) {
    return jdbc.sql(
            """
            select exists (
              select
                from inbox.visible_to(:member) c
               where c.id = :conversation
                 and staff.serves_clients(:member))
            """)
        .param("member", member.id())
        .param("conversation", conversation.id())
        .query(Boolean.class)
        .single();
  }

  /// The blind index of an address, as participants are known by. The same for all ways to write
  /// it.
  public byte[] addressIndex(String address) {
    return participants.index(address);
  }

  // --- reading

  /// @param limit at most 200
  /// @throws SearchBusy when there is a query and no answer in time
  @Transactional(readOnly = true)
  public Slice<ConversationRow> list(
      Viewer viewer, ConversationFilter filter, Sort sort, @Nullable Cursor cursor, int limit) {
    int size = Math.clamp(limit, 1, MOST_ITEMS);
    var after = Position.of(cursor);
    var query = filter.query();
    return query == null || query.isBlank()
        ? queries.list(viewer, filter, sort, after, size)
        : search.find(viewer, filter, after, size);
  }

  /// Those of these that the viewer may see, as lists show them.
  @Transactional(readOnly = true)
  public List<ConversationRow> rows(Viewer viewer, Collection<ConversationId> conversations) {
    return queries.rows(viewer, conversations);
  }

  @Transactional(readOnly = true)
  public Counts counts(Viewer viewer) {
    return queries.counts(viewer);
  }

  /// @throws ConversationNotFound
  @Transactional(readOnly = true)
  public ConversationView get(Viewer viewer, long no) {
    var head = queries.head(viewer, no).orElseThrow(ConversationNotFound::new);
    var known = participants.of(head.row().id());
    var answered = participants.orClient(known, viewer, head.row().client().id());
    audit.read(actor(viewer), "conversation", head.row().id().id());
    return new ConversationView(
        head.row(),
        head.mailbox(),
        known.stream().map(Participants.Known::participant).toList(),
        Answering.reply(answered),
        Answering.replyAll(answered),
        head.linkedTo(),
        head.mayBeLinked(),
        head.createdAt());
  }

  /// Only what lists show of it.
  ///
  /// @throws ConversationNotFound
  @Transactional(readOnly = true)
  public ConversationRow row(Viewer viewer, long no) {
    var head = queries.head(viewer, no).orElseThrow(ConversationNotFound::new);
    audit.read(actor(viewer), "conversation", head.row().id().id());
    return head.row();
  }

  /// From the beginning, oldest first.
  ///
  /// @throws ConversationNotFound
  @Transactional(readOnly = true)
  public Slice<InteractionView> interactions(
      Viewer viewer, long no, @Nullable Cursor cursor, int limit) {
    int size = Math.clamp(limit, 1, MOST_ITEMS);
    return slice(viewer, no, interactions.after(viewer, no, Position.of(cursor), size + 1), size);
  }

  /// The newest ones, in the order they happened.
  ///
  /// @param before where the slice shown so far begins: its `next`
  /// @throws ConversationNotFound
  @Transactional(readOnly = true)
  public Slice<InteractionView> latest(Viewer viewer, long no, @Nullable Cursor before, int limit) {
    int size = Math.clamp(limit, 1, MOST_ITEMS);
    var slice =
        slice(viewer, no, interactions.before(viewer, no, Position.of(before), size + 1), size);
    return new Slice<>(slice.items().reversed(), slice.next());
  }

  private Slice<InteractionView> slice(
      Viewer viewer, long no, List<InteractionView> found, int size) {
    if (found.isEmpty() && conversations.find(viewer, no).isEmpty()) {
      throw new ConversationNotFound();
    }
    if (found.size() <= size) return new Slice<>(found, null);
    var shown = found.subList(0, size);
    var last = shown.getLast();
    return new Slice<>(shown, new Position(last.at(), last.id().id()).cursor());
  }

  /// Number of the conversation something was said in.
  ///
  /// @throws InteractionNotFound
  @Transactional(readOnly = true)
  public long conversationOf(Viewer viewer, InteractionId interaction) {
    return interactions.conversationOf(viewer, interaction).orElseThrow(InteractionNotFound::new);
  }

  /// @throws InteractionNotFound
  @Transactional(readOnly = true)
  public InteractionView interaction(Viewer viewer, InteractionId interaction) {
    return interactions.find(viewer, interaction).orElseThrow(InteractionNotFound::new);
  }

  /// The HTML body as it was received. Never to be shown without being sanitised.
  @Transactional(readOnly = true)
  public Optional<String> html(Viewer viewer, InteractionId interaction) {
    return interactions.html(viewer, interaction);
  }

  /// @throws AttachmentNotFound
  @Transactional(readOnly = true)
  public Attachment describe(Viewer viewer, FileId file) {
    return interactions.file(viewer, file).orElseThrow(AttachmentNotFound::new);
  }

  /// The content, to be read and closed by the caller.
  ///
  /// @throws AttachmentNotFound
  @Transactional(readOnly = true)
  public InputStream open(Viewer viewer, FileId file) {
    describe(viewer, file);
    audit.read(actor(viewer), "attachment", file.id());
    return files.open(file);
  }

  // --- writing to the client

  /// @throws MessageRefused when it cannot go out as it is
  public Sent reply(Viewer viewer, long no, NewReply reply) {
    return departures.reply(viewer, no, reply);
  }

  /// Begins a conversation with a message of ours. It is assigned to the writer.
  ///
  /// @throws MessageRefused when it cannot go out as it is
  public Sent start(Viewer viewer, NewConversation first) {
    return departures.start(viewer, first);
  }

  /// Begins a conversation that goes on with another one, with the same client. The team's and the
  /// mailbox of the other one are its own.
  ///
  /// @param no of the other one
  /// @throws MessageRefused when it cannot go out as it is
  public Sent followUp(Viewer viewer, long no, NewConversation first) {
    return departures.followUp(viewer, no, first);
  }

  /// Takes a message back that has not left yet, and brings its draft back. Only its author can.
  ///
  /// @return false when it is too late
  public boolean undo(Viewer viewer, InteractionId interaction) {
    return departures.undo(viewer, interaction);
  }

  // --- writing things down

  /// Notes something for colleagues. The client never sees it.
  public InteractionId note(Viewer viewer, long no, String text, List<NewFile> added) {
    return note(viewer, no, text, added, null);
  }

  /// @param draft what it was written in; gone afterwards
  public InteractionId note(
      Viewer viewer, long no, String text, List<NewFile> added, @Nullable DraftId draft) {
    var c = conversations.lock(viewer, no);
    var note = Interaction.note(viewer.id(), text, Times.now(clock));
    departures.keep(viewer, c, note, added, draft);
    mentions.note(c, note.id(), viewer.id(), text, note.at());
    chronicle.changed(actor(viewer), c, "noted", Map.of("interaction", note.id().id().toString()));
    chronicle.save(actor(viewer), c, c.heard(note.at()), What.OPENED);
    return note.id();
  }

  /// Writes down a call, meeting, visit or post. Whoever spoke with the client has answered them.
  public InteractionId log(Viewer viewer, long no, NewContact contact) {
    return log(viewer, conversations.lock(viewer, no), contact);
  }

  /// The same, as the beginning of a conversation.
  ///
  /// @param clientNo number of the client
  public InteractionId log(Viewer viewer, long clientNo, String subject, NewContact contact) {
    var client = clients.getToServe(viewer, clientNo);
    var line = Answering.subject(subject);
    if (line.isEmpty()) throw new MessageRefused(Reason.NO_SUBJECT);
    var c = departures.open(viewer, client, line, contact.channel(), null, null, contact.at());
    return log(viewer, c, contact);
  }

  private InteractionId log(Viewer viewer, Conversation c, NewContact contact) {
    if (contact.at().isAfter(clock.instant().plus(Duration.ofDays(1)))) {
      throw new MessageRefused(Reason.FUTURE);
    }
    var interaction = Interaction.contact(viewer.id(), contact);
    departures.keep(viewer, c, interaction, List.of(), null);
    if (contact.until() != null) interactions.lasted(interaction.id(), contact.until());
    conversations.preview(c, contact.text());
    chronicle.changed(
        actor(viewer), c, "logged", Map.of("interaction", interaction.id().id().toString()));
    var heard = c.heard(contact.at());
    if (contact.answersClient()) chronicle.answered(c, contact.at());
    chronicle.save(
        actor(viewer),
        c,
        contact.answersClient() ? heard.standing(c.standing().answered(null)) : heard,
        What.OPENED);
    return interaction.id();
  }

  // --- changing

  /// Changes a conversation: all of it or nothing. What is so already is no change.
  ///
  /// @param expectedVersion what it was made on; null: whatever is there
  /// @return the version now
  /// @throws Stale when it has another version
  /// @throws AlreadyAssigned when a colleague took it first
  public int change(
      Viewer viewer, long no, List<Change> changes, @Nullable Integer expectedVersion) {
    var before = conversations.lock(viewer, no);
    if (expectedVersion != null && expectedVersion != before.version()) throw new Stale();
    var after = before;
    for (var change : changes) after = changing.apply(viewer, after, change);
    return after.equals(before)
        ? before.version()
        : chronicle.save(actor(viewer), before, after, What.OPENED);
  }

  /// Puts it into the trash: out of all lists but that of the trash.
  public void trash(Viewer viewer, long no) {
    var before = conversations.lock(viewer, no);
    if (before.deletedAt() != null) return;
    chronicle.save(actor(viewer), before, before.trashed(Times.now(clock)), What.OPENED);
  }

  /// Puts what nobody asked for into the trash.
  ///
  /// @param block whether whoever sent it is blocked as well
  /// @throws dev.decorum.web.Refusal when the sender cannot be blocked; nothing is changed then
  public void spam(Viewer viewer, long no, boolean block) {
    var c = conversations.lock(viewer, no);
    trash(viewer, no);
    chronicle.changed(actor(viewer), c, "spam", Map.of());
    if (!block) return;
    for (var known : participants.of(c.id())) {
      if (c.client().equals(known.participant().client())) {
        blocks.forEach(one -> one.block(viewer, known.address().address()));
      }
    }
  }

  public void restore(Viewer viewer, long no) {
    var before = conversations.lock(viewer, no);
    if (before.deletedAt() == null) return;
    chronicle.save(actor(viewer), before, before.trashed(null), What.OPENED);
  }

  private static Actor actor(Viewer viewer) {
    return Actor.member(viewer.id().id());
  }
}
