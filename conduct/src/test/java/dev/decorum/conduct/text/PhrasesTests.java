package dev.decorum.conduct.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhrasesTests {

  @Test
  void findsEveryPhraseAlsoThoseInsideOthers() {
    assertThat(found("as soon as possible", "As soon as possible.", "soon", "as soon as"))
        .containsExactly("soon", "As soon as", "As soon as possible");
  }

  @Test
  void keepsToTheBordersOfWords() {
    assertThat(found("can", "We can't scan; the can's can")).containsExactly("can");
    assertThat(found("can't", "we can’t")).containsExactly("can’t");
    assertThat(found("apologi*", "Apologies, I apologised. Apology."))
        .containsExactly("Apologies", "apologised");
  }

  @Test
  void readsAcrossLinesSpacesAndHyphensButNotParagraphs() {
    assertThat(found("follow up", "We follow-up, follow  up, follow\nup, follow\n\nup"))
        .containsExactly("follow-up", "follow  up", "follow\nup");
  }

  @Test
  void groupsStandForAlternatives() {
    assertThat(found("we (can|will) (not )?help", "we can not help, we will help, we may help"))
        .containsExactly("we can not help", "we will help");
    assertThat(found("\\(sic\\)", "So (sic).")).containsExactly("(sic)");
  }

  @Test
  void phrasesMayBeAnySigns() {
    assertThat(found("{{", "Dear {{name}} 😂", "😂")).containsExactly("{{", "😂");
  }

  @Test
  void bracketsThatDoNotMatchAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Phrases.builder().add("a (b", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Phrases.builder().add("a b)", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Phrases.builder().add("( )", 0));
  }

  private static List<String> found(String phrase, String text, String... more) {
    var builder = Phrases.builder().add(phrase, 0);
    for (var each : more) {
      builder.add(each, 1);
    }
    var all = new ArrayList<String>();
    builder
        .build()
        .in(ReadingTests.english(text), (_, start, end) -> all.add(text.substring(start, end)));
    return all;
  }
}
