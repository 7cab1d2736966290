package dev.decorum.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.Layer;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MakeTests {

  private static final Context CONTEXT =
      Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]"));

  static Stream<Language> languages() {
    return Stream.of(Language.english(), Language.german());
  }

  @ParameterizedTest
  @MethodSource("languages")
  void whatTheBuildKeepsIsWhatTheTextsSay(Language language) throws IOException {
    try (var kept = Make.class.getResourceAsStream(language.tag() + ".made")) {
      assertThat(kept).isNotNull();
      assertThat(kept.readAllBytes()).isEqualTo(Conduct.made(language.anew()));
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void whatWasKeptFindsTheSame(Language language) {
    var kept = Conduct.of(language);
    var read = Conduct.of(language.fromTexts());

    assertThat(kept.rules()).isEqualTo(read.rules());
    for (var rule : read.rules()) {
      for (var text : Stream.concat(rule.matching().stream(), rule.missing().stream()).toList()) {
        var context = CONTEXT.answering(text).between("Jonas Lind", "Helen Brandt");
        assertThat(kept.review(text, context)).isEqualTo(read.review(text, context));
        assertThat(kept.listen(text)).isEqualTo(read.listen(text));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  void takesRulesAndWordsOfOnesOwn(Language language) {
    var own =
        new Source(
            "own.yaml",
            """
            guideline: own
            requirement: K9
            category: jargon
            level: warning
            why: Nobody knows these words.
            rules:
              - id: own.words
                phrases: [zorbl*, "(foo |frob )?snark"]
                examples:
                  match: [We zorbled it., The frob snark.]
                  miss: [We did it.]
            """);
    var layer = Layer.read(new Source("layer.yaml", "layer: own\nallow: [zorble, zorbled]\n"));
    var text = "zorbled zorbling, foo snark";

    var without =
        Conduct.of(language, new Additions(List.of(own), List.of(), List.of()))
            .review(text, CONTEXT);
    var with =
        Conduct.unproven(language, new Additions(List.of(own), List.of(), List.of(layer)))
            .review(text, CONTEXT);

    assertThat(found(without)).containsExactly("zorbled", "zorbling", "foo snark");
    assertThat(found(with)).containsExactly("zorbling", "foo snark");
  }

  private static List<String> found(Review review) {
    return review.findings().stream()
        .filter(finding -> finding.rule().equals("own.words"))
        .map(Finding::text)
        .toList();
  }
}
