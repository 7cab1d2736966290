package dev.decorum.conduct.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Signal;
import dev.decorum.conduct.Signal.Kind;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import org.junit.jupiter.api.Test;

class ListeningTests {

  private final Listening listening = Listening.english();

  private Heard hear(String message) {
    return listening.hear(Reading.of(message, Language.english()));
  }

  @Test
  void givesTheWordsThatShowASignalAsEvidence() {
    var heard = hear("Hello,\nI am really fed up. My flight leaves in two hours!");

    assertThat(heard.signals())
        .extracting(Signal::kind)
        .containsExactly(Kind.FRUSTRATION, Kind.URGENCY);
    assertThat(heard.signals().getFirst())
        .isEqualTo(new Signal(Kind.FRUSTRATION, 19, 25, "fed up"));
  }

  @Test
  void hearsNothingInAQuietMessage() {
    var heard = hear("Hi, what are your opening hours on Sunday? Thanks, Ben");

    assertThat(heard.signals()).isEmpty();
    assertThat(heard.needsSympathy()).isFalse();
  }

  @Test
  void takesPoliteFormulasForWhatTheyAre() {
    assertThat(hear("No rush at all. Thanks in advance for your answer.").signals()).isEmpty();
    assertThat(hear("I'm not complaining, just curious.").signals()).isEmpty();
  }

  @Test
  void tellsThatTheClientHasWaited() {
    var heard = hear("I have been waiting for my refund for six weeks.");

    assertThat(heard.waited()).isTrue();
    assertThat(heard.upset()).isTrue();
  }

  @Test
  void tellsThatTheClientHasLostSomebody() {
    var heard = hear("My mother passed away last week and I have to close her account.");

    assertThat(heard.bereaved()).isTrue();
    assertThat(heard.vulnerable()).isTrue();
    assertThat(heard.upset()).isFalse();
  }

  @Test
  void leavesOutWhatIsQuotedFromAnEarlierMessage() {
    var heard = hear("The date suits me.\n\nOn Monday, Ann wrote:\n> This is unacceptable!\n");

    assertThat(heard.signals()).isEmpty();
  }

  @Test
  void readsAnything() {
    for (var odd :
        new String[] {"", " ", "\n\n", "\ud800", "?!", "'", "''s", "don't", "a\udc00b"}) {
      assertThat(hear(odd).signals()).isEmpty();
    }
  }
}
