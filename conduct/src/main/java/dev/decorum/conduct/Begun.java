package dev.decorum.conduct;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Work that goes on beside the present thread: the parts of a language do not need each other
/// while they are read.
final class Begun<T extends @Nullable Object> {

  private final FutureTask<T> task;

  private Begun(FutureTask<T> task) {
    this.task = task;
  }

  static <T extends @Nullable Object> Begun<T> of(Callable<T> work) {
    var task = new FutureTask<T>(work);
    Thread.ofPlatform().daemon().name("decorum-conduct").start(task);
    return new Begun<>(task);
  }

  /// What came of it, once it is done; fails as the work did. Not to be broken off: what waits here
  /// takes milliseconds.
  T get() {
    var interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
