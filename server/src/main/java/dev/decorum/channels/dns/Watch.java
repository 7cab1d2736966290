package dev.decorum.channels.dns;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices when DNS is away, so that mails are not held up by questions nobody will answer.
///
/// Silence about some names proves nothing: whoever owns a domain can keep its servers silent, and
/// would switch all checks off that way. So after several silences in a row a question is asked
/// that every name server answers at any time, and only its silence counts.
final class Watch {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);
  private static final int SUSPICIOUS = 5;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final NameServers servers;
  private final InstantSource clock;
  private final Runnable back;
  private int silences;
  private boolean away;
  private boolean asking;
  private long askAgainAt;

  /// @param back is told when DNS is there again
  Watch(NameServers servers, InstantSource clock, Runnable back) {
    this.servers = servers;
    this.clock = clock;
    this.back = back;
  }

  /// While this is so, nothing but the sign of life is asked for.
  boolean away() {
    boolean ask;
    synchronized (this) {
      if (!away) return false;
      ask = !asking && clock.millis() >= askAgainAt;
      asking |= ask;
    }
    if (ask) askForSignOfLife();
    return true;
  }

  Reply heard(Reply reply) {
    boolean ask;
    synchronized (this) {
      silences = reply instanceof Reply.Silence ? silences + 1 : 0;
      ask = silences >= SUSPICIOUS && !away && !asking;
      asking |= ask;
    }
    if (ask) askForSignOfLife();
    return reply;
  }

  private void askForSignOfLife() {
    servers.ask(Question.SIGN_OF_LIFE).thenAccept(reply -> settle(reply instanceof Reply.Silence));
  }

  private void settle(boolean silent) {
    // Before anybody asks again, and without the lock, which whoever hears an answer wants while
    // holding that of the answers.
    if (!silent && isAway()) back.run();
    tell(silent);
  }

  private synchronized boolean isAway() {
    return away;
  }

  private synchronized void tell(boolean silent) {
    if (silent && !away) {
      log.warn("DNS does not answer: senders of mails are not verified until it does");
    } else if (!silent && away) {
      log.info("DNS answers again");
    }
    away = silent;
    silences = 0;
    asking = false;
    askAgainAt = clock.millis() + PAUSE.toMillis();
  }
}
