package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.HeldMailRefused.Reason;
import dev.decorum.channels.IncomingMails.Incoming;
import dev.decorum.channels.Placement.Why;
import dev.decorum.clients.EmailAddress;
import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.MailboxId;
import dev.decorum.mail.MailReader;
import dev.decorum.mail.MailUnreadable;
import dev.decorum.mail.Message;
import dev.decorum.staff.Viewer;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Mails that wait for a person: held, since they are not trusted, or failed, since they cannot be
/// worked on. For those who manage channels.
@Service
public class Quarantine {

  private static final String OBJECT = "mail";

  private final IncomingMails mails;
  private final MailFiling filing;
  private final RawMails reader;
  private final Mailboxes mailboxes;
  private final BlockedSenders blocked;
  private final AcceptedSenders accepted;
  private final Inbox inbox;
  private final Files files;
  private final Audit audit;
  private final IntakeBell bell;

  Quarantine(
      IncomingMails mails,
      MailFiling filing,
      RawMails reader,
      Mailboxes mailboxes,
      BlockedSenders blocked,
      AcceptedSenders accepted,
      Inbox inbox,
      Files files,
      Audit audit,
      IntakeBell bell) {
    this.mails = mails;
    this.filing = filing;
    this.reader = reader;
    this.mailboxes = mailboxes;
    this.blocked = blocked;
    this.accepted = accepted;
    this.inbox = inbox;
    this.files = files;
    this.audit = audit;
    this.bell = bell;
  }

  /// A mail that waits.
  ///
  /// @param reason a word; `channels.held.…` and `channels.failed.…` are its sentences
  /// @param subject empty when it has none, or could not be read
  /// @param conversation number of the conversation it would belong to
  /// @param always whether mail of the sender can be let in for good
  public record Waiting(
      UUID id,
      String mailbox,
      String sender,
      String subject,
      Instant receivedAt,
      boolean held,
      String reason,
      @Nullable Long conversation,
      boolean always) {

    @Override
    public String toString() {
      return "Waiting[%s]".formatted(id);
    }
  }

  /// The bytes of a mail.
  public record Raw(FileInfo file, InputStream content) {}

  @Transactional(readOnly = true)
  public int count() {
    return mails.countWaiting();
  }

  /// The newest first.
  ///
  /// @param before the last one of the page before
  @Transactional(readOnly = true)
  public List<Waiting> list(@Nullable UUID before, int limit) {
    return list(false, before, limit);
  }

  /// The same for mail of blocked senders.
  @Transactional(readOnly = true)
  public List<Waiting> blocked(@Nullable UUID before, int limit) {
    return list(true, before, limit);
  }

  private List<Waiting> list(boolean ofBlocked, @Nullable UUID before, int limit) {
    var addresses = new HashMap<MailboxId, String>();
    mailboxes.all().forEach(mailbox -> addresses.put(mailbox.id(), mailbox.address()));
    return mails.waiting(ofBlocked, before, limit).stream()
        .map(
            mail ->
                new Waiting(
                    mail.id(),
                    addresses.getOrDefault(mail.mailbox(), ""),
                    author(mail),
                    mail.heading() == null ? "" : mail.heading().subject(),
                    mail.receivedAt(),
                    mail.state() == IncomingMails.State.HELD,
                    Optional.ofNullable(mail.reason()).orElse(""),
                    Optional.ofNullable(mail.conversation())
                        .flatMap(inbox::facts)
                        .map(facts -> facts.no())
                        .orElse(null),
                    mayBeLetInForGood(mail)))
        .toList();
  }

  private static String author(Incoming mail) {
    return mail.heading() == null ? mail.envelope().sender() : mail.heading().author();
  }

  /// Never what bears a colleague's address: they can prove that they wrote it, and anybody else
  /// must not seem to be them.
  private static boolean mayBeLetInForGood(Incoming mail) {
    return mail.state() == IncomingMails.State.HELD
        && mail.conversation() != null
        && (Why.STRANGER.word().equals(mail.reason())
            || Why.DMARC_FAILED.word().equals(mail.reason()));
  }

  /// The mail as it came, with its header.
  @Transactional
  public Raw raw(Viewer viewer, UUID id) {
    var mail = waiting(id);
    audit.read(Actor.member(viewer.id().id()), OBJECT, id);
    var info = Objects.requireNonNull(files.describe(List.of(mail.raw())).get(mail.raw()));
    return new Raw(info, files.open(mail.raw()));
  }

  /// Works on it once more from the beginning.
  @Transactional
  public void retry(Viewer viewer, UUID id) {
    if (!mails.retry(id)) throw new HeldMailRefused(Reason.NOT_WAITING);
    audit.changed(Actor.member(viewer.id().id()), "mail.retried", OBJECT, id, Map.of());
    bell.ring(1);
  }

  @Transactional
  public void discard(Viewer viewer, UUID id) {
    if (!mails.discard(id)) throw new HeldMailRefused(Reason.NOT_WAITING);
    audit.changed(Actor.member(viewer.id().id()), "mail.discarded", OBJECT, id, Map.of());
  }

  /// Puts a held mail into the conversation it was written to. Nobody becomes a participant by
  /// that.
  @Transactional
  public void accept(Viewer viewer, UUID id) {
    if (filing.accept(id, read(id)).isEmpty()) throw new HeldMailRefused(Reason.NOWHERE);
    audit.changed(Actor.member(viewer.id().id()), "mail.accepted", OBJECT, id, Map.of());
  }

  /// The same, and all further mail of its author to conversations of that client goes there by
  /// itself, if it knows a reply token.
  @Transactional
  public void acceptAlways(Viewer viewer, UUID id) {
    var mail = waiting(id);
    var conversation = mail.conversation();
    if (conversation == null || !mayBeLetInForGood(mail)) {
      throw new HeldMailRefused(Reason.NOWHERE);
    }
    var author = filing.accept(id, read(id)).orElseThrow(() -> new HeldMailRefused(Reason.NOWHERE));
    var client = inbox.facts(conversation).orElseThrow().client();
    accepted.accept(viewer, client, author);
    audit.changed(Actor.member(viewer.id().id()), "mail.accepted", OBJECT, id, Map.of());
  }

  /// Throws it away and blocks who wrote it, unless that seems to be one of us.
  @Transactional
  public void spam(Viewer viewer, UUID id) {
    var author = EmailAddress.parse(author(waiting(id)));
    if (!mails.discard(id)) throw new HeldMailRefused(Reason.NOT_WAITING);
    audit.changed(Actor.member(viewer.id().id()), "mail.spam", OBJECT, id, Map.of());
    if (author.isPresent() && !blocked.isOurs(author.get())) {
      blocked.block(viewer, author.get().value());
    }
  }

  /// Begins a conversation with a held mail.
  @Transactional
  public void acceptAsNew(Viewer viewer, UUID id) {
    if (!filing.acceptAsNew(id, read(id))) throw new HeldMailRefused(Reason.NO_SENDER);
    audit.changed(Actor.member(viewer.id().id()), "mail.accepted_as_new", OBJECT, id, Map.of());
  }

  private Message read(UUID id) {
    try {
      return reader.read(waiting(id), RawMails.budget(MailReader.MAX_BYTES)).message();
    } catch (MailUnreadable | RawMails.TooSlow | RawMails.AllBusy e) {
      throw new HeldMailRefused(Reason.UNREADABLE);
    }
  }

  private Incoming waiting(UUID id) {
    return mails
        .find(id)
        .filter(
            mail ->
                mail.state() == IncomingMails.State.HELD
                    || mail.state() == IncomingMails.State.FAILED)
        .orElseThrow(() -> new HeldMailRefused(Reason.NOT_WAITING));
  }
}
