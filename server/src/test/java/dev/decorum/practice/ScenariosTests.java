package dev.decorum.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Review;
import dev.decorum.practice.Scenario.Branch;
import dev.decorum.practice.Scenario.Result;
import dev.decorum.practice.Scenario.Scene;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The scenarios that come with the product, played by the guidelines that come with it.
class ScenariosTests {

  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-11-23T09:00:00+01:00[Europe/Berlin]");

  static List<Scenario> scenarios() {
    return Scenarios.shipped().all();
  }

  @Test
  void areSix() {
    assertThat(scenarios())
        .extracting(Scenario::id)
        .containsExactly("delay", "wrong-invoice", "refusal", "demanding", "abuse", "data-breach");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void haveForEachBranchAReplyThatTakesIt(Scenario scenario) {
    var softly = new SoftAssertions();
    for (var scene : scenario.scenes().values()) {
      for (var branch : scene.branches()) {
        var review = review(scenario, scene, branch.example());
        var heard = Heard.of(branch.example(), review);
        softly
            .assertThat(scene.taken(heard))
            .as(
                "%s, scene %s, signs %s, found %s",
                scenario.id(), scene.name(), heard.signs(), found(review))
            .isEqualTo(scene.branches().indexOf(branch));
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void areWonByTheRepliesTheyRecommend(Scenario scenario) {
    var scene = scenario.first();
    int replies = 0;
    Branch taken;
    do {
      var reply = scene.best().example();
      var review = review(scenario, scene, reply);
      assertThat(review.findings())
          .as("%s, scene %s", scenario.id(), scene.name())
          .extracting(Finding::level)
          .isSubsetOf(Level.ADVICE);
      taken = scene.branches().get(scene.taken(Heard.of(reply, review)));
      replies++;
      scene = scenario.scenes().get(taken.next());
    } while (scene != null);

    assertThat(replies).isGreaterThan(1);
    assertThat(scenario.ending(taken.next()))
        .isNotNull()
        .extracting(Scenario.Ending::result)
        .isEqualTo(Result.GOOD);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void canEndInMoreThanOneWay(Scenario scenario) {
    assertThat(scenario.endings().values())
        .extracting(Scenario.Ending::result)
        .contains(Result.values());
  }

  /// A sign that is always or never there in a scene decides nothing.
  @ParameterizedTest
  @MethodSource("scenarios")
  void lookInEachSceneForWhatTheClientThereWants(Scenario scenario) {
    for (var scene : scenario.scenes().values()) {
      var wanted = EnumSet.noneOf(Sign.class);
      for (var branch : scene.branches()) wanted.addAll(branch.condition().signs().keySet());
      var curt = Sign.in(review(scenario, scene, "Good morning."));

      wanted.retainAll(EnumSet.of(Sign.ACKNOWLEDGED, Sign.ANSWERED));
      wanted.retainAll(curt);
      assertThat(wanted).as("%s, scene %s", scenario.id(), scene.name()).isEmpty();
    }
  }

  /// Whatever is seen in replies, an ending comes, and each branch is for some reply.
  @ParameterizedTest
  @MethodSource("scenarios")
  void leadSomewhereWhateverIsReplied(Scenario scenario) {
    var random = new Random(7);
    var ends = new HashSet<String>();
    var taken = new HashSet<Branch>();
    for (int walk = 0; walk < 5_000; walk++) {
      var scene = scenario.first();
      int replies = 0;
      while (scene != null) {
        var branch = scene.branches().get(scene.taken(reply(random, scene)));
        taken.add(branch);
        assertThat(++replies).isLessThanOrEqualTo(scenario.scenes().size());
        scene = scenario.scenes().get(branch.next());
        if (scene == null) ends.add(branch.next());
      }
    }

    assertThat(ends).isEqualTo(scenario.endings().keySet());
    assertThat(taken)
        .containsExactlyInAnyOrderElementsOf(
            scenario.scenes().values().stream()
                .flatMap(scene -> scene.branches().stream())
                .toList());
  }

  /// Any signs, and at times words that a branch of the scene waits for.
  private static Heard reply(Random random, Scene scene) {
    var signs = EnumSet.noneOf(Sign.class);
    for (var sign : Sign.values()) {
      if (random.nextBoolean()) signs.add(sign);
    }
    var words = new ArrayList<>(List.of("noted"));
    for (var branch : scene.branches()) words.addAll(branch.condition().words());
    return new Heard(signs, words.get(random.nextBoolean() ? 0 : random.nextInt(words.size())));
  }

  private static Review review(Scenario scenario, Scene scene, String reply) {
    return Conduct.english().review(reply, Practice.context(scenario, scene, "Sam Whitfield", NOW));
  }

  private static Set<String> found(Review review) {
    var found = new HashSet<String>();
    for (var finding : review.findings()) found.add(finding.rule() + " " + finding.text());
    return found;
  }
}
