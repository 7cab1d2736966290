package dev.decorum.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Score.Dimension;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScoreTests {

  @Test
  void aReplyWithoutFindingsHasFullMarks() {
    var score = Score.of(List.of());

    assertThat(score.overall()).isEqualTo(100);
    assertThat(score.dimensions()).hasSize(Dimension.values().length);
    assertThat(score.dimensions().values()).containsOnly(100);
  }

  @Test
  void aFindingCountsInItsDimensionAlone() {
    var score = Score.of(List.of(finding("blame", Level.WARNING)));

    assertThat(score.dimensions().get(Dimension.TONE)).isEqualTo(80);
    assertThat(score.dimensions().get(Dimension.CLARITY)).isEqualTo(100);
    assertThat(score.overall()).isEqualTo(97);
  }

  @Test
  void whatMustNotLeaveBoundsTheWhole() {
    assertThat(Score.of(List.of(finding("leak.card", Level.STOP))).overall()).isEqualTo(30);
  }

  @Property(tries = 200)
  void oneMoreFindingNeverRaisesAMark(
      @ForAll("findings") List<Finding> findings, @ForAll("finding") Finding more) {
    var before = Score.of(findings);

    var longer = new ArrayList<>(findings);
    longer.add(more);
    var after = Score.of(longer);

    assertThat(after.overall()).isBetween(0, before.overall());
    for (var dimension : Dimension.values()) {
      assertThat(after.dimensions().get(dimension))
          .isBetween(0, before.dimensions().get(dimension));
    }
  }

  @Provide
  Arbitrary<List<Finding>> findings() {
    return finding().list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<Finding> finding() {
    return Combinators.combine(
            Arbitraries.of("blame", "leak.card", "vague_time", "jargon", "own", "name.wrong"),
            Arbitraries.of(Level.values()))
        .as(ScoreTests::finding);
  }

  private static Finding finding(String category, Level level) {
    return Finding.missing(category, category, level, "why");
  }
}
