package dev.decorum.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// Listens to the database for news from all nodes, on a connection it keeps for itself. When the
/// connection is lost it comes back as soon as the database does, and treats the time between as a
/// gap: browsers fetch again, workers look again.
@Component
@Profile("!command")
class Listener implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final int WAIT_MILLIS = 10_000;
  private static final int ANSWER_WITHIN_SECONDS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final JdbcConnectionDetails database;
  private final Live live;
  private final Streams streams;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private boolean running;
  private @Nullable Connection current;
  private @Nullable Thread thread;

  Listener(JdbcConnectionDetails database, Live live, Streams streams) {
    this.database = database;
    this.live = live;
    this.streams = streams;
  }

  @Override
  public void start() {
    lock.lock();
    try {
      running = true;
      thread = Thread.ofVirtual().name("live-listener").start(this::run);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    boolean connectedBefore = false;
    while (isRunning()) {
      try (Connection connection = connect()) {
        if (!keep(connection)) {
          return;
        }
        listen(connection);
        if (connectedBefore) {
          log.info("Listening to the database again");
          streams.gap();
        }
        live.wokenAll();
        connectedBefore = true;
        pause = FIRST_PAUSE;
        receive(connection);
      } catch (SQLException lost) {
        if (isRunning()) {
          log.warn("Not listening to the database: SQL state {}", lost.getSQLState());
        }
      } catch (RuntimeException unexpected) {
        log.warn("Not listening to the database: {}", unexpected.getClass().getName());
      } finally {
        forget();
      }
      if (!pause(pause)) {
        return;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.getJdbcUrl(), database.getUsername(), database.getPassword());
  }

  private static void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + Live.CHANGES);
      statement.execute("listen " + Live.WAKE_UPS);
    }
  }

  private void receive(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (isRunning()) {
      PGNotification[] news = postgres.getNotifications(WAIT_MILLIS);
      if (news == null || news.length == 0) {
        if (!connection.isValid(ANSWER_WITHIN_SECONDS)) {
          throw new SQLException("The connection is gone", "08006");
        }
        continue;
      }
      var changes = new ArrayList<Change>();
      for (PGNotification one : news) {
        if (one.getName().equals(Live.WAKE_UPS)) {
          live.woken(one.getParameter());
        } else {
          changes.add(Change.parse(one.getParameter()));
        }
      }
      if (!changes.isEmpty()) {
        streams.publish(changes);
      }
    }
  }

  private boolean keep(Connection connection) {
    lock.lock();
    try {
      current = connection;
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void forget() {
    lock.lock();
    try {
      current = null;
    } finally {
      lock.unlock();
    }
  }

  /// Whether to go on after the pause; a stop ends it at once.
  private boolean pause(Duration duration) {
    lock.lock();
    try {
      long left = duration.toNanos();
      while (running && left > 0) {
        left = stopped.awaitNanos(left);
      }
      return running;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    Thread ending;
    lock.lock();
    try {
      running = false;
      stopped.signalAll();
      if (current != null) {
        current.abort(Runnable::run);
      }
      ending = thread;
    } catch (SQLException alreadyGone) {
      ending = thread;
    } finally {
      lock.unlock();
    }
    if (ending != null) {
      try {
        ending.join(TimeUnit.SECONDS.toMillis(2));
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }
}
