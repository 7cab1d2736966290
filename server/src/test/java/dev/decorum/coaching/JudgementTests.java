package dev.decorum.coaching;

import static dev.decorum.coaching.Judgement.DOES_NOT_APPLY;
import static dev.decorum.coaching.Judgement.MET;
import static dev.decorum.coaching.Judgement.NOT_MET;
import static dev.decorum.coaching.Judgement.PARTLY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JudgementTests {

  @Test
  void questionsCountByTheirWeightsAndOnlyWhereTheyApply() {
    var questions = List.of(new Question("Greeted?", 1), new Question("Solved?", 3));

    assertThat(Judgement.mark(questions, List.of(NOT_MET, MET))).contains(75);
    assertThat(Judgement.mark(questions, List.of(DOES_NOT_APPLY, PARTLY))).contains(50);
    assertThat(Judgement.mark(questions, List.of(DOES_NOT_APPLY, DOES_NOT_APPLY))).isEmpty();
  }

  @Property
  void aBetterJudgementNeverLowersAMark(
      @ForAll @Size(min = 1, max = 8) List<Judgement> judgements,
      @ForAll @IntRange(min = 1, max = 10) int weight,
      @ForAll @IntRange(max = 7) int at) {
    int which = at % judgements.size();
    if (judgements.get(which) == DOES_NOT_APPLY) return;
    var questions = Collections.nCopies(judgements.size(), new Question("Well?", weight));
    var better = new ArrayList<>(judgements);
    better.set(which, MET);

    assertThat(Judgement.mark(questions, better).orElseThrow())
        .isGreaterThanOrEqualTo(Judgement.mark(questions, judgements).orElseThrow())
        .isBetween(0, 100);
  }
}
