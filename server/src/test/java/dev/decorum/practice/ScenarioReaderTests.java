package dev.decorum.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.rules.PackProblem;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioReaderTests {

  private static final String SCENARIO =
      """
      scenario: late
      version: 3
      title: Late
      about: Somebody waits.
      client: Nora Lindqvist
      channel: chat
      known: [The van is stuck.]
      secret:
        clients: [Gregor Pfeiffer]
      scenes:
        asks:
          says: Where are you?
          replies:
            - if: [answered, not blame]
              best: true
              why: You said where.
              example: In the van.
              then: thanks
            - words: [sorry]
              why: You said sorry only.
              example: Sorry.
              then: again
            - why: You said nothing.
              example: Hm.
              then: again
        again:
          says: Well?
          replies:
            - best: true
              why: It was too late.
              example: In the van.
              then: leaves
      endings:
        thanks: {result: good, says: Thanks., why: You answered.}
        leaves: {result: bad, says: Bye., why: You did not.}
      """;

  @Test
  void readsAScenario() {
    var scenario = read(SCENARIO);

    assertThat(scenario.channel()).isEqualTo(Channel.CHAT);
    assertThat(scenario.otherClients()).containsExactly("Gregor Pfeiffer");
    assertThat(scenario.scenes()).containsOnlyKeys("asks", "again");
    var scene = scenario.first();
    assertThat(scene.taken(Heard.of(Sign.ANSWERED))).isZero();
    assertThat(scene.taken(Heard.of(Sign.ANSWERED, Sign.BLAME))).isEqualTo(2);
    assertThat(scene.taken(new Heard(Set.of(), Heard.plain("So \n SORRY, really")))).isEqualTo(1);
    assertThat(scene.taken(new Heard(Set.of(), "sorryness"))).isEqualTo(2);
  }

  @Test
  void saysWithFileSceneAndKeyWhatIsWrong() {
    refuses(
        "then: leaves",
        "then: nowhere",
        "scenes.again.replies[0].then: there is no scene or ending of this name");
    refuses(
        "not blame",
        "not sulking",
        "scenes.asks.replies[0].if[1]: there is no such sign; known are [leak, ");
    refuses(
        "not blame", "not answered", "scenes.asks.replies[0].if[1]: this sign stands here twice");
    refuses("says: Well?", "", "scenes.again: the key says is missing");
    refuses(
        "says: Well?", "says: Well?\n    sings: Oh", "scenes.again.sings: this key is not known");
    refuses(
        "result: bad",
        "result: awful",
        "endings.leaves.result: one of [good, mixed, bad] is expected here");
    refuses("title: Late", "title: Late\ntitle: Later", "title: this key stands here twice");
    refuses("version: 3", "version: three", "version: a whole number is expected here");
  }

  @Test
  void refusesWhatOneCouldGetLostIn() {
    refuses(
        "then: leaves",
        "then: asks",
        "scenes.again.replies[0].then: this leads in a circle: asks, again");
    refuses("then: again", "then: thanks", "scenes.again: nothing leads here");
    refuses("then: leaves", "then: thanks", "endings.leaves: nothing leads here");
    refuses(
        "- words: [sorry]\n        why",
        "- why",
        "scenes.asks.replies[1]: only the last reply of a scene has no condition");
    refuses(
        "- why: You said nothing",
        "- if: [harsh]\n        why: You said nothing",
        "scenes.asks.replies[2]: the last reply of a scene is for all that is left, without a condition");
    refuses(
        "- words: [sorry]",
        "- if: [answered, not blame, dated]",
        "scenes.asks.replies[1]: an earlier reply is always taken before this one");
    refuses(
        "best: true\n        why: You",
        "why: You",
        "scenes.asks: one reply of a scene is the best");
    refuses(
        "result: good",
        "result: mixed",
        "endings.thanks: the best replies lead here, so it has to be good");
    refuses(
        "  leaves: {",
        "  again: {result: good, says: A, why: B}\n  leaves: {",
        "endings.again: a scene has this name already");
  }

  private static Scenario read(String yaml) {
    return ScenarioReader.read("late.yaml", yaml);
  }

  private static void refuses(String words, String instead, String problem) {
    assertThat(SCENARIO).contains(words);
    assertThatThrownBy(() -> read(SCENARIO.replace(words, instead)))
        .isInstanceOf(PackProblem.class)
        .hasMessageMatching("late\\.yaml, line \\d+, key .*(?s).*")
        .hasMessageContaining("key " + problem);
  }
}
