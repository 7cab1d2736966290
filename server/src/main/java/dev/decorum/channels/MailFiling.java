package dev.decorum.channels;

import dev.decorum.channels.Evidence.Known;
import dev.decorum.channels.Evidence.Nature;
import dev.decorum.channels.Evidence.Sender;
import dev.decorum.channels.IncomingMails.Incoming;
import dev.decorum.channels.IncomingMails.State;
import dev.decorum.channels.Placement.Append;
import dev.decorum.channels.Placement.Attach;
import dev.decorum.channels.Placement.Begin;
import dev.decorum.channels.Placement.Hold;
import dev.decorum.channels.Placement.Note;
import dev.decorum.channels.Placement.Why;
import dev.decorum.channels.RoundTrip.Way;
import dev.decorum.channels.routing.Letter;
import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientFacts;
import dev.decorum.clients.Clients;
import dev.decorum.clients.EmailAddress;
import dev.decorum.files.Files;
import dev.decorum.inbox.ConversationFacts;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.IncomingFile;
import dev.decorum.inbox.IncomingMessage;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.NewFile;
import dev.decorum.inbox.Received;
import dev.decorum.inbox.Recipients;
import dev.decorum.inbox.Routed;
import dev.decorum.inbox.SenderProof;
import dev.decorum.inbox.Verdict;
import dev.decorum.mail.Address;
import dev.decorum.mail.Message;
import dev.decorum.mail.Part;
import dev.decorum.staff.Member;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Makes a message of a conversation out of a mail that was read, or holds it for a person. All of
/// it happens in one transaction, so that it may be tried any number of times.
@Service
class MailFiling {

  /// More recipients than a reply would ever go to are not kept apart from the raw mail.
  private static final int MOST_ADDRESSES = 100;

  /// Nobody has a mail from before; a date that says so is not one.
  private static final Instant FIRST_MAIL = Instant.parse("1971-01-01T00:00:00Z");

  /// What belongs to a conversation stays with whoever has it.
  private static final RoutingRules.Route STAYS = new RoutingRules.Route(null, Routed.NOWHERE);

  private final IncomingMails mails;
  private final OwnAddresses ours;
  private final ReplyTokens tokens;
  private final BounceAddresses bounces;
  private final MessageRefs refs;
  private final ReturnedMails returned;
  private final TestMails tests;
  private final RoutingRules rules;
  private final AutomaticAnswers answers;
  private final Inbox inbox;
  private final Clients clients;
  private final Staff staff;
  private final Organisation organisation;
  private final BlockedSenders blocked;
  private final AcceptedSenders accepted;
  private final Files files;
  private final Vault vault;

  MailFiling(
      IncomingMails mails,
      OwnAddresses ours,
      ReplyTokens tokens,
      BounceAddresses bounces,
      MessageRefs refs,
      ReturnedMails returned,
      TestMails tests,
      RoutingRules rules,
      AutomaticAnswers answers,
      Inbox inbox,
      Clients clients,
      Staff staff,
      Organisation organisation,
      BlockedSenders blocked,
      AcceptedSenders accepted,
      Files files,
      Vault vault) {
    this.mails = mails;
    this.ours = ours;
    this.tokens = tokens;
    this.bounces = bounces;
    this.refs = refs;
    this.returned = returned;
    this.tests = tests;
    this.rules = rules;
    this.answers = answers;
    this.inbox = inbox;
    this.clients = clients;
    this.staff = staff;
    this.organisation = organisation;
    this.blocked = blocked;
    this.accepted = accepted;
    this.files = files;
    this.vault = vault;
  }

  private static final SenderFinding ACCEPTED =
      new SenderFinding(Dmarc.NOT_CHECKED, SenderProof.ACCEPTED);

  /// Who wrote a mail, as far as the mail says.
  ///
  /// @param alone the only one; of a mail that names several nobody can be sure
  private record Author(EmailAddress address, String name, boolean alone) {}

  /// What became of a mail.
  ///
  /// @param also whom it names besides its author and us
  /// @param arrived null: a machine must not answer it, whoever sent it
  record Filed(
      InteractionId interaction,
      List<dev.decorum.inbox.Address> also,
      AutomaticAnswers.@Nullable Arrived arrived) {}

  /// Files a new mail by the evidence, and answers it where a mailbox does that by itself.
  ///
  /// @param taken the mail as it was taken up
  /// @param limit for each statement
  /// @return empty when it is no message, or was filed before
  @Transactional
  Optional<Filed> file(Incoming taken, Message message, SenderFinding sender, Duration limit) {
    var filed = fileOnly(taken, message, sender, limit);
    filed.ifPresent(where -> answer(where, sender));
    return filed;
  }

  /// Files a new mail of which [#senderFound] will say who sent it.
  ///
  /// @param taken the mail as it was taken up
  /// @param limit for each statement
  /// @return empty when it is no message, or was filed before
  @Transactional
  Optional<Filed> fileBeforeSenderIsFound(Incoming taken, Message message, Duration limit) {
    return fileOnly(taken, message, SenderFinding.NOT_CHECKED, limit);
  }

  private Optional<Filed> fileOnly(
      Incoming mail, Message message, SenderFinding sender, Duration limit) {
    if (!mails.lockToFile(mail.id(), limit) || isTest(mail, message)) return Optional.empty();
    var author = author(mail, message).orElse(null);
    if (author == null) {
      mails.hold(mail, Why.NO_SENDER.word(), null, null);
      return Optional.empty();
    }
    if (blocked.isBlocked(author.address())) {
      hold(mail, message, author, Why.BLOCKED, null);
      return Optional.empty();
    }
    return switch (place(mail, evidence(mail, message, author, sender.dmarc()))) {
      case Hold(var why, var conversation) -> {
        hold(mail, message, author, why, conversation);
        yield Optional.empty();
      }
      case Append(var conversation, _) ->
          Optional.of(append(mail, message, author, conversation, sender));
      case Attach(var conversation) -> {
        attach(mail, message, author, conversation, sender);
        told(mail, message);
        yield Optional.empty();
      }
      case Begin(var linkedTo, _) -> Optional.of(begin(mail, message, author, linkedTo, sender));
      case Note(var conversation) -> {
        note(mail, message, author, conversation);
        yield Optional.empty();
      }
    };
  }

  /// A test mail of ours has come in, or a notice about one: it never becomes a message. Nobody
  /// else can make its Message-ID.
  private boolean isTest(Incoming mail, Message message) {
    var report = message.report();
    var about = report == null ? null : report.messageId();
    var id = message.messageId();
    if (id != null && refs.isOfTest(id)) {
      tests.arrived(id, mail.envelope().recipients().isEmpty() ? Way.IMAP : Way.SMTP);
    } else if (about != null && refs.isOfTest(about)) {
      tests.cameBack(about);
    } else {
      return false;
    }
    mails.tested(mail.id());
    return true;
  }

  private void hold(
      Incoming mail,
      Message message,
      Author author,
      Why why,
      @Nullable ConversationId conversation) {
    var heading = new IncomingMails.Heading(author.address().value(), message.subject());
    mails.hold(mail, why.word(), conversation, heading);
  }

  /// Whether the sender must be known before the mail can be filed.
  @Transactional(readOnly = true)
  boolean dependsOnSender(Incoming mail, Message message) {
    return author(mail, message)
        .filter(
            author -> Threading.dependsOnSender(evidence(mail, message, author, Dmarc.NOT_CHECKED)))
        .isPresent();
  }

  /// Says of a mail that was filed who sent it, and answers it.
  @Transactional
  void senderFound(Filed filed, SenderFinding found) {
    inbox.senderFound(filed.interaction(), found.check(), found.proof(), filed.also());
    answer(filed, found);
  }

  /// What its own domain disowns comes from somebody else, who is not answered. What a person had
  /// to let in is left to people.
  private void answer(Filed filed, SenderFinding found) {
    if (filed.arrived() != null && found.dmarc() != Dmarc.FAIL) answers.consider(filed.arrived());
  }

  private static AutomaticAnswers.@Nullable Arrived arrived(
      Incoming mail, Message message, Author author, Received received, KeyId key) {
    if (mail.archived() || !message.autoAnswerable() || !author.alone()) return null;
    return new AutomaticAnswers.Arrived(
        mail.mailbox(),
        mail.envelope().recipients().isEmpty() ? null : mail.envelope().sender(),
        author.address(),
        author.name(),
        message.subject(),
        message.messageId(),
        message.references(),
        mail.receivedAt(),
        received,
        key);
  }

  private static Placement place(Incoming mail, Evidence evidence) {
    return mail.archived() ? Threading.placeArchived(evidence) : Threading.place(evidence);
  }

  /// Puts a held mail into the conversation it was held for, since a person said so.
  ///
  /// @return who wrote it; empty when it is not held any more, or for no conversation
  @Transactional
  Optional<EmailAddress> accept(UUID id, Message message) {
    var mail = held(id).filter(found -> found.conversation() != null).orElse(null);
    if (mail == null || mail.conversation() == null) return Optional.empty();
    var author = author(mail, message).orElse(null);
    if (author == null) return Optional.empty();
    append(mail, message, author, mail.conversation(), ACCEPTED);
    return Optional.of(author.address());
  }

  /// Begins a conversation with a held mail, since a person said so.
  ///
  /// @return false when it is not held any more, or says of nobody that they wrote it
  @Transactional
  boolean acceptAsNew(UUID id, Message message) {
    var mail = held(id).orElse(null);
    if (mail == null) return false;
    var author = author(mail, message).orElse(null);
    if (author == null) return false;
    begin(mail, message, author, null, ACCEPTED);
    return true;
  }

  private Optional<Incoming> held(UUID id) {
    return mails.lock(id).filter(found -> found.state() == State.HELD);
  }

  private static Optional<Author> author(Incoming mail, Message message) {
    for (var from : message.from()) {
      var address = EmailAddress.parse(from.address());
      if (address.isPresent()) {
        return Optional.of(new Author(address.get(), from.name(), message.from().size() == 1));
      }
    }
    return EmailAddress.parse(mail.envelope().sender())
        .map(address -> new Author(address, "", false));
  }

  private Evidence evidence(Incoming mail, Message message, Author author, Dmarc dmarc) {
    var index = vault.blindIndex("email", author.address().normalised());
    var named =
        sentTo(mail, message)
            .flatMap(recipient -> tokens.find(recipient).stream())
            .findFirst()
            .map(ReplyTokens.Issued::conversation)
            .or(() -> cameBack(mail, message).map(MessageRefs.Ref::conversation))
            .or(() -> reported(mail, message).map(MessageRefs.Ref::conversation))
            .flatMap(inbox::facts)
            .orElse(null);
    boolean letIn = named != null && isLetIn(named, index, author, dmarc);
    var token =
        named == null
            ? null
            : new Known(named.id(), letIn || author.alone() && named.isParticipant(index));
    var answered = new ArrayList<>(message.references());
    answered.addAll(message.inReplyTo());
    var reference =
        refs.find(mail.mailbox(), answered)
            .flatMap(ref -> known(ref.conversation(), index, author))
            .orElse(null);
    return new Evidence(
        token,
        reference,
        letIn && dmarc == Dmarc.FAIL ? Dmarc.NONE : dmarc,
        sender(author, token),
        nature(mail, message, author));
  }

  /// The message of ours that a notice is about, by the address it was sent to. Whoever writes a
  /// letter to that address says nothing by it.
  private Optional<MessageRefs.Ref> cameBack(Incoming mail, Message message) {
    return isNotice(mail, message)
        ? sentTo(mail, message)
            .flatMap(address -> bounces.find(address).stream())
            .findFirst()
            .flatMap(refs::sent)
        : Optional.empty();
  }

  /// Of a mail to a return path that is from nobody it does not matter whether its words are
  /// understood: mail servers alone write such.
  private boolean isNotice(Incoming mail, Message message) {
    return switch (message.verdict()) {
      case BOUNCE, COMPLAINT, RECEIPT -> true;
      case ORDINARY, BULK, LIST, AUTO_REPLY, OUT_OF_OFFICE, LOOP ->
          mail.envelope().sender().isEmpty()
              && mail.envelope().recipients().stream()
                  .anyMatch(address -> bounces.find(address).isPresent());
    };
  }

  /// Whether one of us has said that mail of this sender is always let in. Asked only about mail
  /// that would be held.
  private boolean isLetIn(
      ConversationFacts conversation, byte[] index, Author author, Dmarc dmarc) {
    return author.alone()
        && (dmarc == Dmarc.FAIL || !conversation.isParticipant(index))
        && accepted.accepts(conversation.client(), author.address());
  }

  /// A mail that was fetched has no envelope: the token is in the address it was written to, and is
  /// a secret there as well.
  private static Stream<String> sentTo(Incoming mail, Message message) {
    var envelope = mail.envelope().recipients();
    return envelope.isEmpty()
        ? Stream.concat(message.to().stream(), message.cc().stream())
            .limit(MOST_ADDRESSES)
            .map(Address::address)
        : envelope.stream();
  }

  private Optional<Known> known(ConversationId conversation, byte[] author, Author who) {
    return inbox
        .facts(conversation)
        .map(facts -> new Known(conversation, who.alone() && facts.isParticipant(author)));
  }

  private Sender sender(Author author, @Nullable Known token) {
    var member = staff.memberByEmail(author.address().value()).orElse(null);
    if (member == null) return Sender.OUTSIDER;
    return token != null && author.alone() && inbox.serves(member.id(), token.conversation())
        ? Sender.MEMBER_WITH_ACCESS
        : Sender.MEMBER;
  }

  private Nature nature(Incoming mail, Message message, Author author) {
    if (refs.isOwn(message.messageId()) || ours.isOurs(author.address())) return Nature.LOOP;
    if (isNotice(mail, message)) return Nature.NOTICE;
    return switch (message.verdict()) {
      case ORDINARY, BULK, LIST -> Nature.LETTER;
      case AUTO_REPLY, OUT_OF_OFFICE -> Nature.AUTOMATIC;
      case BOUNCE, COMPLAINT, RECEIPT -> Nature.NOTICE;
      case LOOP -> Nature.LOOP;
    };
  }

  private Filed append(
      Incoming mail,
      Message message,
      Author author,
      ConversationId conversation,
      SenderFinding sender) {
    var client = clients.correspondent(author.address(), author.name());
    var key = facts(conversation).key();
    return store(mail, message, author, client, key, conversation, null, sender);
  }

  /// Never makes a client: what machines send has no author to serve.
  private void attach(
      Incoming mail,
      Message message,
      Author author,
      ConversationId conversation,
      SenderFinding sender) {
    var facts = facts(conversation);
    var client = clients.byEmail(author.address().value()).orElse(facts.client());
    store(mail, message, author, clients.facts(client), facts.key(), conversation, null, sender);
  }

  /// For colleagues. What a mail says to them is never sent on: whatever leaves goes through the
  /// composer and its checks.
  private void note(Incoming mail, Message message, Author author, ConversationId conversation) {
    var facts = facts(conversation);
    var member = staff.memberByEmail(author.address().value()).orElseThrow();
    var text = message.newText().isBlank() ? message.text() : message.newText();
    var added =
        message.attachments().stream()
            .map(part -> new NewFile(part.name(), part.type(), (InputStreamSource) part::open))
            .toList();
    if (text.isBlank() && added.isEmpty()) {
      hold(mail, message, author, Why.MEMBER, conversation);
      return;
    }
    var note = inbox.note(viewer(member, mail), facts.no(), text, added);
    reseal(mail, facts.key());
    mails.done(mail, facts.key(), conversation, note);
  }

  /// Nobody has signed in: the mail stands for the session.
  private Viewer viewer(Member member, Incoming mail) {
    return Viewer.of(member, mail.id(), organisation.zone());
  }

  /// Acts on what a notice tells of a message of ours.
  private void told(Incoming mail, Message message) {
    var report = message.report();
    if (report == null) return;
    var about = reported(mail, message).orElse(null);
    if (about == null) return;
    if (message.verdict() == dev.decorum.mail.Verdict.BOUNCE) {
      returned.heard(about.interaction(), report);
    } else if (message.verdict() == dev.decorum.mail.Verdict.COMPLAINT) {
      returned.complained(about, report);
    }
  }

  /// The message of ours that a notice is about. An address that only this message had, or an id
  /// that only we can make, proves that it was ours.
  private Optional<MessageRefs.Ref> reported(Incoming mail, Message message) {
    var report = message.report();
    if (report == null) return Optional.empty();
    return Stream.concat(mail.envelope().recipients().stream(), report.addresses().stream())
        .flatMap(address -> tokens.find(address).stream())
        .map(issued -> new MessageRefs.Ref(issued.conversation(), issued.interaction()))
        .findFirst()
        .or(() -> cameBack(mail, message))
        .or(
            () ->
                report.addresses().stream()
                    .flatMap(address -> bounces.find(address).stream())
                    .findFirst()
                    .flatMap(refs::sent))
        .or(() -> Optional.ofNullable(report.messageId()).flatMap(refs::own));
  }

  private ConversationFacts facts(ConversationId conversation) {
    return inbox
        .facts(conversation)
        .orElseThrow(() -> new IllegalStateException("a known conversation has gone"));
  }

  private Filed begin(
      Incoming mail,
      Message message,
      Author author,
      @Nullable ConversationId linkedTo,
      SenderFinding sender) {
    var client = clients.correspondent(author.address(), author.name());
    return store(mail, message, author, client, client.key(), null, linkedTo, sender);
  }

  private Filed store(
      Incoming mail,
      Message message,
      Author author,
      ClientFacts client,
      KeyId key,
      @Nullable ConversationId conversation,
      @Nullable ConversationId linkedTo,
      SenderFinding sender) {
    var attached = new ArrayList<IncomingFile>();
    for (Part part : message.attachments()) {
      var file = files.store(key, part.name(), part.type(), part.open());
      attached.add(new IncomingFile(file, part.name(), part.contentId(), part.inline()));
    }
    var also = others(message, author);
    var route = conversation == null ? route(mail, message, author) : STAYS;
    var at = mail.archived() ? written(mail, message) : mail.receivedAt();
    var received =
        inbox.receive(
            new IncomingMessage(
                conversation,
                linkedTo,
                client.asked(),
                mail.mailbox(),
                route.team(),
                Channel.EMAIL,
                new dev.decorum.inbox.Address(
                    author.name().isBlank() ? null : author.name(), author.address().value()),
                new Recipients(addresses(message.to()), addresses(message.cc()), List.of()),
                sender.dmarc() == Dmarc.PASS ? also : List.of(),
                message.subject(),
                message.text(),
                message.newText(),
                message.html(),
                Verdict.valueOf(message.verdict().name()),
                sender.check(),
                sender.proof(),
                at,
                mail.archived(),
                attached,
                route.routed()),
            client);
    if (message.messageId() != null) {
      refs.add(
          received.interaction(),
          received.conversation(),
          mail.mailbox(),
          key,
          message.messageId(),
          at);
    }
    reseal(mail, key);
    mails.done(mail, key, received.conversation(), received.interaction());
    return new Filed(
        received.interaction(),
        expectsAnswer(message) ? also : List.of(),
        arrived(mail, message, author, received, key));
  }

  private static boolean expectsAnswer(Message message) {
    return Verdict.valueOf(message.verdict().name()).expectsAnswer();
  }

  private RoutingRules.Route route(Incoming mail, Message message, Author author) {
    var text = message.newText().isBlank() ? message.text() : message.newText();
    return rules.route(
        ours.teamOf(mail.mailbox()),
        new Letter(author.address().value(), mail.mailbox().id(), message.subject(), text));
  }

  private void reseal(Incoming mail, KeyId key) {
    if (mail.content() == null) files.reseal(mail.raw(), key);
    else files.reseal(mail.content(), key);
  }

  /// A mailbox that was moved to another server may have lost when its mails came, but not when
  /// they were written.
  private static Instant written(Incoming mail, Message message) {
    if (message.date() == null) return mail.receivedAt();
    var date = message.date().toInstant().truncatedTo(ChronoUnit.MICROS);
    return date.isAfter(FIRST_MAIL) && date.isBefore(mail.receivedAt()) ? date : mail.receivedAt();
  }

  private static List<dev.decorum.inbox.Address> addresses(List<Address> addresses) {
    return addresses.stream()
        .filter(one -> !one.address().isEmpty())
        .limit(MOST_ADDRESSES)
        .map(
            one ->
                new dev.decorum.inbox.Address(
                    one.name().isEmpty() ? null : one.name(), one.address()))
        .toList();
  }

  /// Whom the mail names besides its author and us.
  private List<dev.decorum.inbox.Address> others(Message message, Author author) {
    return addresses(
        Stream.concat(message.to().stream(), message.cc().stream())
            .filter(
                one ->
                    EmailAddress.parse(one.address())
                        .filter(
                            address ->
                                !address.normalised().equals(author.address().normalised())
                                    && !ours.isOurs(address))
                        .isPresent())
            .toList());
  }
}
