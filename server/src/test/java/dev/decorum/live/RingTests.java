package dev.decorum.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.decorum.live.Ring.Numbered;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTests {

  private final Ring ring = new Ring(4);

  @Test
  void replaysWhatCameAfter() {
    String start = ring.latestId();
    ring.add(change(1));
    String middle = ring.latestId();
    ring.add(change(2));
    ring.add(change(3));

    assertThat(replay(start)).containsExactly(change(1), change(2), change(3));
    assertThat(replay(middle)).containsExactly(change(2), change(3));
    assertThat(replay(ring.latestId())).isEmpty();
  }

  @Test
  void cannotReplayWhatItHasForgotten() {
    String start = ring.latestId();
    for (int i = 1; i <= 4; i++) {
      ring.add(change(i));
    }
    assertThat(replay(start)).hasSize(4);

    ring.add(change(5));

    assertThat(ring.since(start)).isEmpty();
  }

  @Test
  void cannotReplayOverAGap() {
    ring.add(change(1));
    String before = ring.latestId();

    ring.gap();
    ring.add(change(2));

    assertThat(ring.since(before)).isEmpty();
  }

  @Test
  void goesOnAfterAGap() {
    ring.gap();
    String after = ring.latestId();
    ring.add(change(2));

    assertThat(replay(after)).containsExactly(change(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "deadbeef-1", "-1", "x-y"})
  void knowsNoForeignIds(String id) {
    assertThat(ring.since(id)).isEmpty();
  }

  @Test
  void anIdOfTheFutureIsForeign() {
    assertThat(ring.since(ring.id(99))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"conversation 4821 7 x", "conversation 4821", "a b\nc 1", " 1 1"})
  void aChangeIsThreeWords(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Change.parse(text));
  }

  private List<Change> replay(String id) {
    return ring.since(id).orElseThrow().stream().map(Numbered::change).toList();
  }

  private static Change change(long version) {
    return new Change("conversation", "4821", version);
  }
}
