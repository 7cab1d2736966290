package dev.decorum.channels;

import dev.decorum.clients.EmailAddress;
import dev.decorum.files.FileId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MailboxId;
import dev.decorum.inbox.MessageCarrier;
import dev.decorum.inbox.OutgoingMessage;
import dev.decorum.inbox.RecipientDelivery;
import dev.decorum.mail.Address;
import dev.decorum.mail.OutgoingMail.Quote;
import dev.decorum.staff.Member;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes over messages of members and puts them into the outbox.
///
/// All recipients get one and the same mail, with one reply address: see ADR 10.
@Service
@Fallback
class MailCarrier implements MessageCarrier {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

  private final Outbox outbox;
  private final OutboxQueue queue;
  private final Mailboxes mailboxes;
  private final ReplyTokens tokens;
  private final MessageRefs refs;
  private final Staff staff;
  private final Organisation organisation;
  private final TroubleWords words;
  private final Vault vault;
  private final Clock clock;

  MailCarrier(
      Outbox outbox,
      OutboxQueue queue,
      Mailboxes mailboxes,
      ReplyTokens tokens,
      MessageRefs refs,
      Staff staff,
      Organisation organisation,
      TroubleWords words,
      Vault vault,
      Clock clock) {
    this.outbox = outbox;
    this.queue = queue;
    this.mailboxes = mailboxes;
    this.tokens = tokens;
    this.refs = refs;
    this.staff = staff;
    this.organisation = organisation;
    this.words = words;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<String> send(OutgoingMessage message) {
    var mailbox = mailboxes.get(message.mailbox());
    var now = Timestamps.now(clock);
    var messageId = refs.next(mailbox.domain());
    // Whoever gets what is passed on is not told which mails the client has.
    SequencedMap<InteractionId, String> known =
        message.forward() ? new LinkedHashMap<>() : refs.thread(message.conversation());
    var thread = new ArrayList<>(new LinkedHashSet<>(known.values()));
    var answers = message.answers();
    var inReplyTo = answers == null ? null : idOf(answers.interaction(), known);
    if (inReplyTo == null && !thread.isEmpty()) {
      inReplyTo = thread.getLast();
    }
    thread.remove(inReplyTo);
    var token = tokens.issue(message.conversation(), message.interaction(), participant(message));
    var author = staff.member(message.author());
    var content =
        new OutgoingContent(
            new Address(senderName(author, mailbox), mailbox.address()),
            mailbox.plus(token),
            addresses(message.recipients().to()),
            addresses(message.recipients().cc()),
            addresses(message.recipients().bcc()),
            message.subject(),
            now,
            messageId,
            inReplyTo,
            thread,
            message.text(),
            quote(answers),
            signature(author, mailbox),
            message.files().stream().map(FileId::id).toList(),
            false);
    refs.add(
        message.interaction(),
        message.conversation(),
        message.mailbox(),
        message.key(),
        messageId,
        now);
    boolean laidAside =
        outbox.add(
            message.key(),
            mailbox,
            message.interaction(),
            content,
            Duration.between(now, message.notBefore()),
            message.undoable(),
            message.scheduled());
    return laidAside ? Optional.of(words.noServer(mailbox.address())) : Optional.empty();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean undo(InteractionId interaction) {
    if (!outbox.undo(interaction)) return false;
    tokens.revoke(interaction);
    refs.remove(interaction);
    return true;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean stop(InteractionId interaction) {
    return queue.stop(interaction);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean hold(InteractionId interaction) {
    return queue.hold(interaction);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean release(InteractionId interaction) {
    return queue.release(interaction);
  }

  @Override
  @Transactional(readOnly = true)
  public Map<InteractionId, List<RecipientDelivery>> deliveries(
      Collection<InteractionId> interactions) {
    return queue.deliveries(interactions);
  }

  @Override
  public Map<MailboxId, String> mailboxes() {
    var addresses = new LinkedHashMap<MailboxId, String>();
    mailboxes.all().forEach(mailbox -> addresses.put(mailbox.id(), mailbox.address()));
    return addresses;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<MailboxId> mailboxFor(Viewer viewer, @Nullable TeamId team) {
    if (team != null) return mailboxes.firstOf(team);
    // A member of one team writes for that team.
    var teams = staff.member(viewer.id()).map(Member::teams).orElse(Set.of());
    return mailboxes
        .firstOf(teams.size() == 1 ? teams.iterator().next() : null)
        .or(
            () ->
                teams.stream().sorted().flatMap(own -> mailboxes.firstOf(own).stream()).findFirst())
        .or(() -> viewer.role() == Role.ADMIN ? mailboxes.firstOpen() : Optional.empty());
  }

  /// A mail that is answered is nearly always among the newest of its thread.
  private @Nullable String idOf(InteractionId answered, Map<InteractionId, String> thread) {
    var id = thread.get(answered);
    return id == null ? refs.of(answered).orElse(null) : id;
  }

  /// The first client it is written to.
  private byte[] participant(OutgoingMessage message) {
    return message
        .recipients()
        .all()
        .flatMap(recipient -> EmailAddress.parse(recipient.address()).stream())
        .findFirst()
        .map(address -> vault.blindIndex("email", address.normalised()))
        .orElse(new byte[0]);
  }

  private static List<Address> addresses(List<dev.decorum.inbox.Address> addresses) {
    return addresses.stream()
        .map(one -> new Address(one.name() == null ? "" : one.name(), one.address()))
        .toList();
  }

  private static String senderName(Optional<Member> author, Mailbox mailbox) {
    var member = author.map(Member::name).orElse("");
    var house = mailbox.name();
    if (house == null) return member;
    return member.isEmpty() ? house : member + " (" + house + ")";
  }

  private static String signature(Optional<Member> author, Mailbox mailbox) {
    if (mailbox.signature() != null) return mailbox.signature();
    return author.map(Member::signature).orElse("");
  }

  private @Nullable Quote quote(OutgoingMessage.@Nullable Answered answered) {
    if (answered == null || answered.text().isBlank()) return null;
    var when = DAY_AND_TIME.format(answered.at().atZone(organisation.zone()));
    var from = answered.from();
    return new Quote(
        from == null
            ? words.text("channels.quote.somebody", when)
            : words.text("channels.quote", when, from.label()),
        answered.text());
  }
}
