package dev.decorum.conduct.commitments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitmentsTests {

  private static final ZonedDateTime FRIDAY =
      ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]");

  private static List<Commitment> in(String text) {
    return in(Language.english(), text);
  }

  private static List<Commitment> in(Language language, String text) {
    return Commitments.of(language).in(Reading.of(text, language), FRIDAY, Locale.UK);
  }

  @Test
  void marksThePromiseWithItsTimeAndNoMore() {
    var reply = "Dear Ms Brandt,\n\nThank you. I'll send the quote by Friday 3pm to your office.";

    var commitments = in(reply);

    assertThat(commitments).hasSize(1);
    var promise = commitments.getFirst();
    assertThat(promise.text()).isEqualTo("I'll send the quote by Friday 3pm");
    assertThat(reply.substring(promise.start(), promise.end())).isEqualTo(promise.text());
    assertThat(promise.due())
        .isEqualTo(new Due.Minute(ZonedDateTime.parse("2026-11-27T15:00:00+01:00[Europe/Berlin]")));
    assertThat(promise.condition()).isNull();
  }

  @Test
  void partsPromisesThatHaveTimesOfTheirOwn() {
    var commitments = in("I'll order the part today and fit it on Wednesday.");

    assertThat(commitments)
        .extracting(Commitment::text)
        .containsExactly("I'll order the part today", "fit it on Wednesday");
    assertThat(commitments)
        .extracting(Commitment::due)
        .containsExactly(
            new Due.Day(LocalDate.parse("2026-11-20")), new Due.Day(LocalDate.parse("2026-11-25")));
  }

  @Test
  void saysOnWhatAPromiseDepends() {
    assertThat(in("As soon as you sign, we will ship the scanners."))
        .extracting(Commitment::text, Commitment::condition)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "we will ship the scanners", "As soon as you sign"));
    assertThat(in("We'll text you as soon as it is here."))
        .extracting(Commitment::text, Commitment::condition)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("We'll text you", "as soon as it is here"));
  }

  @Test
  void countsNothingFromAnEventThatHasNoDay() {
    assertThat(in("Once we receive the form, we will pay within two days."))
        .extracting(Commitment::due)
        .containsExactly(new Due.None());
  }

  @Test
  void goesBackToADayNamedBefore() {
    assertThat(in("If the part arrives on Tuesday, our plumber will fit it the same day."))
        .extracting(Commitment::due)
        .containsExactly(new Due.Day(LocalDate.parse("2026-11-24")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Let me check and come back to you by noon tomorrow.",
        "Expect a call from our claims team on Monday.",
        "Your refund will be processed within five working days.",
        "You will hear from us by the 15th.",
        "Consider it done.",
        "Our engineer comes on Tuesday at 9.",
        "A full report will follow by end of day.",
        "I have asked our plumber to ring you on Monday before noon.",
        "By Tuesday the committee's answer will be with you.",
        "Your technician is booked for Thursday, 26 November, 8:00."
      })
  void knowsAPromiseInItsManyForms(String text) {
    assertThat(in(text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We answer all letters within two days.",
        "Our office opens at 9 on Monday.",
        "We might be able to ship it on Friday.",
        "Unfortunately we will not be able to deliver before Christmas.",
        "I'll be honest with you: the wiring is old.",
        "I'll be happy to help if you have other questions.",
        "The offer is valid until Friday.",
        "You wrote: \"I will pay on Monday.\"",
        "Will you be at home on Thursday?",
        "We look forward to seeing you on Monday at 10 am.",
        "We aim to reply within one working day.",
        "My colleague told you that we would call on Monday.",
        "> We will refund you by Friday.\n\nIs this the message you mean?",
        "We will need a copy of your licence by Friday.",
        "I hope that we'll see you again on Sunday.",
        "You asked if we will refund the ticket.",
        "Orders placed before noon are usually dispatched the same day."
      })
  void takesNothingForAPromiseThatIsNone(String text) {
    assertThat(in(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ich schicke Ihnen das Angebot bis Freitag, 15 Uhr.            | 2026-11-27T15:00+01:00
          Wir werden den Betrag bis zum 30. November überweisen.        | 2026-11-30
          Ihre Erstattung wird innerhalb von fünf Werktagen bearbeitet. | 2026-11-27
          Die Ware wird zwischen Montag und Mittwoch geliefert.         | 2026-11-23..2026-11-25
          Bis Montag hören Sie von uns.                                 | 2026-11-23
          Unser Techniker kommt am Dienstag um halb drei.               | 2026-11-24T14:30+01:00
          Wir kümmern uns darum.                                        | none
          """)
  void knowsGermanPromises(String text, String due) {
    var commitments = in(Language.german(), text);

    assertThat(commitments).hasSize(1);
    assertThat(spoken(commitments.getFirst().due())).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wir freuen uns auf Ihren Besuch am Montag.",
        "Wir antworten in der Regel innerhalb von zwei Tagen.",
        "Bitte schicken Sie uns das Formular bis Freitag.",
        "Wir werden Ihnen das Geld nicht erstatten.",
        "Wir können am Freitag leider nicht liefern.",
        "Anbei erhalten Sie die Rechnung vom 3. November.",
        "Können wir am Montag telefonieren?"
      })
  void takesNoGermanSentenceForAPromiseThatIsNone(String text) {
    assertThat(in(Language.german(), text)).isEmpty();
  }

  private static String spoken(Due due) {
    return switch (due) {
      case Due.Minute(var at) -> at.toOffsetDateTime().toString();
      case Due.Day(var date) -> date.toString();
      case Due.Range(var from, var to) -> from + ".." + to;
      case Due.None() -> "none";
    };
  }

  @Test
  void followsEndlessSentences() {
    // A sentence without an end is cut, and what follows does not say who promises.
    assertThat(in("I will " + "call you today and ".repeat(50_000))).hasSizeBetween(50, 100);
    assertThat(in("if you sign once ".repeat(50_000))).isEmpty();
    assertThat(in("the of and you will be your ".repeat(50_000))).isEmpty();
  }

  @Property(tries = 300)
  void readsAnyText(@ForAll String noise) {
    for (var text : List.of(noise, "I'll " + noise + " by Friday", "on 31/" + noise)) {
      for (var commitment : in(text)) {
        assertThat(text.substring(commitment.start(), commitment.end()))
            .isEqualTo(commitment.text());
      }
    }
  }
}
