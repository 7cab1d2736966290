package dev.decorum.channels;

import dev.decorum.channels.ImapSources.Claim;
import dev.decorum.live.Live;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

/// Takes up folders that nobody fetches from, one thread each. All nodes do so; of several each
/// gets some.
@Component
@Profile("!command")
class FetchWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FetchWorker.class);

  /// Few at a time, so that nodes that start together share.
  private static final int CLAIMED_AT_ONCE = 4;

  /// Longer than it takes to commit what is being kept.
  private static final Duration ENDING = Duration.ofSeconds(5);

  private final ImapSources sources;
  private final MailFetcher fetcher;
  private final TransactionTemplate transaction;
  private final Worker worker;
  private final Map<FetchTurn, Thread> turns = new ConcurrentHashMap<>();

  FetchWorker(
      ImapSources sources,
      MailFetcher fetcher,
      Live live,
      PlatformTransactionManager transactions) {
    this.sources = sources;
    this.fetcher = fetcher;
    this.transaction = new TransactionTemplate(transactions);
    this.worker = new Worker("imap", this::look);
    live.onWake(ImapSources.QUEUE, worker::wake);
  }

  @Override
  public void start() {
    worker.start();
  }

  /// What was fetched and is being kept is kept; the leases are given back, so that another node
  /// takes over at once.
  @Override
  public void stop() {
    worker.stop();
    turns.keySet().forEach(FetchTurn::end);
    long end = System.nanoTime() + ENDING.toNanos();
    try {
      for (var thread : turns.values()) {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
      turns.keySet().forEach(FetchTurn::breakOff);
      for (var thread : turns.values()) thread.join(ENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker.running();
  }

  private boolean look() {
    tend();
    var claims = transaction.execute(_ -> sources.claim(CLAIMED_AT_ONCE));
    claims.forEach(this::begin);
    return claims.size() == CLAIMED_AT_ONCE;
  }

  /// Ends turns whose folder was taken over or has other settings, and wakes those that are wanted.
  private void tend() {
    var mine = List.copyOf(turns.keySet());
    if (mine.isEmpty()) return;
    var held = sources.held(mine.stream().map(FetchTurn::claim).toList());
    for (var turn : mine) {
      held.stream()
          .filter(one -> one.isOf(turn.claim()))
          .findFirst()
          .ifPresentOrElse(
              one -> {
                if (one.wanted()) turn.wake();
              },
              turn::breakOff);
    }
  }

  private void begin(Claim claim) {
    var turn = new FetchTurn(claim);
    var thread =
        Thread.ofVirtual()
            .name("imap")
            .unstarted(
                () -> {
                  try {
                    fetcher.run(turn);
                  } catch (RuntimeException e) {
                    // The lease runs out, and the folder is taken up again.
                    log.warn("A mailbox is left for later: {}", e.getClass().getName());
                  } finally {
                    turns.remove(turn);
                    worker.wake();
                  }
                });
    turns.put(turn, thread);
    thread.start();
  }

  @Scheduled(fixedDelayString = "PT10S")
  void renewLeases() {
    var held = turns.keySet().stream().map(FetchTurn::claim).toList();
    if (held.isEmpty()) return;
    try {
      sources.renew(held);
    } catch (DataAccessException | TransactionException e) {
      log.warn("Leases of mailboxes could not be renewed: {}", e.getClass().getName());
    }
  }
}
