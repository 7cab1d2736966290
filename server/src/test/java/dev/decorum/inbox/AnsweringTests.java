package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.inbox.MessageRefused.Reason;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnsweringTests {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @Test
  void aReplyGoesToWhoeverWroteLast() {
    var people =
        List.of(known("amara@x.example", NOW), known("ellen@x.example", NOW.minusSeconds(9)));

    assertThat(Answering.reply(people)).isEqualTo(Recipients.to(Address.of("amara@x.example")));
  }

  @Test
  void aReplyToAllGoesToAllWhoTakePart() {
    var people = List.of(known("amara@x.example", NOW), known("tomas@x.example", null));

    assertThat(Answering.replyAll(people))
        .isEqualTo(
            new Recipients(
                List.of(Address.of("amara@x.example")),
                List.of(Address.of("tomas@x.example")),
                List.of()));
  }

  @Test
  void beforeAnybodyWroteAReplyGoesToWhomWeWrote() {
    var people = List.of(known("amara@x.example", null), known("tomas@x.example", null));

    assertThat(Answering.reply(people)).isEqualTo(Answering.replyAll(people));
    assertThat(Answering.reply(List.of())).isEqualTo(Recipients.NOBODY);
  }

  @Test
  void anAddressStandsWhereItStandsFirst() {
    var checked =
        Answering.checked(
            new Recipients(
                List.of(Address.of("Amara@X.example")),
                List.of(Address.of("amara@x.example"), Address.of("tomas@x.example")),
                List.of(Address.of("tomas@X.EXAMPLE"))));

    assertThat(checked)
        .isEqualTo(
            new Recipients(
                List.of(Address.of("Amara@X.example")),
                List.of(Address.of("tomas@x.example")),
                List.of()));
  }

  @Test
  void refusesWhatCannotBeSent() {
    assertRefused(Reason.NO_RECIPIENT, () -> Answering.checked(Recipients.NOBODY));
    assertRefused(
        Reason.BAD_ADDRESS,
        () -> Answering.checked(Recipients.to(Address.of("a@x.example\r\nBcc: b@x.example"))));
    assertRefused(
        Reason.TOO_MANY_RECIPIENTS,
        () ->
            Answering.checked(
                new Recipients(
                    IntStream.range(0, 51).mapToObj(i -> Address.of(i + "@x.example")).toList(),
                    List.of(),
                    List.of())));
    assertRefused(Reason.EMPTY, () -> Answering.checkText(" \n", false));
    assertRefused(
        Reason.TOO_LONG, () -> Answering.checkText("x".repeat(Answering.LONGEST_TEXT + 1), false));
    assertRefused(Reason.PAST, () -> Answering.checkTime(NOW.minusSeconds(120), NOW));
  }

  @Test
  void aFileAloneIsAMessageToo() {
    Answering.checkText("", true);

    assertThat(Answering.checkTime(NOW.minusSeconds(1), NOW)).isNull();
    assertThat(Answering.checkTime(NOW.plusSeconds(60), NOW)).isEqualTo(NOW.plusSeconds(60));
  }

  @Property
  void aSubjectIsOneLineWhateverComesIn(@ForAll String text) {
    var cut = text.substring(0, Math.min(text.length(), Answering.LONGEST_SUBJECT));

    assertThat(Answering.subject(cut).codePoints())
        .noneMatch(c -> c == '\n' || c == '\r' || c == 0);
  }

  @Test
  void aSubjectIsAnsweredOnce() {
    assertThat(Answering.replySubject("Lift out again")).isEqualTo("Re: Lift out again");
    assertThat(Answering.replySubject("RE: Lift out again")).isEqualTo("RE: Lift out again");
    assertThat(Answering.replySubject("AW: Aufzug")).isEqualTo("AW: Aufzug");
  }

  private static void assertRefused(Reason reason, Runnable work) {
    assertThatExceptionOfType(MessageRefused.class)
        .isThrownBy(work::run)
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static Participants.Known known(String address, @Nullable Instant wroteAt) {
    return new Participants.Known(new Participant(Address.of(address), null), wroteAt);
  }
}
