package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.RoundTrip.State;
import dev.decorum.inbox.MailboxId;
import dev.decorum.mail.Address;
import dev.decorum.mail.MailComposer;
import dev.decorum.mail.OutgoingMail;
import dev.decorum.mail.OutgoingMail.AutoSubmitted;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Test mails from mailboxes to themselves: out by the outgoing server, and back in by whichever
/// way their mail comes. They become no conversation.
@Service
public class RoundTrips {

  private static final Logger log = LoggerFactory.getLogger(RoundTrips.class);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final TestMails tests;
  private final Mailboxes mailboxes;
  private final MailFetching fetching;
  private final MessageRefs refs;
  private final SigningKeys keys;
  private final TroubleWords words;
  private final Audit audit;
  private final Clock clock;

  RoundTrips(
      TestMails tests,
      Mailboxes mailboxes,
      MailFetching fetching,
      MessageRefs refs,
      SigningKeys keys,
      TroubleWords words,
      Audit audit,
      Clock clock) {
    this.tests = tests;
    this.mailboxes = mailboxes;
    this.fetching = fetching;
    this.refs = refs;
    this.keys = keys;
    this.words = words;
    this.audit = audit;
    this.clock = clock;
  }

  /// Sends one; [#last] tells how far it is. While one is under way there is no second.
  @Transactional
  public void begin(Actor actor, MailboxId mailbox) {
    var box = mailboxes.get(mailbox);
    var messageId = refs.nextOfTest(box.domain());
    if (!tests.begin(mailbox, messageId)) return;
    audit.changed(actor, "mailbox.tested", "mailbox", mailbox.id(), Map.of());
    afterCommit(() -> Thread.ofVirtual().name("test-mail").start(() -> send(box, messageId)));
  }

  private static void afterCommit(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }

  private void send(Mailbox mailbox, String messageId) {
    try {
      var trouble = handOver(mailbox, messageId);
      if (trouble == null) tests.left(mailbox.id(), messageId);
      else tests.notLeft(mailbox.id(), messageId, trouble.word());
    } catch (RuntimeException e) {
      // It is overdue then, and may be tried again.
      log.warn("A test mail was not sent: {}", e.getClass().getName());
    }
  }

  private @Nullable Trouble handOver(Mailbox mailbox, String messageId) {
    var server = mailboxes.serverOf(mailbox.id()).orElse(null);
    if (server == null) return Trouble.NO_SERVER;
    var self = new Address(mailbox.name() == null ? "" : mailbox.name(), mailbox.address());
    var mail =
        MailComposer.compose(
            OutgoingMail.from(self, messageId, Timestamps.now(clock).atOffset(ZoneOffset.UTC))
                .to(List.of(self))
                .subject(words.text("channels.trip.mail.subject"))
                .text(words.text("channels.trip.mail.text", mailbox.address()))
                .autoSubmitted(AutoSubmitted.GENERATED)
                .build());
    return mailboxes
        .client(mailbox.id(), server, ANSWER)
        .send(
            keys.sign(mailbox.domain(), mail.bytes()),
            mailbox.address(),
            mail.recipients(),
            mail.needsSmtpUtf8(),
            () -> true)
        .fates()
        .getFirst();
  }

  /// The last one, and how far it is; empty when there was none.
  @Transactional(readOnly = true)
  public Optional<RoundTrip> last(MailboxId mailbox) {
    return tests.find(mailbox).map(row -> trip(mailboxes.get(mailbox), row));
  }

  private RoundTrip trip(Mailbox mailbox, TestMails.Row row) {
    var out = mailbox.outgoing() == null ? mailbox.address() : mailbox.outgoing().host();
    var from = fetching.server(mailbox.id()).map(IncomingServer::host).orElse(null);
    var fetch = fetching.standing(mailbox.id()).orElse(null);
    var state = row.state();
    String trouble = null;
    switch (row.state()) {
      case LEAVING -> {
        if (row.overdue()) {
          state = State.NOT_LEFT;
          trouble = words.of(Trouble.BROKE_OFF, out);
        }
      }
      case ON_ITS_WAY -> {
        trouble = fetch == null ? null : fetch.trouble();
        // Nobody has to wait for what a person must mend first.
        if (row.overdue() || fetch != null && fetch.trouble() != null && fetch.lasting()) {
          state = State.NOT_ARRIVED;
          if (trouble == null) trouble = late(mailbox, from);
        }
      }
      case NOT_LEFT -> trouble = words.of(Trouble.of(String.valueOf(row.trouble())), out);
      case NOT_ARRIVED -> trouble = words.text("channels.trip.returned", out);
      case ARRIVED -> {}
    }
    return new RoundTrip(
        state, out, from, row.way(), trouble, row.startedAt(), row.leftAt(), row.endedAt());
  }

  private String late(Mailbox mailbox, @Nullable String from) {
    long minutes = TestMails.TIME_TO_ARRIVE.toMinutes();
    return from == null
        ? words.text("channels.trip.late.smtp", mailbox.address(), String.valueOf(minutes))
        : words.text("channels.trip.late.imap", from, String.valueOf(minutes));
  }
}
