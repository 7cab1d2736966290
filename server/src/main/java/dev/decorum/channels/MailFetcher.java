package dev.decorum.channels;

import dev.decorum.channels.FetchedMails.Arrival;
import dev.decorum.channels.ImapSources.Claim;
import dev.decorum.channels.ImapSources.Cursor;
import dev.decorum.channels.MissingMail.Reason;
import dev.decorum.channels.imap.Fetched;
import dev.decorum.channels.imap.ImapConnection;
import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.channels.imap.Listed;
import dev.decorum.database.DecorumProperties;
import dev.decorum.staff.Organisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Fetches what is in a folder and stays to fetch what comes, until it is told to stop or the line
/// breaks.
///
/// What has been fetched is known by the numbers of mails, never by whether they are marked as
/// seen. The server is told to mark or move a mail only after the commit that keeps it.
@Component
class MailFetcher {

  /// What is larger is listed as missing.
  static final long LARGEST = 100L * 1024 * 1024;

  /// How long a server may take for an answer.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Waiting is begun anew this often: a line that has died in silence is noticed by it.
  private static final Duration IDLE = Duration.ofMinutes(4);

  /// A server that has got a DONE answers at once, or is not there any more.
  private static final Duration DONE = Duration.ofSeconds(20);

  private static final int LISTED_AT_ONCE = 500;
  private static final int KEPT_AT_ONCE = 32;
  private static final long BYTES_AT_ONCE = 1024 * 1024;
  private static final int SETTLED_AT_ONCE = 200;

  /// How often the line may break at a mail before the others are fetched without it.
  private static final int MOST_STUMBLES = 5;

  /// The word for what goes wrong on our side.
  static final String OURS = "ours";

  /// Seconds. Lines break, and often several times in a row; a server that is there again is
  /// noticed within a minute.
  private static final List<Duration> WAITS =
      DoubleStream.of(0.2, 0.2, 0.5, 0.5, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 5, 5, 5, 5, 15, 15, 60)
          .mapToObj(seconds -> Duration.ofMillis((long) (seconds * 1000)))
          .toList();

  /// Somebody who knocks too often with a wrong password is locked out.
  private static final List<Duration> LASTING_WAITS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

  private static final Duration DATABASE_AWAY = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(MailFetcher.class);

  private final ImapLines lines;
  private final ImapSources sources;
  private final ImapLedger ledger;
  private final FetchedMails fetched;
  private final Organisation organisation;
  private final Path spool;
  private final Duration pollEvery;

  MailFetcher(
      ImapLines lines,
      ImapSources sources,
      ImapLedger ledger,
      FetchedMails fetched,
      Organisation organisation,
      DecorumProperties properties,
      ChannelsProperties settings) {
    this.lines = lines;
    this.sources = sources;
    this.ledger = ledger;
    this.fetched = fetched;
    this.organisation = organisation;
    this.spool = properties.data().resolve("spool");
    this.pollEvery = settings.pollEvery();
  }

  /// Returns when the turn is over; the lease is given back then, unless another has it.
  void run(FetchTurn turn) {
    var claim = turn.claim();
    try {
      fetchUntilEnded(turn);
      sources.release(claim);
    } catch (LeaseLost e) {
      log.debug("A mailbox is fetched by another node, or by other settings");
    } catch (ImapFailed e) {
      if (turn.ended()) {
        sources.release(claim);
      } else {
        log.info("Mail cannot be fetched: {}", e.trouble().word());
        var waits = e.trouble().lasting() ? LASTING_WAITS : WAITS;
        sources.fail(claim, e.trouble().word(), wait(waits, turn));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DataAccessResourceFailureException
        | TransientDataAccessException
        | TransactionException e) {
      log.warn("Fetched mail cannot be kept now: {}", e.getClass().getName());
      sources.fail(claim, OURS, DATABASE_AWAY);
    } catch (RuntimeException e) {
      // Mostly the disk is full.
      log.error("Mail cannot be fetched", e);
      sources.fail(claim, OURS, LASTING_WAITS.getFirst());
    }
  }

  private static Duration wait(List<Duration> waits, FetchTurn turn) {
    if (turn.progressed()) return Duration.ZERO;
    return waits.get(Math.min(turn.failures(), waits.size() - 1));
  }

  private void fetchUntilEnded(FetchTurn turn) throws ImapFailed, InterruptedException {
    var claim = turn.claim();
    try (var connection =
        lines.open(claim.server(), PATIENCE, server -> sources.renew(claim, server))) {
      turn.connected(connection);
      while (!turn.ended()) {
        new Session(turn, connection).run();
      }
      connection.signOut();
    }
  }

  /// What is done from one opening of the folder to the next.
  private final class Session {
    private final FetchTurn turn;
    private final Claim claim;
    private final IncomingServer server;
    private final ImapConnection connection;
    private final @Nullable Instant since;
    private final @Nullable LocalDate sinceDay;
    private Cursor cursor = new Cursor(0, 0);
    private boolean settling = true;

    Session(FetchTurn turn, ImapConnection connection) {
      this.turn = turn;
      this.claim = turn.claim();
      this.server = claim.server();
      this.connection = connection;
      var day = server.since();
      this.since = day == null ? null : day.atStartOfDay(organisation.zone()).toInstant();
      // The server's day may begin later than ours.
      this.sinceDay = day == null ? null : day.minusDays(1);
    }

    /// Ends when the folder should be opened again, which shows whether its numbers still hold.
    void run() throws ImapFailed, InterruptedException {
      var folder = connection.select(server.folder(), server.afterwards() != Afterwards.LEAVE);
      cursor = sources.opened(claim, folder);
      boolean news = true;
      while (news && !turn.ended()) {
        catchUp();
        if (turn.ended()) return;
        if (sources.upToDate(claim)) compare();
        turn.wentWell();
        news = awaitNews();
      }
    }

    private void catchUp() throws ImapFailed {
      boolean worked = true;
      while (worked && !turn.ended()) {
        worked = fetchNew();
        worked |= fetchMissing();
        worked |= settle();
      }
    }

    // --- fetching

    private boolean fetchNew() throws ImapFailed {
      var above = connection.above(cursor.lastUid(), sinceDay);
      for (int i = 0; i < above.length && !turn.ended(); i += LISTED_AT_ONCE) {
        var some = Arrays.copyOfRange(above, i, Math.min(i + LISTED_AT_ONCE, above.length));
        fetchAll(wanted(some));
        if (!turn.ended()) advance(some[some.length - 1]);
      }
      return above.length > 0;
    }

    /// Those of these mails that are neither here, nor older than wanted, nor too large.
    private List<Listed> wanted(long[] uids) throws ImapFailed {
      var known = ledger.known(claim.mailbox(), cursor.uidValidity(), uids);
      var wanted = new ArrayList<Listed>();
      for (var mail : list(Arrays.stream(uids).filter(uid -> !known.containsKey(uid)).toArray())) {
        if (mail.size() > LARGEST) {
          fetched.miss(claim, cursor, mail, Reason.TOO_LARGE);
        } else {
          wanted.add(mail);
        }
      }
      return wanted;
    }

    /// What the server says of those that are not older than wanted, in their order.
    private List<Listed> list(long[] uids) throws ImapFailed {
      return connection.list(uids).stream()
          .filter(
              mail -> since == null || mail.arrived() == null || !mail.arrived().isBefore(since))
          .sorted(Comparator.comparing(Listed::uid))
          .toList();
    }

    private void fetchAll(List<Listed> mails) throws ImapFailed {
      int next = 0;
      while (next < mails.size() && !turn.ended()) {
        var first = mails.get(next);
        if (stumbles(first.uid()) >= MOST_STUMBLES) {
          fetched.miss(claim, cursor, first, Reason.BREAKS_OFF);
          next++;
          continue;
        }
        int end = next + 1;
        long bytes = first.size();
        while (end < mails.size()
            && end - next < KEPT_AT_ONCE
            && bytes + mails.get(end).size() <= BYTES_AT_ONCE
            // One that broke the line goes alone, so that it takes no other with it.
            && stumbles(first.uid()) == 0
            && stumbles(mails.get(end).uid()) == 0) {
          bytes += mails.get(end++).size();
        }
        fetchSome(mails.subList(next, end));
        next = end;
      }
    }

    private int stumbles(long uid) {
      return claim.stumblingUid() != null && claim.stumblingUid() == uid ? claim.stumbles() : 0;
    }

    private void fetchSome(List<Listed> mails) throws ImapFailed {
      var got = new TreeMap<Long, Fetched>();
      try {
        boolean given = fetch(mails, got);
        keep(mails, got);
        if (got.size() == mails.size()) return;
        var left = mails.stream().filter(mail -> !got.containsKey(mail.uid())).toList();
        if (given || mails.size() == 1) {
          tellMissing(left, given ? Reason.EMPTY : Reason.UNREADABLE);
        } else {
          for (var one : left) fetchSome(List.of(one));
        }
      } catch (ImapFailed e) {
        // What is complete is not asked for again.
        if (keep(mails, got) == 0) sources.stumble(claim, mails.getFirst().uid());
        throw e;
      } finally {
        close(got);
      }
    }

    private boolean fetch(List<Listed> mails, Map<Long, Fetched> got) throws ImapFailed {
      return connection.fetch(
          uids(mails),
          LARGEST,
          spool,
          mail -> {
            var twice = got.put(mail.uid(), mail);
            if (twice != null) close(Map.of(twice.uid(), twice));
          });
    }

    /// @return how many were kept
    private int keep(List<Listed> mails, Map<Long, Fetched> got) {
      var arrivals = new ArrayList<Arrival>();
      long to = cursor.lastUid();
      boolean gap = false;
      for (var mail : mails) {
        var one = got.get(mail.uid());
        gap |= one == null;
        if (one == null) continue;
        arrivals.add(new Arrival(mail, one));
        if (!gap) to = Math.max(to, mail.uid());
      }
      if (arrivals.isEmpty()) return 0;
      var reached = new Cursor(cursor.uidValidity(), to);
      fetched.keep(claim, reached, arrivals);
      cursor = reached;
      turn.keptMail();
      return arrivals.size();
    }

    /// Those that were asked for and not given, if they are still there.
    private void tellMissing(List<Listed> mails, Reason reason) throws ImapFailed {
      for (var mail : connection.list(uids(mails))) {
        fetched.miss(claim, cursor, mail, reason);
      }
    }

    private void advance(long uid) {
      if (uid <= cursor.lastUid()) return;
      cursor = new Cursor(cursor.uidValidity(), uid);
      fetched.advance(claim, cursor);
    }

    private boolean fetchMissing() throws ImapFailed {
      var uids = ledger.again(claim, cursor, LISTED_AT_ONCE);
      if (uids.length == 0) return false;
      var there = connection.list(uids);
      ledger.forget(claim, cursor, without(uids, there));
      for (var mail : there) {
        if (mail.size() <= LARGEST) fetchSome(List.of(mail));
      }
      return true;
    }

    private static long[] without(long[] uids, List<Listed> there) {
      var known = uids(there);
      Arrays.sort(known);
      return Arrays.stream(uids).filter(uid -> Arrays.binarySearch(known, uid) < 0).toArray();
    }

    private static long[] uids(List<Listed> mails) {
      return mails.stream().mapToLong(Listed::uid).sorted().toArray();
    }

    private static void close(Map<Long, Fetched> mails) {
      for (var mail : mails.values()) {
        try {
          mail.content().close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    // --- afterwards

    /// Marks or moves what is kept. A server that refuses does not stop the fetching.
    private boolean settle() throws ImapFailed {
      if (server.afterwards() == Afterwards.LEAVE || !settling) return false;
      var uids = ledger.unsettled(claim, cursor, SETTLED_AT_ONCE);
      if (uids.length == 0) return false;
      boolean done =
          server.target() != null
              ? connection.move(uids, server.target())
              : connection.markSeen(uids);
      sources.settling(claim, done);
      if (done) {
        ledger.settled(claim, cursor, uids);
      } else {
        settling = false;
      }
      return done;
    }

    // --- comparing

    /// Compares all that is on the server with what is here.
    private void compare() throws ImapFailed {
      var all = connection.above(0, sinceDay);
      int count = 0;
      for (int i = 0; i < all.length && !turn.ended(); i += LISTED_AT_ONCE) {
        var some = Arrays.copyOfRange(all, i, Math.min(i + LISTED_AT_ONCE, all.length));
        var known = ledger.known(claim.mailbox(), cursor.uidValidity(), some);
        for (var mail : list(some)) {
          if (mail.uid() > cursor.lastUid()) continue;
          count++;
          var entry = known.get(mail.uid());
          if (entry == null) {
            fetched.miss(claim, cursor, mail, Reason.NOT_FETCHED);
          } else if (entry.kept() && !entry.matches(mail)) {
            fetched.miss(claim, cursor, mail, Reason.REPLACED);
          }
        }
      }
      if (turn.ended()) return;
      ledger.forgetAllBut(claim, cursor, all);
      sources.compared(claim, count);
    }

    // --- waiting

    /// @return false when the folder should be opened again
    private boolean awaitNews() throws ImapFailed, InterruptedException {
      if (!connection.canIdle()) {
        turn.pause(pollEvery);
        return false;
      }
      long begun = System.nanoTime();
      var over = new CountDownLatch(1);
      var watch = Thread.ofVirtual().name("imap-watch").start(() -> watch(over));
      try {
        connection.idle(IDLE);
      } finally {
        over.countDown();
        turn.wake();
        watch.join();
      }
      return System.nanoTime() - begun < IDLE.toNanos();
    }

    /// Ends the waiting when its time is over or there is something to do, and the connection when
    /// the server does not even notice.
    private void watch(CountDownLatch over) {
      try {
        turn.pause(IDLE);
        if (over.getCount() == 0) return;
        connection.endIdle();
        if (!over.await(DONE.toSeconds(), TimeUnit.SECONDS)) connection.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
