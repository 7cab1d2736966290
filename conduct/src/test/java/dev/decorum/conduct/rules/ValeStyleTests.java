package dev.decorum.conduct.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.listening.Heard;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValeStyleTests {

  @Test
  void existenceFindsTokensWithItsMessage() {
    var style =
        style(
            "Weasel",
            """
            extends: existence
            message: "'%s' is weak."
            ignorecase: true
            level: warning
            tokens:
              - very
              - '(?:some|any)what'
            """);

    assertThat(findings(style, "Very good, somewhat late. Everything.\n\n> very"))
        .extracting(Finding::rule, Finding::text, Finding::message, Finding::level)
        .containsExactly(
            tuple("Own.Weasel", "Very", "'Very' is weak.", Level.WARNING),
            tuple("Own.Weasel", "somewhat", "'somewhat' is weak.", Level.WARNING));
  }

  @Test
  void substitutionSuggestsItsWordings() {
    var style =
        style(
            "Terms",
            """
            extends: substitution
            message: Use '%s' instead of '%s'.
            ignorecase: true
            swap:
              utili[sz]e(s|d)?: use
              e-mail: email
            """);

    assertThat(findings(style, "We utilised e-mail and email."))
        .extracting(Finding::text, Finding::suggestion, Finding::message)
        .containsExactly(
            tuple("utilised", "use", "Use 'use' instead of 'utilised'."),
            tuple("e-mail", "email", "Use 'email' instead of 'e-mail'."));
  }

  @Test
  void occurrenceCountsInItsScope() {
    var style =
        style(
            "Commas", "extends: occurrence\nmessage: Commas.\nscope: sentence\nmax: 1\ntoken: ','");

    assertThat(words(style, "One, two. One, two, three.")).containsExactly("One, two, three.");
  }

  @Test
  void repetitionFindsDoubledWords() {
    var style =
        style("Twice", "extends: repetition\nmessage: Twice.\nalpha: true\ntokens: ['[^\\s]+']");

    assertThat(words(style, "This is is fine. 7 7 too.")).containsExactly("is is");
  }

  @Test
  void consistencyFindsTheSecondWayToWrite() {
    var style =
        style("Spelling", "extends: consistency\nmessage: Mixed.\neither:\n  colour: color");

    assertThat(words(style, "The colour of a color.")).containsExactly("color");
    assertThat(words(style, "The colour of a colour.")).isEmpty();
  }

  @Test
  void conditionalWantsAnIntroduction() {
    var style =
        style(
            "Acronyms",
            """
            extends: conditional
            message: "'%s' is not explained."
            first: '\\b([A-Z]{3,5})\\b'
            second: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'
            exceptions: [USA]
            """);

    assertThat(words(style, "The Annual Percentage Rate (APR): APR. The KYC in the USA."))
        .containsExactly("KYC");
  }

  @Test
  void capitalizationLooksAtHeadings() {
    var style =
        style(
            "Headings",
            "extends: capitalization\nmessage: Capitals.\nscope: heading\nmatch: $sentence");

    assertThat(words(style, "# Your new contract\nx\n# Your New Contract Terms\n"))
        .containsExactly("Your New Contract Terms");
  }

  @Test
  void metricComparesAFormula() {
    var style =
        style(
            "Length",
            "extends: metric\nmessage: Long.\nformula: words / sentences\ncondition: '> 3'");

    assertThat(findings(style, "One two three four five.")).hasSize(1);
    assertThat(findings(style, "One two. Three.")).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsToldWithItsReason() {
    assertUnused("extends: spelling\nmessage: x", "dictionary");
    assertUnused("extends: sequence\nmessage: x", "parts of speech");
    assertUnused("extends: script\nmessage: x", "program");
    assertUnused(
        "extends: existence\nmessage: x\nscope: table.header\ntokens: [a]", "messages have not");
    assertUnused("extends: existence\nmessage: x\ntokens: ['a(?=b)']", "linear time");
    assertUnused("extends: existence\nmessage: x", "nothing to look for");
    assertThatExceptionOfType(PackProblem.class)
        .isThrownBy(() -> style("Broken", "extends: ["))
        .withMessageContaining("Own/Broken.yml, line 1");
  }

  private static void assertUnused(String yaml, String reason) {
    var style = style("Rule", yaml);

    assertThat(style.rules()).isEmpty();
    assertThat(style.unused())
        .singleElement()
        .satisfies(
            unused -> {
              assertThat(unused.file()).isEqualTo("Own/Rule.yml");
              assertThat(unused.reason()).contains(reason);
            });
  }

  private static ValeStyle style(String rule, String yaml) {
    return ValeStyle.read("Own", List.of(new Source("Own/" + rule + ".yml", yaml)));
  }

  private static List<Finding> findings(ValeStyle style, String reply) {
    var rules =
        Rules.of(
            Language.english(),
            List.of(),
            Checks.NONE,
            new Additions(List.of(), List.of(style), List.of()));
    return rules.look(
        new Exchange(
            Reading.of(reply, Language.english()),
            null,
            Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00Z")),
            new Heard(List.of(), Set.of()),
            List.of(),
            List.of(),
            List.of()));
  }

  private static List<String> words(ValeStyle style, String reply) {
    return findings(style, reply).stream().map(Finding::text).toList();
  }
}
