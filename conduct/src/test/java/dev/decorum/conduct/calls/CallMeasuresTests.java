package dev.decorum.conduct.calls;

import static dev.decorum.conduct.Side.AGENT;
import static dev.decorum.conduct.Side.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.CallMeasures;
import dev.decorum.conduct.Calls;
import dev.decorum.conduct.Transcript;
import dev.decorum.conduct.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallMeasuresTests {

  private static final Calls CALLS = Calls.english();

  @Test
  void countsSpeechOfEachSideAndLeavesSilenceOut() {
    var measures =
        measured(agent(0, 6, "Good morning."), client(8, 10, "Hello, I need a plumber."));

    assertThat(measures.agentSpeech()).isEqualTo(6);
    assertThat(measures.clientSpeech()).isEqualTo(2);
    assertThat(measures.agentTalkRatio()).isEqualTo(0.75);
    assertThat(measures.overlap()).isZero();
  }

  @Test
  void countsOverlapForBoth() {
    var measures =
        measured(
            agent(0, 6, "As I was saying, the boiler"), client(4, 9, "But it leaks, you see."));

    assertThat(measures.agentSpeech()).isEqualTo(6);
    assertThat(measures.clientSpeech()).isEqualTo(5);
    assertThat(measures.overlap()).isEqualTo(2);
  }

  @Test
  void anInterruptionBeginsHalfASecondBeforeTheEndAndOutlastsIt() {
    var client = client(0, 6.2, "It began on Monday when the water");

    assertThat(measured(client, agent(5.7, 9, "Which Monday was that")).interruptionsByAgent())
        .isEqualTo(1);
    assertThat(measured(client, agent(5.71, 9, "Which Monday was that")).interruptionsByAgent())
        .isZero();
    assertThat(measured(client, agent(3, 6.2, "Which Monday was that")).interruptionsByAgent())
        .isZero();
    assertThat(measured(client, agent(3, 6.21, "Which Monday was that")).interruptionsByAgent())
        .isEqualTo(1);
  }

  @Test
  void beginningTogetherInterruptsNobody() {
    var measures =
        measured(
            agent(1, 4, "Shall we look at the dates"), client(1, 6, "I wanted to ask whether"));

    assertThat(measures.interruptionsByAgent()).isZero();
    assertThat(measures.interruptionsByClient()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mm-hm", "Uh-huh.", "Yeah", "YES!", "ok", "Okay,", "right", "I see.", "Sure", "mhm", "Mm",
        "Oh!", "yep", "Got it.", "ah…"
      })
  void aBackchannelNeitherInterruptsNorIsInterrupted(String sound) {
    var talk = agent(0, 10, "The contract runs for two years and then");

    assertThat(measured(talk, client(9, 11.5, sound)).interruptionsByClient()).isZero();
    assertThat(measured(client(0, 3, sound), agent(1, 5, "Let me explain it")))
        .satisfies(measures -> assertThat(measures.interruptionsByAgent()).isZero())
        .satisfies(measures -> assertThat(measures.meanAgentResponseLatency()).isNull());
  }

  @Test
  void aShortTurnOfThreeWordsIsABackchannelAndOneOfFourIsNot() {
    var talk = agent(0, 10, "The contract runs for two years and then");

    assertThat(measured(talk, client(9.4, 10.3, "no way really")).interruptionsByClient()).isZero();
    assertThat(measured(talk, client(9.4, 10.3, "no way it does")).interruptionsByClient())
        .isEqualTo(1);
    assertThat(measured(talk, client(9.4, 10.4, "no way really")).interruptionsByClient())
        .isEqualTo(1);
  }

  @Test
  void aMonologueGoesOnOverPausesOfUpToASecondAndOverBackchannels() {
    var measures =
        measured(
            agent(0, 10, "First the roof."),
            client(10.2, 10.6, "okay"),
            agent(11, 15, "Then the walls."),
            agent(16.1, 20, "Then the floor."));

    assertThat(measures.longestMonologueAgent()).isEqualTo(15);
    assertThat(measures.longestMonologueClient()).isZero();
  }

  @Test
  void wordsOfTheOtherSideEndAMonologue() {
    var measures =
        measured(
            agent(0, 10, "First the roof."),
            client(9.5, 10.6, "And what will that cost?"),
            agent(10.8, 15, "About two thousand euros."));

    assertThat(measures.longestMonologueAgent()).isEqualTo(10);
  }

  @Test
  void latencyIsTheMeanOfTheWaitsForAnAnswer() {
    var measures =
        measured(
            client(0, 4, "Can you come on Friday?"),
            agent(5, 8, "On Friday at nine."),
            client(9, 12, "That is a bit early for me."),
            agent(11, 15, "Then at eleven, if you like."),
            client(15.5, 16, "yes"),
            agent(18, 20, "I have put it down."));

    assertThat(measures.meanAgentResponseLatency()).isEqualTo(0.5);
  }

  @Test
  void countsQuestionsAndNotAddresses() {
    var measures =
        measured(
            agent(0, 6, "What happened?? And when? See shop.example/?page=2 for it."),
            client(7, 9, "Yesterday."));

    assertThat(measures.questionsByAgent()).isEqualTo(2);
    assertThat(measures.questionsByClient()).isZero();
  }

  @Test
  void patienceIsThePartOfTheClientsTurnsThatCameToTheirEnd() {
    var measures =
        measured(
            client(0, 4, "My order has not come."),
            agent(2, 6, "Which number does it have?"),
            client(7, 9, "It is the one from May."),
            agent(9.5, 12, "I see it here in the list."));

    assertThat(measures.interruptionsByAgent()).isEqualTo(1);
    assertThat(measures.agentPatience()).isEqualTo(0.5);
  }

  @Test
  void anEmptyCallHasNoRatios() {
    var measures = measured();

    assertThat(measures).isEqualTo(new CallMeasures(null, 0, 0, 0, 0, 0, 0, 0, null, 0, 0, null));
  }

  private static CallMeasures measured(Turn... turns) {
    return CALLS.measure(new Transcript(List.of(turns)));
  }

  private static Turn agent(double start, double end, String text) {
    return new Turn(AGENT, start, end, text);
  }

  private static Turn client(double start, double end, String text) {
    return new Turn(CLIENT, start, end, text);
  }
}
