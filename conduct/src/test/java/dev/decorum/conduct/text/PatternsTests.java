package dev.decorum.conduct.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatternsTests {

  @Test
  void findsWordsInOneOfManyForms() {
    assertThat(
            hits(
                "We'll do it within the next few days, or in a couple of weeks.",
                "(in|within) (a|the next) (few|couple of)( (working|more))? (days|weeks)"))
        .containsExactly("within the next few days", "in a couple of weeks");
  }

  @Test
  void findsPhrasesThatWereMadeAfterATextWasRead() {
    var language = Language.english().anew();
    var reading = Reading.of("It was a quixotic idea.", language);

    var phrases = Patterns.builder(language).add("a quixoti* idea", 7).build();

    var found = new ArrayList<Integer>();
    phrases.in(reading, (label, _, _) -> found.add(label));
    assertThat(found).containsExactly(7);
  }

  @Test
  void leavesRoomForUpToSixWordsOfASentence() {
    var pattern = "if you had ... (would|could) have";

    assertThat(hits("If you had read the terms, we could have helped.", pattern))
        .containsExactly("If you had read the terms, we could have");
    assertThat(hits("If you had. We could have helped.", pattern)).isEmpty();
    assertThat(hits("If you had one two three four five six seven could have", pattern)).isEmpty();
  }

  @Test
  void takesBracketsInsideAWord() {
    assertThat(hits("a problem, two problems", "problem(s)?"))
        .containsExactly("problem", "problems");
    assertThat(hits("a gold-digger and golddiggers", "gold-?diggers?"))
        .containsExactly("gold-digger", "golddiggers");
    assertThat(hits("Really? Really.", "really\\?")).containsExactly("Really?");
    assertThat(hits("You'll see; you will see", "you('ll| will) see"))
        .containsExactly("You'll see", "you will see");
  }

  @Test
  void letsPartsBeMissingAtBothEnds() {
    assertThat(hits("Very soon. Soon again.", "(very |quite )?soon( again)?"))
        .contains("Very soon", "Soon again", "Soon");
  }

  @Test
  void leavesTheEndOfAWordOpen() {
    assertThat(hits("We apologise, with apologies, apolitically", "apologi*"))
        .containsExactly("apologise", "apologies");
  }

  @Test
  void needsTheSignsOfThePatternBetweenWords() {
    assertThat(hits("no, sorry and no sorry", "no, sorry")).containsExactly("no, sorry");
    assertThat(hits("It is 100 % sure. 100% sure", "100% sure"))
        .containsExactly("100 % sure", "100% sure");
    assertThat(hits("first. Come", "first come")).isEmpty();
  }

  @Test
  void takesHyphensAndLineEndsInsideAPhraseAsSpaces() {
    assertThat(hits("a follow-up\ncall", "follow up call")).containsExactly("follow-up\ncall");
    assertThat(hits("a follow\n\nup", "follow up")).isEmpty();
  }

  @Test
  void takesAnyWordAnyNumberAndSomeInARow() {
    assertThat(hits("it costs 200 a day, it costs much", "costs <number>"))
        .containsExactly("costs 200");
    assertThat(hits("pass the salt, pass salt", "pass <word> salt"))
        .containsExactly("pass the salt");
    assertThat(hits("this is really just so bad", "is (really |just |so )*bad"))
        .containsExactly("is really just so bad");
    assertThat(hits("no more rooms free, no", "no( more| rooms| free)+"))
        .containsExactly("no more", "no more rooms", "no more rooms free");
    assertThat(hits("100 people", "100", "<number> people")).containsExactly("100", "100 people");
  }

  @Test
  void takesShortFormsAsPartOfTheWordBefore() {
    assertThat(hits("We've seen it, you have seen it.", "(we|you) (have|'ve) seen"))
        .containsExactly("We've seen", "you have seen");
    assertThat(hits("What's wrong? What is wrong?", "what (is|'s) wrong"))
        .containsExactly("What's wrong", "What is wrong");
  }

  @Test
  void takesTheBeginningOfASentence() {
    assertThat(hits("Send it now. We send it now.\n\nSend it", "^ send it"))
        .containsExactly("Send it", "Send it");
    assertThat(hits("one ^ send it", "^ send it")).isEmpty();
  }

  @Test
  void comparesWholeWordsOnly() {
    assertThat(hits("I can't scan it, can I?", "can")).containsExactly("can");
  }

  @Test
  void refusesPatternsThatNothingNeedBeThereFor() {
    var builder = Patterns.builder(Language.english());

    assertThatIllegalArgumentException().isThrownBy(() -> builder.add("(a)?", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add("(a", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a)", 0));
  }

  @Test
  @Timeout(10)
  void readsALongLineOfNearMissesInLinearTime() {
    var patterns =
        Patterns.builder(Language.english())
            .add("a ... b ... c", 1)
            .add("a a a ... d", 2)
            .add("a (a )?b", 3)
            .build();
    var reading = Reading.of("a ".repeat(1_000_000), Language.english());
    var began = System.nanoTime();

    patterns.in(reading, (label, start, end) -> assertThat(label).isNegative());

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void takesClassesOfWordsByName() {
    var builder =
        Patterns.builder(Language.english())
            .define("refuse", List.of("refus*", "decline", "say no( to)?"))
            .define("refuse", List.of("reject"))
            .define("must", List.of("must", "<have> to", "'ll"))
            .define("have", List.of("have", "had"))
            .add("<must> (sadly )?<refuse> it", 1);

    assertThat(hits("We must refuse it, had to say no to it, have to sadly reject it.", builder))
        .containsExactly("must refuse it", "had to say no to it", "have to sadly reject it");
    assertThat(hits("We must. Refuse it, refuse or lose it.", builder)).isEmpty();
  }

  @Test
  void refusesClassesOfWordsThatNobodyDefinedOrThatAreInsideThemselves() {
    var builder =
        Patterns.builder(Language.english())
            .define("a", List.of("x <b>"))
            .define("b", List.of("y <a>"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("so <other>", 0))
        .withMessageContaining("<other>");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add("so <a>", 0))
        .withMessageContaining("<a>");
  }

  @Test
  void findsEveryPhraseAlsoThoseInsideOthers() {
    assertThat(hits("As soon as possible.", "as soon as possible", "soon", "as soon as"))
        .containsExactly("As soon as", "As soon as possible", "soon");
  }

  @Test
  void keepsToTheBordersOfWords() {
    assertThat(hits("We can't scan; the can's can", "can")).containsExactly("can");
    assertThat(hits("we can’t", "can't")).containsExactly("can’t");
    assertThat(hits("Apologies, I apologised. Apology.", "apologi*"))
        .containsExactly("Apologies", "apologised");
  }

  @Test
  void readsAcrossLinesSpacesAndHyphensButNotParagraphs() {
    assertThat(hits("We follow-up, follow  up, follow\nup, follow\n\nup", "follow up"))
        .containsExactly("follow-up", "follow  up", "follow\nup");
  }

  @Test
  void groupsStandForAlternatives() {
    assertThat(hits("we can not help, we will help, we may help", "we (can|will) (not )?help"))
        .containsExactly("we can not help", "we will help");
    assertThat(hits("So (sic).", "\\(sic\\)")).containsExactly("(sic)");
  }

  @Test
  void takesAnySigns() {
    assertThat(hits("Dear {{name}} 😂", "{{", "😂")).containsExactly("{{", "😂");
  }

  @Test
  void refusesBracketsThatDoNotMatch() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Patterns.builder(Language.english()).add("a (b", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Patterns.builder(Language.english()).add("a b)", 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Patterns.builder(Language.english()).add("( )", 0));
  }

  private static List<String> hits(String text, String... patterns) {
    var builder = Patterns.builder(Language.english());
    for (var pattern : patterns) {
      builder.add(pattern, 7);
    }
    return hits(text, builder);
  }

  private static List<String> hits(String text, Patterns.Builder builder) {
    var found = new ArrayList<String>();
    builder
        .build()
        .in(
            Reading.of(text, Language.english()),
            (label, start, end) -> found.add(text.substring(start, end)));
    return found;
  }
}
