package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

class TurnsTests {

  private final Turns turns = new Turns(Duration.ofMillis(50));

  @Test
  void fourSearchAtOnceAndTheFifthIsAskedToTryAgain() throws Exception {
    var begun = new CountDownLatch(Turns.AT_ONCE);
    var end = new CompletableFuture<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var found =
          IntStream.range(0, Turns.AT_ONCE)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () ->
                              turns.take(
                                  () -> {
                                    begun.countDown();
                                    return end.join();
                                  })))
              .toList();
      begun.await();

      assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> turns.take(() -> "too many"));

      end.complete("found");
      for (var one : found) assertThat(one.get()).isEqualTo("found");
    }
    assertThat(turns.take(() -> "room again")).isEqualTo("room again");
  }

  @Test
  void whatTheDatabaseBreaksOffTookTooLongAndLeavesItsTurn() {
    var late = new QueryTimeoutException("x", new SQLException("canceling statement", "57014"));

    for (int i = 0; i <= Turns.AT_ONCE; i++) {
      assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> turns.take(() -> fail(late)));
    }
  }

  @Test
  void anyOtherFaultStaysWhatItIs() {
    var broken = new DataIntegrityViolationException("x", new SQLException("x", "23505"));

    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> turns.take(() -> fail(broken)));
  }

  private static String fail(DataAccessException with) {
    throw with;
  }
}
