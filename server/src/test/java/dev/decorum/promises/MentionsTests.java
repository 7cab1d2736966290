package dev.decorum.promises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MentionsTests {

  private static final String PROMISE = "I will send you the revised contracts by Friday";

  @Test
  void oneWordThatBeginsAlikeIsEnough() {
    assertThat(Mentions.in("The contract is attached.", PROMISE)).isTrue();
    assertThat(Mentions.in("We are revising it still.", PROMISE)).isTrue();
  }

  @Test
  void wordsThatStandInMostPromisesTellNothing() {
    assertThat(Mentions.in("I will send you the photos by Friday.", PROMISE)).isFalse();
    assertThat(Mentions.in("Your lift works again.", PROMISE)).isFalse();
  }

  @Test
  void whoSpeaksOfADelaySpeaksOfWhatIsLate() {
    assertThat(Mentions.in("We are sorry for the delay.", PROMISE)).isTrue();
  }

  @Test
  void aPromiseWithoutWordsOfItsOwnIsNeverHeldAgainstAnybody() {
    assertThat(Mentions.in("Your lift works again.", "I will let you know tomorrow")).isTrue();
  }
}
