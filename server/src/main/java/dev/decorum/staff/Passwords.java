package dev.decorum.staff;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes passwords by Argon2id and compares them.
///
/// Each hash takes 32 MB and some hundred milliseconds of a processor, so only a few are made at a
/// time; who comes when too many wait is told to try again.
@Component
class Passwords {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final int MEMORY_KILOBYTES = 32 * 1024;
  private static final int ITERATIONS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KILOBYTES, ITERATIONS);
  private final Semaphore turns =
      new Semaphore(Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4), true);

  /// Stands in for the hash that an unknown account does not have. No password matches it.
  private final String nobodys = argon2.encode(Secret.random().text());

  String hash(String password) {
    return inTurn(() -> argon2.encode(password));
  }

  /// Whether this is the password. Takes the same time without a hash, and says no.
  boolean match(String password, @Nullable String hash) {
    return inTurn(() -> argon2.matches(password, hash == null ? nobodys : hash)) && hash != null;
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new TooBusy();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new TooBusy();
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
