package dev.decorum.live;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker and the calls for it: any number of calls while it runs make it run once more.
final class Waker {

  private enum State {
    IDLE,
    RUNNING,
    CALLED_AGAIN
  }

  private static final Logger log = LoggerFactory.getLogger(Waker.class);

  private final String queue;
  private final Runnable worker;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  Waker(String queue, Runnable worker) {
    this.queue = queue;
    this.worker = worker;
  }

  void wake() {
    State before =
        state.getAndUpdate(now -> now == State.IDLE ? State.RUNNING : State.CALLED_AGAIN);
    if (before == State.IDLE) {
      Thread.ofVirtual().name("wake-" + queue).start(this::run);
    }
  }

  private void run() {
    do {
      state.set(State.RUNNING);
      try {
        worker.run();
      } catch (RuntimeException failure) {
        log.warn("The worker of {} failed: {}", queue, failure.getClass().getName());
      }
    } while (!state.compareAndSet(State.RUNNING, State.IDLE));
  }
}
