package dev.decorum.channels;

import static java.util.stream.Collectors.toMap;

import dev.decorum.channels.IncomingMails.Incoming;
import dev.decorum.channels.IncomingMails.Taken;
import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.mail.MailUnreadable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/// Works on mails that were kept: reads them and files them.
///
/// A mail is tried three times, with a pause in between, and then waits for a person with a reason.
/// A mail that takes a worker down with it counts too, so that it cannot do so for ever.
///
/// Mails are taken up several at a time and read from the database together. Those of one author
/// are filed one after another, in the order in which they came.
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

  /// How many mails are taken up for each one that is worked on.
  private static final int AHEAD = 8;

  /// A mail of up to this size is read together with others.
  private static final int SMALL = 256 * 1024;

  /// What was taken up and not begun by then is given back: another node may have time.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How often it is tried to say who sent a mail, a second apart.
  private static final int TELLING = 30;

  private static final int LONGEST_HEAD = 32 * 1024;
  private static final Pattern FROM = Pattern.compile("(?im)^from:.*$");
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private static final String TOO_SLOW = "too_slow";
  private static final String TROUBLE = "trouble";

  private final IncomingMails mails;
  private final MailFiling filing;
  private final RawMails reader;
  private final SenderChecks senders;
  private final Files files;
  private final TransactionTemplate transaction;
  private final Semaphore room;
  private final Semaphore large = new Semaphore(1);
  private final IntakeBell bell;
  private final Worker worker;
  private final Executor threads;
  private final Lanes lanes;

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
    this.transaction = new TransactionTemplate(transactions);
    this.room = new Semaphore(settings.workers() * AHEAD);
    this.bell = bell;
    this.worker = new Worker("intake", this::takeUp);
    // Platform threads: much of what seals, indexes and reads is kept by thread.
    this.threads =
        Executors.newFixedThreadPool(
            settings.workers(), Thread.ofPlatform().daemon().name("intake-", 1).factory());
    this.lanes = new Lanes(threads);
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
      if (!lanes.awaitIdle(RawMails.BUDGET)) {
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
    int free = room.drainPermits();
    List<Taken> taken = List.of();
    try {
      // Several or none: one by one each would be a transaction of its own.
      if (free >= AHEAD) {
        taken = transaction.execute(_ -> mails.take(free));
        if (taken.size() < free) bell.noneLeft();
        else bell.takenUp(free);
      }
    } finally {
      room.release(free - taken.size());
    }
    if (taken.isEmpty()) return false;
    long begun = System.nanoTime();
    var read = readTogether(taken);
    for (var one : taken) {
      var mail = read.get(one.id());
      lanes.run(
          lane(one, mail),
          () -> {
            try {
              return handled(one, () -> workOn(one, mail, begun));
            } finally {
              room.release();
              worker.wake();
            }
          });
    }
    return taken.size() == free;
  }

  /// What fails here fails again when the mail is worked on by itself.
  private Map<UUID, Incoming> readTogether(List<Taken> taken) {
    try {
      var rows = mails.find(taken.stream().map(Taken::id).toList());
      var contents = files.small(rows.stream().map(Incoming::raw).toList(), SMALL);
      return rows.stream()
          .map(mail -> mail.with(contents.get(mail.raw())))
          .collect(toMap(Incoming::id, mail -> mail));
    } catch (RuntimeException e) {
      log.debug("Mails cannot be read together", e);
      return Map.of();
    }
  }

  /// The line that says whom a mail is from: it only decides what is worked on one after another.
  private static String lane(Taken taken, @Nullable Incoming mail) {
    if (mail == null || mail.content() == null) return taken.id().toString();
    var raw = mail.content().content();
    var head = new String(raw, 0, Math.min(raw.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
    var from = FROM.matcher(head);
    return from.find() ? from.group() : taken.id().toString();
  }

  /// Does a piece of the work on a mail, and says of what fails what becomes of the mail.
  ///
  /// @return complete when nothing is left to do
  private CompletableFuture<Void> handled(Taken taken, Supplier<CompletableFuture<Void>> work) {
    try {
      return tried(taken, work);
    } catch (RuntimeException e) {
      // Not the mail's fault: it is due again when its time as taken up ends.
      log.warn("A mail is left for later: {}", e.getClass().getName());
      return DONE;
    }
  }

  private CompletableFuture<Void> tried(Taken taken, Supplier<CompletableFuture<Void>> work) {
    try {
      return work.get();
    } catch (MailUnreadable e) {
      // The same bytes will not be readable later.
      mails.givenUp(taken, e.reason().name().toLowerCase(Locale.ROOT));
    } catch (RawMails.TooSlow | QueryTimeoutException e) {
      failed(taken, TOO_SLOW);
    } catch (RawMails.AllBusy
        | CannotCreateTransactionException
        | DataAccessResourceFailureException
        | TransactionSystemException
        | TransientDataAccessException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("A mail could not be worked on", e);
      failed(taken, TROUBLE);
    }
    return DONE;
  }

  private CompletableFuture<Void> workOn(Taken taken, @Nullable Incoming read, long begun) {
    if (taken.starts() > MOST_STARTS) {
      mails.givenUp(taken, TROUBLE);
      return DONE;
    }
    if (System.nanoTime() - begun > PATIENCE.toNanos()) {
      mails.putBack(taken);
      return DONE;
    }
    var mail = read == null ? find(taken.id()) : read;
    long size = mail.content() == null ? sizeOf(mail) : mail.content().content().length;
    return size <= LARGE
        ? file(taken, mail, RawMails.BUDGET)
        : fileLarge(taken, mail, RawMails.budget(size));
  }

  private Incoming find(UUID id) {
    return mails.find(id).orElseThrow(() -> new IllegalStateException("a mail has gone"));
  }

  private CompletableFuture<Void> fileLarge(Taken taken, Incoming mail, Duration budget) {
    if (!large.tryAcquire()) {
      mails.putBack(taken);
      return DONE;
    }
    var rest = DONE;
    try {
      mails.keep(taken, budget.multipliedBy(3));
      rest = file(taken, mail, budget);
    } finally {
      rest.whenComplete((_, _) -> large.release());
    }
    return rest;
  }

  private CompletableFuture<Void> file(Taken taken, Incoming mail, Duration budget) {
    var read = reader.read(mail, budget);
    var known = senders.now(mail, read.raw());
    if (known.isPresent()) {
      filing.file(mail, read.message(), known.get(), budget);
      return DONE;
    }
    var asked = senders.soon(mail, read.raw());
    if (filing.dependsOnSender(mail, read.message())) {
      // Nobody waits for the answer: other mails are worked on meanwhile.
      return asked.thenAcceptAsync(
          found ->
              handled(
                  taken,
                  () -> {
                    filing.file(mail, read.message(), found, budget);
                    return DONE;
                  }),
          threads);
    }
    // It is there at once; who sent it is said as soon as that is known.
    filing
        .fileBeforeSenderIsFound(mail, read.message(), budget)
        .ifPresent(where -> asked.thenAcceptAsync(found -> tell(where, found, TELLING), threads));
    return DONE;
  }

  /// @param tries how often: the database may be busy, or away for a moment
  private void tell(MailFiling.Filed filed, SenderFinding found, int tries) {
    try {
      filing.senderFound(filed, found);
    } catch (DataAccessException | TransactionException e) {
      if (tries > 1) {
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, threads)
            .execute(() -> tell(filed, found, tries - 1));
      } else {
        lost(e);
      }
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  /// The mail is there; that its sender is not verified stays true enough.
  private static void lost(RuntimeException e) {
    log.warn("What was found about a sender is lost: {}", e.getClass().getName());
  }

  private void failed(Taken taken, String reason) {
    if (taken.failures() < WAITS.size()) {
      mails.failed(taken, reason, WAITS.get(taken.failures()));
    } else {
      mails.givenUp(taken, reason);
    }
  }

  private long sizeOf(Incoming mail) {
    return files.describe(List.of(mail.raw())).values().stream().mapToLong(FileInfo::size).sum();
  }
}
