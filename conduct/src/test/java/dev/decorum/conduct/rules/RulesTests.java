package dev.decorum.conduct.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.Where;
import dev.decorum.conduct.listening.Heard;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTests {

  private static final Context CONTEXT =
      Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]"));

  @Test
  void phrasesAreFoundWhereNothingExcusesThem() {
    var rules =
        rules(
            """
            - id: time.soon
              phrases: [soon, as soon as possible]
              except: [as soon as you]
              unless_sentence: ["(monday|tuesday)"]
            """);

    assertThat(words(rules, "We call soon. We call as soon as possible."))
        .containsExactly("soon", "as soon as possible");
    assertThat(words(rules, "As soon as you sign, we start. Soon, by Monday.")).isEmpty();
    assertThat(words(rules, "You wrote \"soon\".\n\n> soon")).isEmpty();
  }

  @Test
  void substitutionsSuggestTheBetterWording() {
    var rules = rules("- id: plain\n  swap: {utili(s|z)e: use, in order to: to}");

    assertThat(findings(rules, "Utilise it in order to win."))
        .extracting(Finding::text, Finding::suggestion)
        .containsExactly(tuple("Utilise", "use"), tuple("in order to", "to"));
  }

  @Test
  void patternsLeaveRoomForAFewWordsInOneSentence() {
    var rules = rules("- id: far\n  phrases: [we (can|will) ... guarantee, never ... again]");

    assertThat(words(rules, "We will of course guarantee it."))
        .containsExactly("We will of course guarantee");
    assertThat(words(rules, "This will never ever happen again."))
        .containsExactly("never ever happen again");
    assertThat(words(rules, "We will do all that is in our power now to guarantee it.")).isEmpty();
    assertThat(words(rules, "That we will. Guarantee is a word.")).isEmpty();
  }

  @Test
  void namesNegationsAndNeighboursExcuse() {
    assertThat(
            words(
                rules("- id: n\n  phrases: [long]\n  unless: [name]"),
                "Dear Mr Long, it takes long."))
        .containsExactly("long");
    assertThat(
            words(
                rules("- id: n\n  phrases: [promise]\n  unless: [negated, question]"),
                "I cannot promise that. I do not know, but promise it. Promise? I promise."))
        .containsExactly("promise", "promise");
    assertThat(
            words(
                rules("- id: n\n  phrases: [quick]\n  not_after: [a]\n  not_before: [start]"),
                "a quick one, quick start, be quick"))
        .containsExactly("quick");
  }

  @Test
  void caseCountsWhereARuleSaysSo() {
    assertThat(
            words(
                rules("- id: us\n  phrases: [US, '{{']\n  case: true"),
                "Tell us in the US {{name}}"))
        .containsExactly("US", "{{");
  }

  @Test
  void aMissingPartIsAFindingOfTheWholeReply() {
    var rules = rules("- id: thanks\n  missing: [thank you]\n  zones: [body]\n  channels: [email]");

    assertThat(findings(rules, "All is well."))
        .extracting(Finding::where)
        .containsExactly(Where.DOCUMENT);
    assertThat(findings(rules, "Thank you for writing.")).isEmpty();
    assertThat(rules.look(exchange("All is well.", CONTEXT.by(Channel.CHAT)))).isEmpty();
  }

  @Test
  void figuresAreMeasuredBySentenceOrForTheWhole() {
    var rules = rules("- id: size\n  metric: {formula: words, per: sentence, over: 3}");

    assertThat(words(rules, "One two three. One two three four."))
        .containsExactly("One two three four.");
    assertThat(
            findings(
                rules("- id: size\n  metric: {formula: words / sentences, over: 3}"),
                "One. One two."))
        .isEmpty();
  }

  @Test
  void openQuestionsAreMarkedInTheClientsMessage() {
    var client = "Where can I park?";
    var question = new Question(0, 17, client, Question.State.OPEN);
    var exchange =
        new Exchange(
            Reading.of("Hello.", Language.english()),
            Reading.of(client, Language.english()),
            CONTEXT.answering(client),
            new Heard(List.of(), Set.of()),
            List.of(question),
            List.of(),
            List.of());

    assertThat(rules("- id: open\n  dialogue: open").look(exchange))
        .extracting(Finding::where, Finding::text)
        .containsExactly(tuple(Where.CLIENT_MESSAGE, client));
  }

  @Test
  void codeGetsTheListsOfItsRule() {
    Check apology =
        (_, lists, report) -> {
          if (lists.inClient("trouble").any() && !lists.inReply("sorry").any()) {
            report.missing(Level.ADVICE);
          }
        };
    var rules =
        Rules.of(
            Language.english(),
            List.of(
                pack("- id: sorry\n  code: apology\n  lists: {trouble: [broken], sorry: [sorry]}")),
            new Checks(Map.of("apology", apology), Map.of()),
            Additions.NONE);

    assertThat(rules.look(exchange("Fine.", CONTEXT.answering("It is broken."))))
        .extracting(Finding::level)
        .containsExactly(Level.ADVICE);
    assertThat(rules.look(exchange("Sorry.", CONTEXT.answering("It is broken.")))).isEmpty();
  }

  @Test
  void theLongestFindingOfACategoryStays() {
    var rules = rules("- id: a\n  phrases: [soon]\n", "- id: b\n  phrases: [very soon]");

    assertThat(words(rules, "very soon")).containsExactly("very soon");
  }

  @Test
  void layersSwitchRulesAndLevelsAndAllowWords() {
    var packs = List.of(pack("- id: a\n  phrases: [soon, APR]", "- id: b\n  phrases: [later]"));
    var organisation = layer("layer: us\nswitch: {test: advice, b: off}\nallow: [apr]");
    var team = layer("layer: billing\nswitch: {b: warning}");

    var below = Rules.of(Language.english(), packs, Checks.NONE, own(organisation));
    var above = Rules.of(Language.english(), packs, Checks.NONE, own(organisation, team));

    assertThat(findings(below, "soon, later, APR"))
        .extracting(Finding::text, Finding::level)
        .containsExactly(tuple("soon", Level.ADVICE));
    assertThat(findings(above, "later")).extracting(Finding::level).containsExactly(Level.WARNING);
  }

  @Test
  void aRuleThatFailsItsExamplesIsToldWithItsPlace() {
    var pack =
        new Source(
            "own.yaml",
            """
            guideline: own
            requirement: K10
            category: test
            level: warning
            why: Say when.
            rules:
              - id: a
                phrases: [soon]
                examples:
                  match: [We call later.]
                  miss: [We call on Monday.]
            """);
    var rules = Rules.of(Language.english(), List.of(pack), Checks.NONE, Additions.NONE);

    assertThat(rules.prove(RulesTests::exchange))
        .extracting(PackProblem::file, PackProblem::line, PackProblem::key)
        .containsExactly(tuple("own.yaml", 10, "rules[0].examples.match[0]"));
  }

  @Test
  void packsThatAreWrongAreRefusedWithFileLineAndKey() {
    assertRefused("guideline: [", 1, "");
    assertRefused("rules: []", 1, "");
    assertRefused("guideline: a\nrules:\n  - id: b\n    pharses: [c]", 4, "rules[0].pharses");
    assertRefused("guideline: a\nguideline: b\nrules: []", 2, "guideline");
    assertRefused("guideline: a\nrules: none", 2, "rules");
    assertRefused("guideline: a\nrules:\n  - id: b", 3, "rules[0]");
    assertRefused(
        "guideline: a\nrules:\n  - id: b\n    phrases: [\"a (b\"]", 4, "rules[0].phrases");
    assertRefused(
        "guideline: a\nrules:\n  - id: b\n    metric: {formula: wrods, over: 1}",
        4,
        "rules[0].metric.formula");
    assertRefused("guideline: a\nrules:\n  - id: b\n    code: unheard", 4, "rules[0].code");
  }

  @Test
  void anIdIsUsedOnce() {
    assertThatExceptionOfType(PackProblem.class)
        .isThrownBy(() -> rules("- id: a\n  phrases: [b]\n", "- id: a\n  phrases: [c]"))
        .withMessageContaining("the id a is also that of the rule in test.yaml");
  }

  private static void assertRefused(String yaml, int line, String key) {
    assertThatExceptionOfType(PackProblem.class)
        .isThrownBy(
            () ->
                Rules.of(
                    Language.english(),
                    List.of(new Source("own.yaml", yaml)),
                    Checks.NONE,
                    Additions.NONE))
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("own.yaml");
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.key()).isEqualTo(key);
            });
  }

  private static Rules rules(String... rules) {
    return Rules.of(Language.english(), List.of(pack(rules)), Checks.NONE, Additions.NONE);
  }

  /// A pack whose rules get what every rule must have.
  private static Source pack(String... rules) {
    var yaml =
        new StringBuilder(
            "guideline: tests\nrequirement: K0\ncategory: test\nlevel: warning\nwhy: Because.\nrules:\n");
    for (var rule : rules) {
      Arrays.stream(rule.split("\n")).forEach(line -> yaml.append("  ").append(line).append('\n'));
      yaml.append("    examples: {match: [x], miss: [y]}\n");
    }
    return new Source("test.yaml", yaml.toString());
  }

  private static Additions own(Layer... layers) {
    return new Additions(List.of(), List.of(), List.of(layers));
  }

  private static Layer layer(String yaml) {
    return Layer.read(new Source("layer.yaml", yaml));
  }

  private static Exchange exchange(String reply, Context context) {
    var message = context.clientMessage();
    return new Exchange(
        Reading.of(reply, Language.english()),
        message == null ? null : Reading.of(message, Language.english()),
        context,
        new Heard(List.of(), Set.of()),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Finding> findings(Rules rules, String reply) {
    return rules.look(exchange(reply, CONTEXT));
  }

  private static List<String> words(Rules rules, String reply) {
    return findings(rules, reply).stream().map(Finding::text).toList();
  }
}
