package dev.decorum.channels;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Runs the tasks of one lane one after another, in the order in which they came, on threads that
/// all lanes share. A task ends when the stage is complete that it returns: until then it may wait
/// without a thread.
final class Lanes {

  private final Executor threads;

  /// What waits in the lanes where a task is under way.
  private final Map<String, Queue<Supplier<? extends CompletionStage<?>>>> waiting =
      new HashMap<>();

  Lanes(Executor threads) {
    this.threads = threads;
  }

  void run(String lane, Supplier<? extends CompletionStage<?>> task) {
    synchronized (waiting) {
      var before = waiting.get(lane);
      if (before != null) {
        before.add(task);
        return;
      }
      waiting.put(lane, new ArrayDeque<>());
    }
    begin(lane, task);
  }

  /// @return whether nothing is under way any more
  boolean awaitIdle(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    synchronized (waiting) {
      while (!waiting.isEmpty()) {
        long left = end - System.nanoTime();
        if (left <= 0) return false;
        TimeUnit.NANOSECONDS.timedWait(waiting, left);
      }
      return true;
    }
  }

  private void begin(String lane, Supplier<? extends CompletionStage<?>> task) {
    threads.execute(
        () -> {
          CompletionStage<?> rest = CompletableFuture.completedStage(null);
          try {
            rest = task.get();
          } finally {
            rest.whenComplete((_, _) -> next(lane));
          }
        });
  }

  private void next(String lane) {
    Supplier<? extends CompletionStage<?>> task;
    synchronized (waiting) {
      var queue = waiting.get(lane);
      task = queue == null ? null : queue.poll();
      if (task == null) {
        waiting.remove(lane);
        waiting.notifyAll();
      }
    }
    if (task != null) begin(lane, task);
  }
}
