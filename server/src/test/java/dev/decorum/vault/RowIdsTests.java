package dev.decorum.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowIdsTests {

  @Test
  void makesIdsOfVersionSevenWithTheTimeInThem() {
    var before = System.currentTimeMillis();

    var id = RowIds.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
  }

  @Test
  void makesRisingIds() {
    var ids = IntStream.range(0, 100_000).mapToObj(_ -> RowIds.next().toString()).toList();

    assertThat(ids).isSorted();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
  }

  @Test
  void makesNoIdTwiceOnManyThreads() {
    var ids = ConcurrentHashMap.<UUID>newKeySet();

    assertThat(IntStream.range(0, 200_000).parallel().allMatch(_ -> ids.add(RowIds.next())))
        .isTrue();
  }
}
