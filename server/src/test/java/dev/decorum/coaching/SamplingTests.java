package dev.decorum.coaching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SamplingTests {

  @Property
  void ofEachPersonTheSameNumberIsDrawn(
      @ForAll("written") Map<UUID, List<UUID>> written,
      @ForAll @IntRange(min = 1, max = 12) int each,
      @ForAll long seed) {
    var drawn = Sampling.draw(written, each, seed);

    assertThat(drawn).containsOnlyKeys(written.keySet());
    written.forEach(
        (person, own) ->
            assertThat(drawn.get(person))
                .hasSize(Math.min(each, own.size()))
                .doesNotHaveDuplicates()
                .isSubsetOf(own));
  }

  @Property
  void theSameSeedDrawsTheSameInWhateverOrderTheyAreGiven(
      @ForAll("written") Map<UUID, List<UUID>> written, @ForAll long seed) {
    var turned = new HashMap<UUID, List<UUID>>();
    written.forEach((person, all) -> turned.put(person, shuffled(all)));

    assertThat(Sampling.draw(turned, 5, seed)).isEqualTo(Sampling.draw(written, 5, seed));
  }

  @Property
  void whatSomebodyIsDrawnDoesNotDependOnOthers(
      @ForAll("written") Map<UUID, List<UUID>> written, @ForAll long seed) {
    var all = Sampling.draw(written, 5, seed);

    written.forEach(
        (person, own) ->
            assertThat(Sampling.draw(Map.of(person, own), 5, seed))
                .containsExactly(Map.entry(person, all.get(person))));
  }

  /// Over many seeds each message is drawn about as often as any other: with 20,000 draws of 5 from
  /// 25 each is expected 4,000 times, give or take 57 for one in three.
  @Test
  void eachMessageIsAsLikelyAsAnyOther() {
    var person = new UUID(1, 2);
    var own = new ArrayList<UUID>();
    for (int i = 0; i < 25; i++) own.add(new UUID(7, i));
    var times = new HashMap<UUID, Integer>();
    for (long seed = 0; seed < 20_000; seed++) {
      Sampling.draw(Map.of(person, own), 5, seed * 0x9E3779B97F4A7C15L)
          .forEach((_, some) -> some.forEach(one -> times.merge(one, 1, Integer::sum)));
    }

    assertThat(times).hasSize(25);
    assertThat(times.values()).allSatisfy(n -> assertThat(n).isBetween(3_700, 4_300));
    assertThat(new HashSet<>(times.values()).size()).isGreaterThan(1);
  }

  private static List<UUID> shuffled(List<UUID> all) {
    var copy = new ArrayList<>(all);
    Collections.shuffle(copy, new Random(3));
    return copy;
  }

  @Provide
  static Arbitrary<Map<UUID, List<UUID>>> written() {
    var ids =
        Arbitraries.longs()
            .tuple2()
            .map(pair -> new UUID(pair.get1(), pair.get2()))
            .list()
            .uniqueElements()
            .ofMaxSize(30);
    return Arbitraries.maps(Arbitraries.longs().map(n -> new UUID(n, ~n)), ids)
        .ofMinSize(1)
        .ofMaxSize(6);
  }
}
