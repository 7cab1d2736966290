package dev.decorum.conduct.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.conduct.Calls;
import dev.decorum.conduct.Side;
import dev.decorum.conduct.Transcript;
import dev.decorum.conduct.TranscriptUnreadable;
import dev.decorum.conduct.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CallPropertiesTests {

  private static final Calls CALLS = Calls.english();

  /// Seconds are sums of fractions that binary numbers do not hold exactly.
  private static final double ROUNDING = 1e-6;

  @Property(tries = 400)
  void neverCountsMoreThanThereIs(@ForAll("turns") List<Turn> turns) {
    var measures = CALLS.measure(new Transcript(turns));

    var last = turns.stream().mapToDouble(Turn::end).max().orElse(0);
    assertThat(measures.overlap())
        .isBetween(0.0, Math.min(measures.agentSpeech(), measures.clientSpeech()) + ROUNDING);
    assertThat(measures.agentSpeech()).isBetween(0.0, last + ROUNDING);
    assertThat(measures.longestMonologueAgent()).isBetween(0.0, last + ROUNDING);
    assertThat(measures.interruptionsByAgent()).isBetween(0, turns.size());
    assertThat(measures.agentSpeech() + measures.clientSpeech() - measures.overlap())
        .isBetween(0.0, last + ROUNDING);
  }

  @Property(tries = 200)
  void doesNotDependOnTheOrderInWhichTurnsAreGiven(
      @ForAll("distinctTurns") List<Turn> turns, @ForAll long seed) {
    var shuffled = new ArrayList<>(turns);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(CALLS.measure(new Transcript(shuffled)))
        .isEqualTo(CALLS.measure(new Transcript(turns)));
  }

  @Property(tries = 200)
  void changingSidesChangesTheMeasuresOver(@ForAll("distinctTurns") List<Turn> turns) {
    var swapped =
        turns.stream()
            .map(
                turn ->
                    new Turn(
                        turn.speaker() == Side.AGENT ? Side.CLIENT : Side.AGENT,
                        turn.start(),
                        turn.end(),
                        turn.text()))
            .toList();

    var one = CALLS.measure(new Transcript(turns));
    var other = CALLS.measure(new Transcript(swapped));

    assertThat(other.agentSpeech()).isEqualTo(one.clientSpeech());
    assertThat(other.overlap()).isEqualTo(one.overlap());
    assertThat(other.interruptionsByClient()).isEqualTo(one.interruptionsByAgent());
    assertThat(other.longestMonologueClient()).isEqualTo(one.longestMonologueAgent());
    assertThat(other.questionsByAgent()).isEqualTo(one.questionsByClient());
  }

  @Property(tries = 500)
  void readsAnyTextOrSaysWhichLineIsWrong(@ForAll("almostTranscripts") String text) {
    for (var reader : List.of(CALLS, CALLS.withAgents(Set.of("Anna")))) {
      try {
        assertThat(reader.read(text).turns()).isNotNull();
      } catch (TranscriptUnreadable unreadable) {
        assertThat(unreadable.line()).isPositive();
        assertThat(unreadable).hasMessageStartingWith("Line ");
      }
    }
  }

  @Property(tries = 100)
  void aTurnThatEndsBeforeItStartsIsRefused(@ForAll("seconds") double start) {
    assertThatThrownBy(() -> new Turn(Side.AGENT, start + 1, start, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Double> seconds() {
    return Arbitraries.integers().between(0, 600).map(tenths -> tenths / 10.0);
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    return turn().list().ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Turn>> distinctTurns() {
    return turn().list().ofMaxSize(20).uniqueElements(turn -> List.of(turn.start(), turn.end()));
  }

  private Arbitrary<Turn> turn() {
    return Combinators.combine(
            Arbitraries.of(Side.class),
            seconds(),
            Arbitraries.integers().between(0, 120),
            Arbitraries.of("Okay", "And what does it cost?", "", "The invoice is on its way"))
        .as((side, start, length, text) -> new Turn(side, start, start + length / 10.0, text));
  }

  @Provide
  Arbitrary<String> almostTranscripts() {
    return Arbitraries.of(
            "WEBVTT",
            "\n",
            "\n\n",
            "1",
            "00:01.000 --> 00:02.000",
            "00:00:01,5 --> 00:00:09,0",
            " --> ",
            "<v Agent>",
            "<v Anna Berg>",
            "Anna: hello",
            "Client: ",
            "[",
            "]",
            "{",
            "}",
            "\"turns\"",
            ":",
            ",",
            "\"speaker\":\"agent\"",
            "\"start\":0",
            "\"end\":1e3",
            "-",
            "<",
            "NOTE x",
            "\uD800",
            "null",
            "\"\\u00",
            "&lt;",
            "\uFEFF")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }
}
