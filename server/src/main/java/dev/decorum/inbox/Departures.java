package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.clients.Channel;
import dev.decorum.clients.Client;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.database.Times;
import dev.decorum.files.FileId;
import dev.decorum.files.Files;
import dev.decorum.inbox.Happening.What;
import dev.decorum.inbox.MessageRefused.Reason;
import dev.decorum.staff.MemberId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What goes out: answers, first messages, and taking them back.
@Component
class Departures {

  private final Conversations conversations;
  private final Interactions interactions;
  private final Participants participants;
  private final Drafts drafts;
  private final SecondLooks secondLooks;
  private final ConversationLinks links;
  private final ForwardedText forwarded;
  private final Chronicle chronicle;
  private final Clients clients;
  private final Staff staff;
  private final Files files;
  private final ObjectProvider<MessageCarrier> carrier;
  private final ObjectProvider<SendGate> gates;
  private final ObjectProvider<OwnWords> listeners;
  private final JdbcClient jdbc;
  private final Clock clock;

  // Carrier, gates and listeners are asked for late: they live in modules above that need this one.
  Departures(
      Conversations conversations,
      Interactions interactions,
      Participants participants,
      Drafts drafts,
      SecondLooks secondLooks,
      ConversationLinks links,
      ForwardedText forwarded,
      Chronicle chronicle,
      Clients clients,
      Staff staff,
      Files files,
      ObjectProvider<MessageCarrier> carrier,
      ObjectProvider<SendGate> gates,
      ObjectProvider<OwnWords> listeners,
      JdbcClient jdbc,
      Clock clock) {
    this.conversations = conversations;
    this.interactions = interactions;
    this.participants = participants;
    this.drafts = drafts;
    this.secondLooks = secondLooks;
    this.links = links;
    this.forwarded = forwarded;
    this.chronicle = chronicle;
    this.clients = clients;
    this.staff = staff;
    this.files = files;
    this.carrier = carrier;
    this.gates = gates;
    this.listeners = listeners;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Sent reply(Viewer viewer, long no, NewReply reply) {
    var c = conversations.lock(viewer, no);
    if (c.deletedAt() != null) throw new MessageRefused(Reason.TRASHED);
    var approvedBy = secondLooks.check(viewer, no, reply).orElse(null);
    if (reply.then() == Status.SNOOZED) throw new MessageRefused(Reason.NO_TIME);
    var wanted =
        Optional.ofNullable(reply.recipients())
            .orElseGet(
                () ->
                    Answering.reply(
                        participants.orClient(participants.of(c.id()), viewer, c.client())));
    var recipients = Answering.checked(wanted);
    var now = Times.now(clock);
    var sendAt = Answering.checkTime(reply.sendAt(), now);
    var mailbox = mailbox(viewer, c.mailbox(), c.team());
    var answered = interactions.newestFromClient(c).orElse(null);
    var subject = answered == null ? c.subject() : Answering.replySubject(c.subject());
    var standing = standing(c.standing(), reply.then(), sendAt != null);
    var after = c.standing(standing).mailbox(mailbox).heard(now);
    var message =
        new Outgoing(
            "replied",
            recipients,
            subject,
            reply.text(),
            reply.files(),
            List.of(),
            reply.draft(),
            answered,
            null,
            sendAt,
            reply.undoable(),
            approvedBy);
    var sent = send(viewer, c, after, mailbox, message, c);
    if (sendAt == null) chronicle.answered(c, now);
    chronicle.save(Actor.member(viewer.id().id()), c, after, What.OPENED);
    return sent;
  }

  /// A message that leaves later is no answer yet.
  private static Standing standing(Standing standing, @Nullable Status then, boolean later) {
    if (!later) return standing.answered(then);
    return then == null ? standing : standing.to(then);
  }

  Sent start(Viewer viewer, NewConversation first) {
    var team = first.team();
    if (team != null && staff.team(team).isEmpty()) throw new MessageRefused(Reason.NO_SUCH_TEAM);
    return start(viewer, first, client(viewer, first), team, null);
  }

  /// Goes on with what another conversation was about, in a new one with the same client.
  Sent followUp(Viewer viewer, long no, NewConversation first) {
    var earlier = conversations.findToServe(viewer, no).orElseThrow(ConversationNotFound::new);
    if (earlier.deletedAt() != null) throw new MessageRefused(Reason.TRASHED);
    var known = clients.find(viewer, earlier.client()).orElseThrow(ConversationNotFound::new);
    var client = clients.getToServe(viewer, known.no());
    var sent = start(viewer, first, client, earlier.team(), earlier);
    links.followUp(viewer, sent.conversation(), earlier);
    return sent;
  }

  /// @param earlier what it goes on with; null: nothing
  private Sent start(
      Viewer viewer,
      NewConversation first,
      Client client,
      @Nullable TeamId team,
      @Nullable Conversation earlier) {
    var subject = Answering.subject(first.subject());
    if (subject.isEmpty()) throw new MessageRefused(Reason.NO_SUBJECT);
    var recipients = Answering.checked(recipients(client, first));
    var now = Times.now(clock);
    var sendAt = Answering.checkTime(first.sendAt(), now);
    if (earlier != null) {
      // What colleagues noted there stays between colleagues here as well.
      check(leaving(viewer, earlier, subject, first.text(), null));
    }
    var mailbox = mailbox(viewer, earlier == null ? null : earlier.mailbox(), team);
    var c = open(viewer, client, subject, Channel.EMAIL, mailbox, team, now);
    var message =
        new Outgoing(
            "started",
            recipients,
            subject,
            first.text(),
            first.files(),
            List.of(),
            first.draft(),
            null,
            null,
            sendAt,
            first.undoable(),
            null);
    var sent = send(viewer, c, c, mailbox, message, earlier);
    if (sendAt == null) chronicle.answered(c, now);
    chronicle.opened(c);
    return sent;
  }

  /// Passes messages of a conversation on to somebody outside. The client waits as before, and
  /// whoever gets it takes no part.
  ///
  /// @param taken files of these messages that go along
  Sent forward(Viewer viewer, Conversation c, NewForward forward, List<Attachment> taken) {
    var subject = Answering.subject(forward.subject());
    if (subject.isEmpty()) throw new MessageRefused(Reason.NO_SUBJECT);
    var recipients = Answering.checked(forward.recipients());
    var mailbox = mailbox(viewer, c.mailbox(), c.team());
    var copies = taken.stream().map(file -> Drafts.copy(files, c.key(), file)).toList();
    var message =
        new Outgoing(
            "forwarded",
            recipients,
            subject,
            forward.text(),
            List.of(),
            copies,
            forward.draft(),
            null,
            forward.forwards(),
            null,
            true,
            null);
    var after = c.heard(Times.now(clock));
    var sent = send(viewer, c, after, mailbox, message, c);
    chronicle.save(Actor.member(viewer.id().id()), c, after, What.OPENED);
    return sent;
  }

  /// A conversation that a member begins, and has.
  Conversation open(
      Viewer viewer,
      Client client,
      String subject,
      Channel channel,
      @Nullable MailboxId mailbox,
      @Nullable TeamId team,
      Instant now) {
    return conversations.insert(
        new Conversation(
            new ConversationId(RowIds.next()),
            0,
            client.id(),
            clients.keyOf(client.id()),
            subject,
            channel,
            mailbox,
            Standing.opened(null),
            team,
            viewer.id(),
            List.of(),
            Priority.NORMAL,
            now,
            null,
            0),
        null,
        now,
        null);
  }

  private Client client(Viewer viewer, NewConversation first) {
    if (first.client() != null) return clients.getToServe(viewer, first.client());
    var to = first.recipients().to();
    if (to.isEmpty()) throw new MessageRefused(Reason.NO_RECIPIENT);
    var address =
        EmailAddress.parse(to.getFirst().address())
            .orElseThrow(() -> new MessageRefused(Reason.BAD_ADDRESS));
    var found = clients.findOrCreateByEmail(address, to.getFirst().name());
    // Somebody this member may not see stays unseen, and is not written to either.
    return clients.getToServe(viewer, found.no());
  }

  private static Recipients recipients(Client client, NewConversation first) {
    var given = first.recipients();
    if (!given.to().isEmpty()) return given;
    return client.details().emails().stream()
        .findFirst()
        .map(email -> new Address(client.name(), email.value()))
        .map(to -> new Recipients(List.of(to), given.cc(), given.bcc()))
        .orElseThrow(() -> new MessageRefused(Reason.NO_RECIPIENT));
  }

  private MailboxId mailbox(Viewer viewer, @Nullable MailboxId known, @Nullable TeamId team) {
    if (known != null) return known;
    return carrier
        .getObject()
        .mailboxFor(viewer, team)
        .orElseThrow(() -> new MessageRefused(Reason.NO_MAILBOX));
  }

  /// @param draftOf the conversation whose draft it was; null: of none
  private Sent send(
      Viewer viewer,
      Conversation before,
      Conversation after,
      MailboxId mailbox,
      Outgoing message,
      @Nullable Conversation draftOf) {
    var now = Times.now(clock);
    var draft = message.draft();
    var attached = new ArrayList<FileId>();
    var used = draft == null ? Drafts.Used.NOTHING : drafts.use(viewer, draft, draftOf);
    attached.addAll(used.files());
    message.files().forEach(file -> attached.add(Drafts.store(files, before.key(), file)));
    attached.addAll(message.copies());
    Answering.checkText(message.text(), !attached.isEmpty());
    check(
        leaving(
            viewer,
            before,
            message.answer() ? null : message.subject(),
            // What is passed on is no quote to whoever has not read it yet.
            message.forward() ? forwarded.unquoted(message.text()) : message.text(),
            message.approvedBy()));

    var sendAt = message.sendAt();
    boolean held = sendAt != null || message.undoable();
    var leaves = sendAt != null ? sendAt : held ? now.plus(Inbox.UNDO) : now;
    var i =
        Interaction.outgoing(
            viewer.id(),
            message.recipients(),
            message.first() ? null : message.subject(),
            message.text(),
            message.forward() ? forwarded.ownWords(message.text()) : null,
            sendAt != null ? sendAt : now,
            held ? Delivery.HELD : Delivery.QUEUED);
    var entries = attach(before, attached);
    var obstacle =
        carrier
            .getObject()
            .send(
                new OutgoingMessage(
                    i.id(),
                    before.id(),
                    before.no(),
                    before.key(),
                    mailbox,
                    viewer.id(),
                    message.recipients(),
                    message.subject(),
                    message.text(),
                    message.answers(),
                    message.forward(),
                    attached,
                    leaves,
                    held,
                    sendAt != null));
    interactions.addOutgoing(before, i, obstacle.orElse(null));
    tell(viewer, before, i, !message.forward(), used.dismissed(), draft);
    interactions.attach(before, i.id(), entries);
    interactions.index(before, i, names(message, entries));
    byte[] preview = null;
    var forwards = message.forwards();
    if (forwards == null) {
      participants.add(before, message.recipients(), i.id());
      if (held) preview = conversations.coverPreview(before, message.text());
      else conversations.preview(before, message.text());
    } else {
      interactions.forwards(i.id(), forwards);
      participants.sentBeside(before, message.recipients().all().toList(), i.id());
    }
    if (held) {
      var draftId = draft == null ? new DraftId(RowIds.next()) : draft;
      remember(viewer, i.id(), draftId, before, after, preview, leaves);
    }
    chronicle.changed(
        Actor.member(viewer.id().id()),
        before,
        message.what(),
        Map.of("interaction", i.id().id().toString()));
    return new Sent(before.id(), before.no(), i.id(), held ? leaves : null);
  }

  private static SendGate.Leaving leaving(
      Viewer author,
      Conversation c,
      @Nullable String subject,
      String text,
      @Nullable MemberId approvedBy) {
    return new SendGate.Leaving(author, Correspondence.Standing.of(c), subject, text, approvedBy);
  }

  private void check(SendGate.Leaving leaving) {
    gates.orderedStream().forEach(gate -> gate.check(leaving));
  }

  /// Writes down what stays in the house: a note, a call.
  void keep(
      Viewer viewer, Conversation c, Interaction i, List<NewFile> added, @Nullable DraftId draft) {
    var attached = new ArrayList<FileId>();
    if (draft != null) attached.addAll(drafts.use(viewer, draft, c).files());
    added.forEach(file -> attached.add(Drafts.store(files, c.key(), file)));
    Answering.checkText(i.text(), !attached.isEmpty());
    var entries = attach(c, attached);
    interactions.add(c, i);
    if (i.kind() != Kind.NOTE) tell(viewer, c, i, true, Set.of(), draft);
    interactions.attach(c, i.id(), entries);
    interactions.index(c, i, entries.stream().map(IncomingFile::name).toList());
  }

  private void tell(
      Viewer by,
      Conversation c,
      Interaction i,
      boolean toClient,
      Set<String> aside,
      @Nullable DraftId draft) {
    var channel = i.channel();
    // What a client posted is noted by a member, and is the client's.
    boolean clients = i.kind() == Kind.POST && i.direction() == Direction.IN;
    if (channel == null || i.authorMember() == null || clients) return;
    var written =
        new OwnWords.Written(
            i.id(),
            Correspondence.Standing.of(c),
            i.kind(),
            channel,
            by,
            i.text(),
            toClient,
            aside,
            draft,
            i.at());
    listeners.forEach(listener -> listener.written(written));
  }

  private List<IncomingFile> attach(Conversation c, List<FileId> attached) {
    attached.forEach(file -> files.reseal(file, c.key()));
    var infos = files.describe(attached);
    return attached.stream()
        .flatMap(file -> Stream.ofNullable(infos.get(file)))
        .map(info -> new IncomingFile(info.id(), info.name(), null, false))
        .toList();
  }

  private static List<String> names(Outgoing message, List<IncomingFile> entries) {
    var names = new ArrayList<String>();
    entries.forEach(file -> names.add(file.name()));
    message.recipients().all().forEach(address -> names.add(address.label()));
    message.recipients().all().forEach(address -> names.add(address.address()));
    return names;
  }

  // --- taking back

  private void remember(
      Viewer viewer,
      InteractionId interaction,
      DraftId draft,
      Conversation before,
      Conversation after,
      byte @Nullable [] preview,
      Instant until) {
    jdbc.sql(
            """
            insert into inbox.taking_back (
              interaction_id, member_id, draft_id, until, status_before, status_after,
              snoozed_until, preview)
            values (
              :interaction, :member, :draft, :until, :before, :after, :snoozedUntil, :preview)
            """)
        .param("interaction", interaction.id())
        .param("member", viewer.id().id())
        .param("draft", draft.id())
        .param("until", Times.bound(until))
        .param("before", before.standing().status().word())
        .param("after", after.standing().status().word())
        .param("snoozedUntil", Times.bound(before.standing().snoozedUntil()))
        .param("preview", preview)
        .update();
  }

  boolean undo(Viewer viewer, InteractionId id) {
    long no = interactions.conversationOf(viewer, id).orElseThrow(InteractionNotFound::new);
    var c = conversations.lock(viewer, no);
    var memory = recall(viewer, id);
    if (memory.isEmpty() || !carrier.getObject().undo(id)) return false;

    var message = interactions.find(viewer, id).orElseThrow(InteractionNotFound::new);
    boolean newest = interactions.isNewest(c, id);
    var written = interactions.writtenAt(id);
    participants.takeBack(c, id);
    listeners.forEach(listener -> listener.takenBack(id));
    interactions.delete(id);
    boolean empty = interactions.lastAt(c).isEmpty() && !drafts.exist(c);
    var held = message.attachments().stream().map(Attachment::file).toList();
    var earlier = empty ? links.followed(viewer, c).orElse(null) : null;
    var subject = empty ? c.subject() : message.forwarded() ? message.subject() : null;
    var content =
        new DraftContent(message.text(), subject, message.recipients(), message.forwards());
    drafts.putBack(
        viewer,
        memory.get().draft(),
        kindOf(message, empty, earlier),
        empty ? earlier : c,
        content,
        held);
    var actor = Actor.member(viewer.id().id());
    var what = message.forwarded() ? "forward_undone" : "reply_undone";
    chronicle.changed(actor, c, what, Map.of("interaction", id.id().toString()));
    if (empty) {
      chronicle.opened(c);
      conversations.delete(c);
      chronicle.removed(c);
    } else {
      if (newest && !message.forwarded()) {
        conversations.previewBack(c, memory.get().preview());
      }
      chronicle.save(actor, c, without(c, memory.get(), written), What.OPENED);
    }
    return true;
  }

  /// What a message that is taken back was as a draft.
  private static DraftKind kindOf(
      InteractionView message, boolean empty, @Nullable Conversation earlier) {
    if (message.forwarded()) return DraftKind.FORWARD;
    if (!empty) return DraftKind.REPLY;
    return earlier == null ? DraftKind.NEW : DraftKind.FOLLOWUP;
  }

  private Conversation without(Conversation c, Memory memory, Instant written) {
    var since = interactions.waitingSince(c, written).orElse(null);
    var now = c.standing();
    boolean untouched = now.status() == memory.after();
    var standing =
        untouched
            ? new Standing(memory.before(), since, memory.snoozedUntil())
            : new Standing(now.status(), since, now.snoozedUntil());
    return c.standing(standing);
  }

  private Optional<Memory> recall(Viewer viewer, InteractionId id) {
    return jdbc.sql(
            """
            select t.draft_id, t.status_before, t.status_after, t.snoozed_until, t.preview
              from inbox.taking_back t
             where t.interaction_id = :interaction
               and t.member_id = :member
               and t.until > :now
            """)
        .param("interaction", id.id())
        .param("member", viewer.id().id())
        .param("now", Times.bound(Times.now(clock)))
        .query((row, _) -> Memory.of(row))
        .optional();
  }

  /// Forgets what can no longer be taken back.
  void forget() {
    jdbc.sql("delete from inbox.taking_back where until < :now")
        .param("now", Times.bound(Times.now(clock)))
        .update();
  }

  /// @param what is done by it: replied, started, forwarded
  /// @param copies of files of messages that are passed on
  /// @param forwards what it passes on; null: nothing
  /// @param approvedBy who has read an answer as it is and approved it; null: nobody
  private record Outgoing(
      String what,
      Recipients recipients,
      String subject,
      String text,
      List<NewFile> files,
      List<FileId> copies,
      @Nullable DraftId draft,
      OutgoingMessage.@Nullable Answered answers,
      @Nullable List<UUID> forwards,
      @Nullable Instant sendAt,
      boolean undoable,
      @Nullable MemberId approvedBy) {

    boolean answer() {
      return what.equals("replied");
    }

    boolean first() {
      return what.equals("started");
    }

    boolean forward() {
      return forwards != null;
    }
  }

  /// How things were before a message.
  private record Memory(
      DraftId draft,
      Status before,
      Status after,
      @Nullable Instant snoozedUntil,
      byte @Nullable [] preview) {

    static Memory of(ResultSet row) throws SQLException {
      return new Memory(
          new DraftId(row.getObject("draft_id", UUID.class)),
          Status.of(row.getString("status_before")),
          Status.of(row.getString("status_after")),
          Times.readNullable(row, "snoozed_until"),
          row.getBytes("preview"));
    }
  }
}
