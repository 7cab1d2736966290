package dev.decorum.conduct.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Context;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

class LeaksPropertiesTests {

  private static final Leaks LEAKS = Leaks.in(Language.english());
  private static final Context CONTEXT =
      Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00+01:00"))
          .keeping(
              List.of("Harbour Hotel", "Müller", "", "O'Brien & Co", "\uD800", "A"),
              List.of("", "The client is difficult and pays late, so be careful.", "\uDC00 x"))
          .between("", "Peter");

  @Property(tries = 600)
  void pointsIntoAnyTextAndNeverShowsTheWhole(@ForAll("texts") String text) {
    for (var leak : LEAKS.in(Reading.of(text, Language.english()), CONTEXT)) {
      assertThat(leak.start()).isBetween(0, leak.end() - 1);
      assertThat(leak.end()).isLessThanOrEqualTo(text.length());
      var words = text.substring(leak.start(), leak.end());
      assertThat(
              words.chars().filter(Character::isLetterOrDigit).count() <= 1
                  || !leak.shown().contains(words))
          .isTrue();
    }
  }

  @Property(tries = 300)
  void recognisersPointIntoAnyText(@ForAll("texts") String text) {
    for (var recogniser : Recogniser.values()) {
      var end = 0;
      for (var span : recogniser.in(text)) {
        assertThat(span.start()).isBetween(end, span.end());
        end = span.end();
        assertThat(end).isLessThanOrEqualTo(text.length());
      }
    }
  }

  @Property(tries = 200)
  void findsACardWhateverStandsAround(
      @ForAll("cards") String card, @ForAll("words") String before, @ForAll("words") String after) {
    var text = before + " " + card + " " + after;

    assertThat(LEAKS.in(Reading.of(text, Language.english()), CONTEXT))
        .anySatisfy(
            leak -> {
              assertThat(leak.kind().category()).isEqualTo("leak.card");
              assertThat(leak.shown()).endsWith(card.substring(card.length() - 4));
            });
  }

  @Example
  void readsElevenMegabytesInNoTime() {
    for (var piece :
        List.of(
            "1",
            "4111 ",
            "your diabetes has ",
            "password is ",
            "born ",
            "internal only ",
            "a1B2-",
            "DE89 ",
            "eyJ.",
            "-----BEGIN ",
            "Harbour ",
            "x@",
            "do not tell ",
            "1.",
            "passport a ")) {
      var text = piece.repeat(1_000_000 / piece.length());

      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> LEAKS.in(Reading.of(text, Language.english()), CONTEXT),
          piece);
    }
  }

  @Provide
  Arbitrary<String> cards() {
    return Arbitraries.of(
        "4111 1111 1111 1111", "5500-0000-0000-0004", "340000000000009", "6011000990139424");
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("", "we charged", "and then", "(thanks)", "ok?", "EUR", "—");
  }

  @Provide
  Arbitrary<String> texts() {
    var pieces =
        Arbitraries.of(
            "4111 1111 1111 1111",
            "DE89 3704 0044 0532 0130 00",
            "536-22-8741",
            "born on",
            "14 March 1986",
            "password",
            "is",
            ": ",
            "PIN",
            "4482",
            "api key",
            "AKIA",
            "eyJ",
            "-----BEGIN PRIVATE KEY-----",
            "your",
            "diabetes",
            "Harbour Hotel's",
            "internal only",
            "passport",
            "X1234567",
            "do not share",
            "client",
            "\n",
            "\n\n",
            "> ",
            " ",
            ".",
            "?",
            "\uD800",
            "\uDC00",
            "'s",
            "the client is difficult and pays late",
            "@",
            "x@y.example",
            "+1",
            "(212) 555-0147",
            "-",
            "1",
            "AB 12 34 56 C",
            "İ",
            "ß",
            "\u0000");
    return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(6))
        .list()
        .ofMaxSize(16)
        .map(parts -> String.join("", parts));
  }
}
