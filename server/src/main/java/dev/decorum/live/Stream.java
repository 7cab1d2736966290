package dev.decorum.live;

import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One browser that listens. News waits in a short queue until the browser's own thread writes it;
/// a browser too slow to keep up is told to fetch everything again instead.
final class Stream {

  /// What is written to the browser.
  sealed interface News {}

  record Changed(String id, Change change) implements News {}

  record Resync(String id) implements News {}

  /// The stream is over: the session ended, or the server stops.
  record End(boolean signedOut) implements News {}

  private static final int ROOM = 256;

  private final UUID member;
  private final UUID session;
  private final BlockingQueue<News> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicBoolean ended = new AtomicBoolean();

  Stream(UUID member, UUID session) {
    this.member = member;
    this.session = session;
  }

  UUID member() {
    return member;
  }

  UUID session() {
    return session;
  }

  synchronized void tell(News news) {
    if (ended.get()) {
      return;
    }
    if (!waiting.offer(news)) {
      waiting.clear();
      waiting.add(
          switch (news) {
            case Changed(String id, Change _) -> new Resync(id);
            case Resync _, End _ -> news;
          });
    }
  }

  synchronized void end(boolean signedOut) {
    if (ended.compareAndSet(false, true)) {
      waiting.clear();
      waiting.add(new End(signedOut));
    }
  }

  /// The next news, or null when there was none for so long that the connection needs a sign of
  /// life.
  @Nullable News next(long timeout, TimeUnit unit) throws InterruptedException {
    return waiting.poll(timeout, unit);
  }
}
