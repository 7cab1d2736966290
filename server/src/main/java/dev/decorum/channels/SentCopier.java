package dev.decorum.channels;

import dev.decorum.channels.SentFolders.Claim;
import dev.decorum.channels.SentFolders.Due;
import dev.decorum.channels.imap.ImapConnection;
import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.channels.imap.ImapTrouble;
import dev.decorum.channels.imap.MailFolder;
import dev.decorum.files.FileDamaged;
import dev.decorum.files.FileInfo;
import dev.decorum.files.FileNotFound;
import dev.decorum.live.Live;
import dev.decorum.mail.UnsendableAddress;
import dev.decorum.vault.KeyDestroyed;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
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

/// Copies answers that have left into the folders for sent mail, beside all sending: whatever goes
/// wrong here holds up no mail, and is said at the mailbox.
///
/// IMAP has no way to put a mail into a folder exactly once. It is looked for by its Message-ID
/// before, so that it is there twice only when a server finds a mail later than it has taken it.
@Component
@Profile("!command")
class SentCopier implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SentCopier.class);

  /// How long a server may take for an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// In how many mailboxes at a time.
  private static final int HANDS = 4;

  /// A mail takes several times its size in memory. Above this one is copied at a time.
  private static final long LARGE = 2L * 1024 * 1024;

  /// Slower than this is as good as standing still.
  private static final long BYTES_A_SECOND = 8 * 1024;

  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30));

  /// A mail that is refused: for half a day, then it is left out.
  private static final List<Duration> REFUSED_WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(8));

  /// The server says of no folder that it is for sent mail.
  static final String NO_SENT_FOLDER = "no_sent_folder";

  private final SentFolders folders;
  private final Outbox outbox;
  private final OutgoingComposer composer;
  private final SigningKeys keys;
  private final MailFetching fetching;
  private final TransactionTemplate transaction;
  private final Semaphore hands = new Semaphore(HANDS);
  private final Semaphore large = new Semaphore(1);
  private final Worker worker;
  private final Map<Claim, Turn> turns = new ConcurrentHashMap<>();

  SentCopier(
      SentFolders folders,
      Outbox outbox,
      OutgoingComposer composer,
      SigningKeys keys,
      MailFetching fetching,
      Live live,
      PlatformTransactionManager transactions) {
    this.folders = folders;
    this.outbox = outbox;
    this.composer = composer;
    this.keys = keys;
    this.fetching = fetching;
    this.transaction = new TransactionTemplate(transactions);
    this.worker = new Worker("sent", this::takeUp);
    live.onWake(SentFolders.QUEUE, worker::wake);
  }

  @Override
  public void start() {
    worker.start();
  }

  /// What is being copied is broken off, and looked for when it is tried again.
  @Override
  public void stop() {
    worker.stop();
    turns.values().forEach(Turn::breakOff);
  }

  @Override
  public boolean isRunning() {
    return worker.running();
  }

  /// @return whether there may be more
  private boolean takeUp() {
    int free = hands.drainPermits();
    List<Claim> claims = List.of();
    try {
      if (free > 0) claims = transaction.execute(_ -> folders.claim(free));
    } finally {
      hands.release(free - claims.size());
    }
    for (var claim : claims) {
      var turn = new Turn(claim);
      turns.put(claim, turn);
      Thread.ofVirtual()
          .name("sent")
          .start(
              () -> {
                try {
                  turn.run();
                } catch (RuntimeException e) {
                  // The lease runs out, and the folder is taken up again.
                  log.warn("Copies of answers are left for later: {}", e.getClass().getName());
                } finally {
                  turns.remove(claim);
                  hands.release();
                  worker.wake();
                }
              });
    }
    return free > 0 && claims.size() == free;
  }

  @Scheduled(fixedDelayString = "PT10S")
  void renewLeases() {
    turns.values().forEach(Turn::breakOffWhenStuck);
    var held = List.copyOf(turns.keySet());
    if (held.isEmpty()) return;
    try {
      folders.renew(held);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Leases of folders could not be renewed: {}", e.getClass().getName());
    }
  }

  /// A turn at one folder, until nothing is due there.
  private final class Turn {
    private final Claim claim;
    private volatile long deadline;
    private volatile boolean ended;
    private volatile @Nullable ImapConnection connection;

    Turn(Claim claim) {
      this.claim = claim;
      allow(0);
    }

    private void allow(long bytes) {
      deadline =
          System.nanoTime()
              + PATIENCE.multipliedBy(5).plusSeconds(bytes / BYTES_A_SECOND).toNanos();
    }

    /// A server that reads nothing more would hold the thread for ever.
    void breakOffWhenStuck() {
      if (System.nanoTime() - deadline > 0) breakOff();
    }

    void breakOff() {
      ended = true;
      var open = connection;
      if (open != null) open.close();
    }

    void run() {
      var server = fetching.secretServer(claim.mailbox()).orElse(null);
      if (server == null) {
        folders.release(claim);
        return;
      }
      try (var opened = fetching.connect(claim.mailbox(), server, PATIENCE)) {
        connection = opened;
        if (ended) return;
        var folder = folder(opened);
        if (folder == null) {
          folders.fail(claim, NO_SENT_FOLDER, WAITS.getLast());
          return;
        }
        opened.select(folder, false);
        copyAll(opened, folder);
        opened.signOut();
        folders.release(claim);
      } catch (ImapFailed e) {
        if (!worker.running()) {
          folders.release(claim);
          return;
        }
        log.info("Answers cannot be copied: {}", e.trouble().word());
        int step = e.trouble().lasting() ? WAITS.size() : claim.failures();
        folders.fail(claim, e.trouble().word(), WAITS.get(Math.min(step, WAITS.size() - 1)));
      }
    }

    /// @return null when there is none
    private @Nullable String folder(ImapConnection opened) throws ImapFailed {
      var all = opened.folders();
      var wanted = claim.folder();
      if (wanted == null) {
        return all.stream()
            .filter(MailFolder::isForSent)
            .map(MailFolder::name)
            .findFirst()
            .orElse(null);
      }
      if (all.stream().noneMatch(one -> one.name().equals(wanted)) && !opened.makeFolder(wanted)) {
        throw new ImapFailed(ImapTrouble.NO_FOLDER);
      }
      return wanted;
    }

    private void copyAll(ImapConnection opened, String folder) throws ImapFailed {
      while (!ended && folders.holds(claim)) {
        var due = folders.next(claim).orElse(null);
        if (due == null) return;
        try {
          copy(opened, folder, due);
        } catch (KeyDestroyed e) {
          // Whom it was written to is forgotten, and so is what was written.
          folders.copied(claim, due.mail());
        } catch (FileNotFound | FileDamaged | UncheckedIOException | UnsendableAddress e) {
          log.error("An answer cannot be made again to be copied", e);
          folders.leaveOut(claim, due.mail());
        }
      }
    }

    private void copy(ImapConnection opened, String folder, Due due) throws ImapFailed {
      var content = outbox.open(due.mail(), due.content());
      var infos = composer.attached(content);
      long size = infos.values().stream().mapToLong(FileInfo::size).sum();
      boolean isLarge = size > LARGE;
      if (isLarge) large.acquireUninterruptibly();
      try {
        allow(2 * size);
        // By the calendar of a server that is behind ours.
        var since = LocalDate.ofInstant(content.date(), ZoneOffset.UTC).minusDays(2);
        if (opened.holds('<' + content.messageId() + '>', since)) {
          folders.copied(claim, due.mail());
          return;
        }
        var mail = keys.sign(domain(content), composer.compose(content, infos).bytes());
        if (!folders.holds(claim)) return;
        if (opened.append(folder, mail, content.date())) {
          folders.copied(claim, due.mail());
        } else if (due.tries() < REFUSED_WAITS.size()) {
          folders.postpone(claim, due.mail(), REFUSED_WAITS.get(due.tries()));
        } else {
          folders.leaveOut(claim, due.mail());
        }
      } finally {
        if (isLarge) large.release();
      }
    }

    private static String domain(OutgoingContent content) {
      var address = content.from().address();
      return address.substring(address.lastIndexOf('@') + 1);
    }
  }
}
