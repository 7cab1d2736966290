package dev.decorum.channels;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread that looks for work when it is woken, and every second in case nobody did.
final class Worker {

  private static final Logger log = LoggerFactory.getLogger(Worker.class);

  private final String name;
  private final BooleanSupplier look;
  private final Semaphore calls = new Semaphore(0);
  private volatile boolean running;
  private @Nullable Thread thread;
  private boolean troubled;

  /// @param look takes up what is there; true when there may be more
  Worker(String name, BooleanSupplier look) {
    this.name = name;
    this.look = look;
  }

  synchronized void start() {
    running = true;
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /// Takes up nothing more from now on; what was taken up goes on.
  synchronized void stop() {
    running = false;
    wake();
    if (thread != null) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  synchronized boolean running() {
    return running && thread != null && thread.isAlive();
  }

  void wake() {
    calls.release();
  }

  private void run() {
    while (running) {
      try {
        while (running && look.getAsBoolean()) {}
        troubled = false;
      } catch (RuntimeException e) {
        // Mostly the database is away; it is said once, and looked again in a second.
        if (!troubled) {
          log.warn("The worker {} cannot look for work: {}", name, e.getClass().getName());
        }
        troubled = true;
      }
      try {
        if (calls.tryAcquire(1, TimeUnit.SECONDS)) {
          calls.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
