package dev.decorum.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.decorum.coaching.Kappa.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KappaTests {

  /// Of 50 both said yes to 20 and no to 15: p_o = 0.7, p_e = 0.5.
  @Test
  void ofAWorkedExampleItIsWhatTheFormulaGives() {
    var pairs = new ArrayList<Pair<Judgement>>();
    pairs.addAll(Collections.nCopies(20, new Pair<>(Judgement.MET, Judgement.MET)));
    pairs.addAll(Collections.nCopies(5, new Pair<>(Judgement.MET, Judgement.NOT_MET)));
    pairs.addAll(Collections.nCopies(10, new Pair<>(Judgement.NOT_MET, Judgement.MET)));
    pairs.addAll(Collections.nCopies(15, new Pair<>(Judgement.NOT_MET, Judgement.NOT_MET)));

    assertThat(kappa(pairs)).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void withoutPairsOrWithOneJudgementOnlyThereIsNothingToSay() {
    var same = new Pair<>(Judgement.MET, Judgement.MET);

    assertThat(Kappa.of(List.of(), Judgement.class)).isEmpty();
    assertThat(Kappa.of(Collections.nCopies(30, same), Judgement.class)).isEmpty();
  }

  @Property
  void itIsOneExactlyWhereAllAgree(@ForAll("pairs") List<Pair<Judgement>> pairs) {
    Assume.that(Kappa.of(pairs, Judgement.class).isPresent());

    assertThat(kappa(pairs)).isBetween(-1.0, 1.0);
    assertThat(kappa(pairs) == 1)
        .isEqualTo(pairs.stream().allMatch(pair -> pair.first() == pair.second()));
  }

  @Property
  void itDoesNotMatterWhoIsFirstNorInWhichOrderTheyJudged(
      @ForAll("pairs") List<Pair<Judgement>> pairs) {
    var turned =
        pairs.reversed().stream().map(pair -> new Pair<>(pair.second(), pair.first())).toList();

    assertThat(Kappa.of(turned, Judgement.class)).isEqualTo(Kappa.of(pairs, Judgement.class));
  }

  @Property
  void itDoesNotMatterWhatTheJudgementsAreCalled(@ForAll("pairs") List<Pair<Judgement>> pairs) {
    var others =
        pairs.stream().map(pair -> new Pair<>(next(pair.first()), next(pair.second()))).toList();

    assertThat(Kappa.of(others, Judgement.class)).isEqualTo(Kappa.of(pairs, Judgement.class));
  }

  @Property
  void whoJudgesWithoutLookingAgreesByChanceOnly(
      @ForAll("habits") List<Judgement> first, @ForAll("habits") List<Judgement> second) {
    var pairs =
        first.stream()
            .flatMap(one -> second.stream().map(other -> new Pair<>(one, other)))
            .toList();
    Assume.that(Kappa.of(pairs, Judgement.class).isPresent());

    assertThat(kappa(pairs)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, poor",
    "0, slight",
    "0.4, fair",
    "0.41, moderate",
    "0.61, substantial",
    "0.8, substantial",
    "0.81, almost_perfect",
    "1, almost_perfect"
  })
  void thereIsAWordForIt(double kappa, String word) {
    assertThat(Kappa.word(kappa)).isEqualTo(word);
  }

  private static double kappa(List<Pair<Judgement>> pairs) {
    return Kappa.of(pairs, Judgement.class).orElseThrow();
  }

  private static Judgement next(Judgement one) {
    return Judgement.values()[(one.ordinal() + 1) % Judgement.values().length];
  }

  @Provide
  static Arbitrary<List<Pair<Judgement>>> pairs() {
    var one = Arbitraries.of(Judgement.class);
    return Combinators.combine(one, one).as(Pair::new).list().ofMaxSize(60);
  }

  @Provide
  static Arbitrary<List<Judgement>> habits() {
    return Arbitraries.of(Judgement.class).list().ofMinSize(1).ofMaxSize(12);
  }
}
