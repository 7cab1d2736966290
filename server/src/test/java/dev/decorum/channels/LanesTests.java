package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTests {

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  @AutoClose
  private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(4);

  private final Lanes lanes = new Lanes(threads);

  @Test
  void keepsTheOrderWithinALane() throws Exception {
    var done = new ArrayList<List<Integer>>();
    for (int lane = 0; lane < 8; lane++) done.add(Collections.synchronizedList(new ArrayList<>()));

    for (int task = 0; task < 4_000; task++) {
      int no = task;
      lanes.run(
          "lane " + no % 8,
          () -> {
            done.get(no % 8).add(no);
            return DONE;
          });
    }

    assertThat(lanes.awaitIdle(Duration.ofSeconds(30))).isTrue();
    for (int lane = 0; lane < 8; lane++) {
      int first = lane;
      assertThat(done.get(lane))
          .isEqualTo(IntStream.range(0, 500).map(i -> first + 8 * i).boxed().toList());
    }
  }

  @Test
  void holdsUpNoOtherLaneWhileOneWaits() throws Exception {
    var answer = new CompletableFuture<Void>();
    var others = new CountDownLatch(100);
    var behind = new CountDownLatch(1);
    // As many as there are threads: waiting takes none of them.
    for (int i = 0; i < 4; i++) lanes.run("waits " + i, () -> answer);
    lanes.run(
        "waits 0",
        () -> {
          behind.countDown();
          return DONE;
        });

    for (int i = 0; i < 100; i++) {
      lanes.run(
          "other " + i,
          () -> {
            others.countDown();
            return DONE;
          });
    }

    assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(behind.getCount()).isEqualTo(1);
    assertThat(lanes.awaitIdle(Duration.ofMillis(50))).isFalse();
    answer.complete(null);
    assertThat(behind.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(lanes.awaitIdle(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void goesOnBehindATaskThatFails() throws Exception {
    var behind = new CountDownLatch(2);
    lanes.run("lane", () -> CompletableFuture.failedFuture(new IllegalStateException("fails")));
    lanes.run(
        "lane",
        () -> {
          behind.countDown();
          throw new AssertionError("fails as it can");
        });
    lanes.run(
        "lane",
        () -> {
          behind.countDown();
          return DONE;
        });

    assertThat(behind.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
