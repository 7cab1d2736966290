package dev.decorum.channels;

import dev.decorum.files.FileDamaged;
import dev.decorum.files.FileInfo;
import dev.decorum.files.FileNotFound;
import dev.decorum.inbox.Delivery;
import dev.decorum.inbox.Inbox;
import dev.decorum.inbox.MailboxId;
import dev.decorum.live.Live;
import dev.decorum.mail.Address;
import dev.decorum.mail.ComposedMail;
import dev.decorum.mail.UnsendableAddress;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Hands the mails of the outbox to their servers, and says at the message what became of it.
///
/// A mail is given at least once. It is given twice only when a node dies, or the line breaks,
/// after the server took it and before that was written down; both copies have one Message-ID.
@Component
@Profile("!command")
class OutboxWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4));

  private static final Duration WAIT_FOR_DATABASE = Duration.ofMinutes(2);

  /// Of all attachments together; most servers take no more.
  private static final long LARGEST = 25L * 1024 * 1024;

  /// A mail takes several times its size in memory. Above this one is worked on at a time.
  private static final long LARGE = 2L * 1024 * 1024;

  private final Outbox outbox;
  private final Mailboxes mailboxes;
  private final SigningKeys keys;
  private final BounceAddresses bounces;
  private final Unsubscribing unsubscribing;
  private final OutgoingComposer composer;
  private final SentFolders sentFolders;
  private final Inbox inbox;
  private final ReturnedMails returned;
  private final TroubleWords words;
  private final TransactionTemplate transaction;
  private final Semaphore hands;
  private final Semaphore large = new Semaphore(1);
  private final Worker worker;
  private final Set<UUID> leases = ConcurrentHashMap.newKeySet();

  OutboxWorker(
      Outbox outbox,
      Mailboxes mailboxes,
      SigningKeys keys,
      BounceAddresses bounces,
      Unsubscribing unsubscribing,
      OutgoingComposer composer,
      SentFolders sentFolders,
      Inbox inbox,
      ReturnedMails returned,
      TroubleWords words,
      Live live,
      ChannelsProperties settings,
      PlatformTransactionManager transactions) {
    this.outbox = outbox;
    this.mailboxes = mailboxes;
    this.keys = keys;
    this.bounces = bounces;
    this.unsubscribing = unsubscribing;
    this.composer = composer;
    this.sentFolders = sentFolders;
    this.inbox = inbox;
    this.returned = returned;
    this.words = words;
    this.transaction = new TransactionTemplate(transactions);
    this.hands = new Semaphore(settings.workers());
    this.worker = new Worker("outbox", this::takeUp);
    live.onWake(Outbox.QUEUE, worker::wake);
  }

  @Override
  public void start() {
    worker.start();
  }

  @Override
  public void stop() {
    worker.stop();
  }

  @Override
  public boolean isRunning() {
    return worker.running();
  }

  /// @return whether there may be more
  private boolean takeUp() {
    tellStranded();
    int free = hands.drainPermits();
    List<Outbox.Claim> claims = List.of();
    try {
      if (free > 0) {
        claims = transaction.execute(_ -> outbox.claim(free));
      }
    } finally {
      hands.release(free - claims.size());
    }
    for (var claim : claims) {
      leases.add(claim.lease());
      Thread.ofVirtual()
          .name("outbox")
          .start(
              () -> {
                try {
                  workOn(claim);
                } catch (RuntimeException e) {
                  // The lease runs out, and the mail is tried again.
                  log.warn("A mail of the outbox is left for later: {}", e.getClass().getName());
                } finally {
                  leases.remove(claim.lease());
                  hands.release();
                  worker.wake();
                }
              });
    }
    return free > 0 && claims.size() == free;
  }

  private void tellStranded() {
    transaction.executeWithoutResult(
        _ -> {
          var reasons = new HashMap<MailboxId, String>();
          for (var mail : outbox.strand()) {
            if (mail.interaction() != null) {
              var reason =
                  reasons.computeIfAbsent(
                      mail.mailbox(), id -> words.noServer(mailboxes.get(id).address()));
              inbox.delivery(mail.interaction(), Delivery.QUEUED, reason);
            }
          }
        });
  }

  @Scheduled(fixedDelayString = "PT10S")
  void renewLeases() {
    var held = List.copyOf(leases);
    if (held.isEmpty()) return;
    try {
      outbox.renew(held);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Leases of the outbox could not be renewed: {}", e.getClass().getName());
    }
  }

  /// Who gives a mailbox its server takes up what lies aside. What was laid aside in that very
  /// moment is taken up here.
  @Scheduled(fixedDelayString = "PT30S")
  void refloat() {
    try {
      outbox.refloat();
    } catch (DataAccessException | TransactionException e) {
      log.warn("Mails laid aside could not be looked at: {}", e.getClass().getName());
    }
  }

  private void workOn(Outbox.Claim claim) {
    var server = mailboxes.serverOf(claim.mailbox()).orElse(null);
    if (mailboxes.get(claim.mailbox()).sample()) {
      pretend(claim);
      return;
    }
    if (server == null) {
      record(claim, Trouble.NO_SERVER, "");
      return;
    }
    boolean isLarge = false;
    try {
      var infos = composer.attached(claim.content());
      long size = infos.values().stream().mapToLong(FileInfo::size).sum();
      if (size > LARGEST) {
        record(claim, Trouble.TOO_LARGE, server.host());
        return;
      }
      isLarge = size > LARGE;
      if (isLarge) large.acquireUninterruptibly();
      send(claim, server, composer.compose(claim.content(), infos));
    } catch (UnsendableAddress e) {
      record(claim, Trouble.UNSENDABLE, "");
    } catch (FileNotFound | FileDamaged | UncheckedIOException e) {
      log.error("An attachment of an outgoing mail cannot be read", e);
      record(claim, Trouble.INCOMPLETE, "");
    } finally {
      if (isLarge) large.release();
    }
  }

  /// A made-up mailbox writes to people who do not exist.
  private void pretend(Outbox.Claim claim) {
    int most = recipients(claim);
    transaction.executeWithoutResult(
        _ -> {
          if (outbox.finish(
              claim, IntStream.range(0, most).boxed().toList(), claim.refused(), null)) {
            tell(claim, Delivery.SENT, null);
          }
        });
  }

  private void send(Outbox.Claim claim, OutgoingServer server, ComposedMail mail) {
    var fates = new LinkedHashMap<Integer, @Nullable Trouble>();
    returned.dead(mail.recipients()).forEach(at -> fates.put(at, Trouble.GIVEN_UP));
    if (claim.content().autoReply()) {
      unsubscribing.spared(mail.recipients()).forEach(at -> fates.put(at, Trouble.UNSUBSCRIBED));
    }
    var pending = new ArrayList<Integer>();
    for (int i = 0; i < mail.recipients().size(); i++) {
      if (!claim.delivered().contains(i)
          && !claim.refused().containsKey(i)
          && !fates.containsKey(i)) {
        pending.add(i);
      }
    }
    if (pending.isEmpty()) {
      settle(claim, server, mail.recipients(), fates);
      return;
    }
    var recipients = pending.stream().map(mail.recipients()::get).toList();
    var report =
        mailboxes
            .client(claim.mailbox(), server, SmtpClient.ANSWER)
            .send(
                keys.sign(domain(claim.content().from()), mail.bytes()),
                returnPath(claim),
                recipients,
                mail.needsSmtpUtf8(),
                () -> outbox.holds(claim));
    for (int i = 0; i < pending.size(); i++) {
      fates.put(pending.get(i), report.fates().get(i));
    }
    writeDown(() -> settle(claim, server, mail.recipients(), fates));
  }

  private static String domain(Address from) {
    return from.address().substring(from.address().lastIndexOf('@') + 1);
  }

  /// Where the mail goes when it cannot be delivered. Nobody is told of an answer that a machine
  /// gave (RFC 3834, 3.3).
  private String returnPath(Outbox.Claim claim) {
    if (claim.content().autoReply()) return "";
    var mailbox = mailboxes.get(claim.mailbox());
    var own = mailbox.ownReturnPath() ? bounces.of(mailbox, claim.id()) : Optional.<String>empty();
    return own.or(() -> Optional.ofNullable(claim.content().replyTo()))
        .orElse(claim.content().from().address());
  }

  /// Once the mail has been handed over, forgetting that means to send it twice: a database that is
  /// away for a moment is waited for.
  private static void writeDown(Runnable fact) {
    long end = System.nanoTime() + WAIT_FOR_DATABASE.toNanos();
    while (true) {
      try {
        fact.run();
        return;
      } catch (DataAccessException | TransactionException e) {
        if (System.nanoTime() - end > 0) throw e;
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
    }
  }

  private void settle(
      Outbox.Claim claim,
      OutgoingServer server,
      List<String> recipients,
      LinkedHashMap<Integer, @Nullable Trouble> fates) {
    var delivered = new ArrayList<>(claim.delivered());
    var refused = new TreeMap<>(claim.refused());
    Trouble refusal = claim.refused().isEmpty() ? null : refused.lastEntry().getValue();
    Trouble wait = null;
    for (var fate : fates.entrySet()) {
      var trouble = fate.getValue();
      if (trouble == null) {
        delivered.add(fate.getKey());
      } else if (trouble.permanent()) {
        refused.put(fate.getKey(), trouble);
        refusal = trouble;
      } else {
        wait = trouble;
      }
    }
    if (wait == null) {
      finish(claim, server, recipients, delivered, refused, refusal, null);
    } else if (claim.lastTry()) {
      for (int i = 0; i < recipients.size(); i++) {
        if (!delivered.contains(i)) refused.putIfAbsent(i, wait);
      }
      finish(claim, server, recipients, delivered, refused, wait, wait);
    } else {
      postpone(claim, server, delivered, refused, wait);
    }
  }

  /// Nothing was handed over.
  private void record(Outbox.Claim claim, Trouble trouble, String about) {
    transaction.executeWithoutResult(
        _ -> {
          if (trouble.permanent()) {
            if (outbox.finish(claim, claim.delivered(), everybody(claim, trouble), trouble)) {
              tell(claim, Delivery.FAILED, words.of(trouble, about));
            }
          } else {
            outbox.postpone(claim, claim.delivered(), claim.refused(), trouble, WAITS.getFirst());
          }
        });
  }

  /// An address that cannot stand in a mail keeps all of it from being made, and counted.
  private static SortedMap<Integer, Trouble> everybody(Outbox.Claim claim, Trouble trouble) {
    int most = recipients(claim);
    var refused = new TreeMap<>(claim.refused());
    for (int i = 0; i < most; i++) {
      if (!claim.delivered().contains(i)) refused.putIfAbsent(i, trouble);
    }
    return refused;
  }

  private static int recipients(Outbox.Claim claim) {
    var content = claim.content();
    return content.to().size() + content.cc().size() + content.bcc().size();
  }

  private void finish(
      Outbox.Claim claim,
      OutgoingServer server,
      List<String> recipients,
      List<Integer> delivered,
      SortedMap<Integer, Trouble> refused,
      @Nullable Trouble refusal,
      @Nullable Trouble givenUp) {
    transaction.executeWithoutResult(
        _ -> {
          if (!outbox.finish(claim, delivered, refused, refusal)) {
            return;
          }
          copyWhenFirstTaken(claim, delivered);
          if (refusal == null) {
            tell(claim, Delivery.SENT, null);
            return;
          }
          var who = String.join(", ", refused.keySet().stream().map(recipients::get).toList());
          var about = refusal.permanent() ? who : server.host();
          tell(
              claim,
              Delivery.FAILED,
              !delivered.isEmpty()
                  ? words.partly(refusal, who)
                  : givenUp != null ? words.givenUp(givenUp, about) : words.of(refusal, about));
        });
  }

  private void postpone(
      Outbox.Claim claim,
      OutgoingServer server,
      List<Integer> delivered,
      SortedMap<Integer, Trouble> refused,
      Trouble trouble) {
    var wait = WAITS.get(Math.min(claim.attempts(), WAITS.size()) - 1);
    transaction.executeWithoutResult(
        _ -> {
          if (outbox.postpone(claim, delivered, refused, trouble, wait)) {
            copyWhenFirstTaken(claim, delivered);
            tell(claim, Delivery.QUEUED, words.waiting(trouble, server.host(), wait));
          }
        });
  }

  /// An answer that somebody's server has taken is sent, whatever becomes of the other recipients.
  private void copyWhenFirstTaken(Outbox.Claim claim, List<Integer> delivered) {
    if (claim.interaction() != null && claim.delivered().isEmpty() && !delivered.isEmpty()) {
      sentFolders.copy(claim.id());
    }
  }

  private void tell(Outbox.Claim claim, Delivery state, @Nullable String reason) {
    if (claim.interaction() != null) {
      inbox.delivery(claim.interaction(), state, reason);
    }
  }
}
