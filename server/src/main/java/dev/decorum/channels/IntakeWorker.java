package dev.decorum.channels;

import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.mail.MailUnreadable;
import dev.decorum.mail.Message;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionTemplate;

/// Works on mails that were kept: reads them and files them.
///
/// A mail is tried three times, with a pause in between, and then waits for a person with a reason.
/// A mail that takes a worker down with it counts too, so that it cannot do so for ever.
@Component
@Profile("!command")
class IntakeWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(IntakeWorker.class);
  private static final List<Duration> WAITS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

  /// How often a mail may be taken up although it neither failed nor was finished.
  private static final int MOST_STARTS = 5;

  /// A mail takes several times its size in memory. Above this one is worked on at a time.
  private static final int LARGE = 2 * 1024 * 1024;

  private static final String TOO_SLOW = "too_slow";
  private static final String TROUBLE = "trouble";

  private final IncomingMails mails;
  private final MailFiling filing;
  private final RawMails reader;
  private final SenderChecks senders;
  private final Files files;
  private final PlatformTransactionManager transactions;
  private final TransactionTemplate transaction;
  private final Semaphore hands;
  private final Semaphore large = new Semaphore(1);
  private final int most;
  private final Worker worker;

  IntakeWorker(
      IncomingMails mails,
      MailFiling filing,
      RawMails reader,
      SenderChecks senders,
      Files files,
      IntakeBell bell,
      ChannelsProperties settings,
      PlatformTransactionManager transactions) {
    this.mails = mails;
    this.filing = filing;
    this.reader = reader;
    this.senders = senders;
    this.files = files;
    this.transactions = transactions;
    this.transaction = new TransactionTemplate(transactions);
    this.most = settings.workers();
    this.hands = new Semaphore(most);
    this.worker = new Worker("intake", this::takeUp);
    bell.onRing(worker::wake);
  }

  @Override
  public void start() {
    worker.start();
  }

  /// Mails that were taken up are finished.
  @Override
  public void stop() {
    worker.stop();
    try {
      if (hands.tryAcquire(most, RawMails.BUDGET.toSeconds(), TimeUnit.SECONDS)) {
        hands.release(most);
      } else {
        log.warn("Mails are still being worked on; they will be taken up again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker.running();
  }

  private boolean takeUp() {
    int free = hands.drainPermits();
    List<IncomingMails.Taken> taken = List.of();
    try {
      if (free > 0) {
        taken = transaction.execute(_ -> mails.take(free));
      }
    } finally {
      hands.release(free - taken.size());
    }
    for (var one : taken) {
      Thread.ofVirtual()
          .name("intake")
          .start(
              () -> {
                try {
                  workOn(one);
                } catch (RuntimeException e) {
                  log.warn("A mail is left for later: {}", e.getClass().getName());
                } finally {
                  hands.release();
                  worker.wake();
                }
              });
    }
    return free > 0 && taken.size() == free;
  }

  private void workOn(IncomingMails.Taken taken) {
    if (taken.starts() > MOST_STARTS) {
      mails.givenUp(taken.id(), TROUBLE);
      return;
    }
    try {
      var mail =
          mails.find(taken.id()).orElseThrow(() -> new IllegalStateException("a mail has gone"));
      long size = sizeOf(mail);
      if (size <= LARGE) {
        file(mail, RawMails.BUDGET);
      } else {
        fileLarge(mail, RawMails.budget(size));
      }
    } catch (MailUnreadable e) {
      // The same bytes will not be readable later.
      mails.givenUp(taken.id(), e.reason().name().toLowerCase(Locale.ROOT));
    } catch (RawMails.TooSlow | TransactionTimedOutException | QueryTimeoutException e) {
      failed(taken, TOO_SLOW);
    } catch (CannotCreateTransactionException
        | DataAccessResourceFailureException
        | TransactionSystemException
        | TransientDataAccessException e) {
      // Not the mail's fault: it is due again when its time as taken up ends.
      throw e;
    } catch (RuntimeException e) {
      log.error("A mail could not be worked on", e);
      failed(taken, TROUBLE);
    }
  }

  private void fileLarge(IncomingMails.Incoming mail, Duration budget) {
    if (!large.tryAcquire()) {
      mails.putBack(mail.id());
      return;
    }
    try {
      mails.keep(mail.id(), budget.multipliedBy(3));
      file(mail, budget);
    } finally {
      large.release();
    }
  }

  private void file(IncomingMails.Incoming mail, Duration budget) {
    var read = reader.read(mail, budget);
    var known = senders.now(mail, read.raw());
    if (known.isPresent()) {
      file(mail, read.message(), known.get(), budget);
      return;
    }
    var asked = senders.soon(mail, read.raw());
    if (filing.dependsOnSender(mail, read.message())) {
      file(mail, read.message(), await(asked), budget);
      return;
    }
    // It is there at once; who sent it is said as soon as that is known.
    var filed = file(mail, read.message(), SenderFinding.NOT_CHECKED, budget);
    filed.ifPresent(where -> asked.thenAccept(found -> tell(where, found)));
  }

  private Optional<MailFiling.Filed> file(
      IncomingMails.Incoming mail, Message message, SenderFinding sender, Duration budget) {
    var limited = new TransactionTemplate(transactions);
    limited.setTimeout(Math.toIntExact(budget.toSeconds()));
    return limited.execute(_ -> filing.file(mail.id(), message, sender));
  }

  /// Waits without keeping other mails from being worked on.
  private SenderFinding await(CompletableFuture<SenderFinding> asked) {
    hands.release();
    try {
      return asked.join();
    } finally {
      hands.acquireUninterruptibly();
    }
  }

  private void tell(MailFiling.Filed filed, SenderFinding found) {
    hands.acquireUninterruptibly();
    try {
      filing.senderFound(filed, found);
    } catch (RuntimeException e) {
      // The mail is there; that its sender is not verified stays true enough.
      log.warn("What was found about a sender is lost: {}", e.getClass().getName());
    } finally {
      hands.release();
    }
  }

  private void failed(IncomingMails.Taken taken, String reason) {
    if (taken.failures() < WAITS.size()) {
      mails.failed(taken.id(), reason, WAITS.get(taken.failures()));
    } else {
      mails.givenUp(taken.id(), reason);
    }
  }

  private long sizeOf(IncomingMails.Incoming mail) {
    return files.describe(List.of(mail.raw())).values().stream().mapToLong(FileInfo::size).sum();
  }
}
