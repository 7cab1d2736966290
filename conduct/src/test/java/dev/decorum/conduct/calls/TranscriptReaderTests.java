package dev.decorum.conduct.calls;

import static dev.decorum.conduct.Side.AGENT;
import static dev.decorum.conduct.Side.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.conduct.Calls;
import dev.decorum.conduct.TranscriptUnreadable;
import dev.decorum.conduct.Turn;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TranscriptReaderTests {

  private final Calls reader = Calls.english();

  @Test
  void readsWebVttWithVoicesNotesAndSettings() {
    var transcript =
        reader.read(
            """
            WEBVTT - a call

            NOTE recorded for training
            purposes

            STYLE
            ::cue { color: lime }

            intro
            00:00.500 --> 00:03.250 align:start position:0%
            <v Agent>Good <i>morning</i>, you&apos;re &amp; I'm here.</v>

            01:00:04.000 --> 01:00:06.000
            <v.loud Customer>It <00:04.500>leaks!</v>
            """);

    assertThat(transcript.turns())
        .containsExactly(
            new Turn(AGENT, 0.5, 3.25, "Good morning, you're & I'm here."),
            new Turn(CLIENT, 3604, 3606, "It leaks!"));
  }

  @Test
  void readsSrtWithNamesBeforeAColonAndCuesThatGoOn() {
    var transcript =
        reader.read(
            """
            1
            00:00:01,000 --> 00:00:04,000
            Agent: Good morning,
            how can I help?

            2
            00:00:04,500 --> 00:00:06,000
            One thing first: are you well?

            3
            00:00:06,000 --> 00:00:09,000
            [Caller] My order: it is late.
            """);

    assertThat(transcript.turns())
        .containsExactly(
            new Turn(AGENT, 1, 4, "Good morning, how can I help?"),
            new Turn(AGENT, 4.5, 6, "One thing first: are you well?"),
            new Turn(CLIENT, 6, 9, "My order: it is late."));
  }

  @Test
  void readsRealNamesWhenTheAgentsAreNamed() {
    var named = Calls.english().withAgents(Set.of("Anna Berg"));

    var transcript =
        named.read(
            """
            WEBVTT

            00:01.000 --> 00:02.000
            Anna Berg: Hello.

            00:02.000 --> 00:03.000
            Tom Reed: Hi.
            """);

    assertThat(transcript.turns()).extracting(Turn::speaker).containsExactly(AGENT, CLIENT);
  }

  @Test
  void readsTurnsOfJson() {
    var transcript =
        reader.read(
            """
            {"id": 7, "extra": [true, null, -1.5e2],
             "turns": [{"speaker": "client", "start": 2, "end": 3.5, "text": "Caf\\u00e9 \\"Lind\\"?"},
                       {"speaker": "agent", "start": 0.0, "end": 1.0}]}
            """);

    assertThat(transcript.turns())
        .containsExactly(new Turn(AGENT, 0, 1, ""), new Turn(CLIENT, 2, 3.5, "Café \"Lind\"?"));
  }

  @Test
  void namesTheLineOfABrokenTime() {
    assertThatExceptionOfType(TranscriptUnreadable.class)
        .isThrownBy(() -> reader.read("WEBVTT\n\n00:01.000 --> 00:0x.000\n<v Agent>Hi"))
        .withMessage("Line 3: a time has to look like 00:00:01.000 or 00:01.000.");
  }

  @Test
  void namesTheLineOfATurnThatRunsBackwards() {
    assertThatExceptionOfType(TranscriptUnreadable.class)
        .isThrownBy(
            () -> reader.read("[\n{\"speaker\":\"agent\",\"start\":4,\"end\":3,\"text\":\"x\"}]"))
        .withMessage(
            "Line 2: turn 1 does not start at 0 s or later and end no earlier than it starts.");
  }

  @Test
  void asksWhoASpeakerIs() {
    assertThatExceptionOfType(TranscriptUnreadable.class)
        .isThrownBy(() -> reader.read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna Berg>Hi"))
        .withMessageContaining("Line 4: it is not said which side a speaker belongs to");
  }

  @Test
  void saysWhereJsonIsBroken() {
    assertThatExceptionOfType(TranscriptUnreadable.class)
        .isThrownBy(() -> reader.readJson("{\"turns\":[\n{\"speaker\":\"agent\",}]}"))
        .withMessage("Line 2: this is no JSON.");
  }
}
