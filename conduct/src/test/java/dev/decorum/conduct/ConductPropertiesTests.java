package dev.decorum.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.rules.ValeStyle;
import dev.decorum.conduct.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is given, there is an answer: no exception, no offset outside of the text, no time that
/// grows faster than the text.
class ConductPropertiesTests {

  private static final Conduct ENGLISH = Conduct.english();
  private static final Conduct GERMAN = Conduct.of(Language.german());
  private static final Context CONTEXT =
      Context.sentAt(Instant.parse("2026-11-20T09:15:00Z").atZone(ZoneId.of("Europe/Berlin")));

  /// Words that rules look for, and what texts have that rules stumble over.
  private static final List<String> PIECES = pieces();

  private static List<String> pieces() {
    var all =
        new ArrayList<>(
            List.of(
                "\ud83d",
                "\ude00",
                "\ud83d\ude00",
                "\u0000",
                "\u200f",
                "\u202e",
                "\u2028",
                "\ufeff",
                "\u0130",
                "\u00df",
                "e\u0301",
                "\u6f22\u5b57",
                "\u0627\u0644",
                "\r\n",
                "\n",
                "\n\n",
                "\t",
                "```",
                "`",
                "\"",
                "\u201c",
                "'",
                "> ",
                "-- ",
                "- ",
                "1. ",
                "(",
                "[",
                "{{",
                "***",
                "...",
                "!!!",
                "?",
                ", ",
                ". ",
                ":",
                "@",
                "https://",
                "a@b.example",
                "4111 1111 1111 1111",
                "DE89 3704 0044 0532 0130 00",
                "00:00",
                "99/99/9999",
                "31/2",
                "30 February",
                "in 999999999999 days",
                "in 2147483648 weeks",
                "the 45th",
                "25:61",
                "3pm",
                "Friday",
                "next",
                "by",
                "within",
                "On Monday, X wrote:\n",
                "From:\nTo:\n",
                "Kind regards,\n",
                "Dear ",
                "PS: "));
    Stream.concat(ENGLISH.rules().stream(), GERMAN.rules().stream())
        .flatMap(rule -> Stream.concat(rule.matching().stream(), rule.missing().stream()))
        .flatMap(example -> Stream.of(example.split("(?<=[.,])\\s")))
        .forEach(all::add);
    return List.copyOf(all);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join(" ", pieces)),
        Arbitraries.of(PIECES).list().ofMaxSize(12).map(pieces -> String.join("", pieces)),
        Arbitraries.strings().all().ofMaxLength(200),
        Combinators.combine(Arbitraries.of(PIECES), Arbitraries.integers().between(1, 300))
            .as(String::repeat));
  }

  @Property(tries = 2_500)
  void anyExchangeIsReviewedWithOffsetsInsideTheTexts(
      @ForAll("texts") String reply,
      @ForAll("texts") String message,
      @ForAll("texts") String other,
      @ForAll Channel channel,
      @ForAll boolean german,
      @ForAll boolean first,
      @ForAll @LongRange(min = -30_000_000_000L, max = 30_000_000_000L) long second) {
    var context =
        Context.sentAt(Instant.ofEpochSecond(second).atZone(ZoneId.of("America/St_Johns")))
            .answering(other.length() % 5 == 0 ? null : message)
            .between(other, message)
            .by(channel)
            .onFirstContact(first)
            .in(german ? Locale.GERMANY : Locale.US)
            .keeping(List.of(other, ""), List.of(message, ""));
    var conduct = german ? GERMAN : ENGLISH;

    var review = conduct.review(reply, context);

    for (var finding : review.findings()) {
      var text = finding.where() == Where.CLIENT_MESSAGE ? message : reply;
      assertThat(finding.start()).isBetween(0, finding.end());
      assertThat(finding.end()).isLessThanOrEqualTo(text.length());
      if (finding.where() == Where.DOCUMENT) {
        assertThat(finding.end()).isZero();
      } else if (!finding.category().startsWith("leak.")) {
        assertThat(finding.text()).isEqualTo(text.substring(finding.start(), finding.end()));
      }
    }
    for (var commitment : review.commitments()) {
      assertThat(commitment.text())
          .isEqualTo(reply.substring(commitment.start(), commitment.end()));
    }
    for (var question : review.questions()) {
      assertThat(question.text()).isEqualTo(message.substring(question.start(), question.end()));
    }
    for (var signal : review.signals().signals()) {
      assertThat(signal.text()).isEqualTo(message.substring(signal.start(), signal.end()));
    }
    assertThat(review.score().overall()).isBetween(0, 100);
    assertThat(conduct.review(reply, context)).isEqualTo(review);
  }

  @Property(tries = 200)
  void aDraftIsReviewedLikeTheWholeAfterEveryEdit(
      @ForAll("texts") String message,
      @ForAll("texts") String start,
      @ForAll("edits") List<Edit> edits) {
    var context = CONTEXT.answering(message).between("Jonas", "Helen");
    var draft = ENGLISH.draft(context);
    var reply = start;

    for (var edit : edits) {
      reply = edit.in(reply);
      assertThat(draft.review(reply)).isEqualTo(ENGLISH.review(reply, context));
    }
  }

  /// Some characters taken out at a place, given in hundredths of the text, and others put in.
  private record Edit(int place, int out, String in) {
    String in(String text) {
      var from = text.length() * place / 100;
      return text.substring(0, from) + in + text.substring(Math.min(text.length(), from + out));
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 100),
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(PIECES))
        .as(Edit::new)
        .list()
        .ofMaxSize(6);
  }

  @Property(tries = 300)
  void anyPackIsReadOrRefusedWithItsPlace(
      @ForAll("packs") String yaml, @ForAll @IntRange(max = 1) int vale) {
    try {
      if (vale == 1) {
        assertThat(ValeStyle.read("Own", List.of(new Source("own.yml", yaml))).name())
            .isEqualTo("Own");
      } else {
        Conduct.of(
            Language.english(),
            new Additions(List.of(new Source("own.yml", yaml)), List.of(), List.of()));
      }
    } catch (PackProblem problem) {
      assertThat(problem.file()).isEqualTo("own.yml");
      assertThat(problem.line()).isPositive();
    }
  }

  @Provide
  Arbitrary<String> packs() {
    var line =
        Arbitraries.of(
            "guideline: own",
            "requirement: K1",
            "category: c",
            "level: warning",
            "why: w",
            "rules:",
            "  - id: a",
            "    phrases: [b, \"(c|d)?\", \"e (f\"]",
            "    swap: {g: h}",
            "    metric: {formula: (words, over: 1}",
            "    metric: {formula: words / 0, over: 1}",
            "    examples: {match: [b], miss: [z]}",
            "    unless: [negated, nothing]",
            "\t- x",
            "    channels: [fax]",
            "extends: existence",
            "message: '%s %s'",
            "tokens: ['(a+)+$', '[']",
            "scope: [x]",
            "&a [*a]",
            "? {}",
            "swap: {'(a(b)?': c}",
            "ignorecase: maybe",
            "---",
            "...",
            "\u0000",
            "extends: metric",
            "condition: '> x'",
            "formula: '((((1'");
    return line.list().ofMaxSize(14).map(lines -> String.join("\n", lines));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", " ", "\n", "\"", "'", "> x\n", "we will ", "I will call you by Friday 3pm. ", "soon ",
        "SHOUT ", "1", "4111111111111111 ", "a.b.c@", "https://", "(", "? ", "- item\n", "and if ",
        "\ud83d", "```\n", "guarantee ", "What does it cost? ", "Dear ", "word, ",
            "Kind regards,\nX\n", "if you had "
      })
  void aLongTextOfOneThingTakesTimeInProportion(String piece) {
    var text = piece.repeat(200_000 / piece.length());

    var started = System.nanoTime();
    ENGLISH.review(text, CONTEXT.answering("Where is it?").between("Jonas", "Helen"));
    ENGLISH.review("It is here.", CONTEXT.answering(text));
    ENGLISH.review(text, CONTEXT.answering(text).keeping(List.of(text), List.of(text)));

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void elevenMegabytesAreRead() {
    var text = "We will look into it and call you by Friday. Is that all right?\n".repeat(175_000);

    assertThat(ENGLISH.review(text, CONTEXT).commitments()).hasSizeGreaterThan(100_000);
  }
}
