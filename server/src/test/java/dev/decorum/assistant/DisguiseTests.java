package dev.decorum.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Context;
import dev.decorum.conduct.leaks.Leaks;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What a machine outside gets to read of a text.
class DisguiseTests {

  private static final Set<String> PEOPLE = Set.of("Helen Brandt", "Jonas Lind");
  private static final List<String> OTHERS = List.of("Harbour Hotel", "Mette Okafor");
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 11, 23, 9, 0, 0, 0, ZoneOffset.UTC);

  @Test
  void namesAndNumbersAndAddressesBecomePlaceholders() {
    var disguise =
        disguise(
            "Dear Helen,\n\nHelen Brandt can call +49 30 901234 or write to helen@example.org"
                + " about order 4711-0815-22. HARBOUR HOTEL will not.\n\nJonas");

    assertThat(disguise.text())
        .isEqualTo(
            "Dear [NAME_1],\n\n[NAME_2] can call [NUMBER_1] or write to [EMAIL_1]"
                + " about order [NUMBER_2]. [NAME_3] will not.\n\n[NAME_4]");
  }

  @Test
  void whatIsShortAndSaysNothingAboutAnybodyStays() {
    var text = "We come on Friday at 10:30 with 2 people, for 1,200 euros at most.";

    assertThat(disguise(text).text()).isEqualTo(text);
  }

  @Test
  void anAnswerIsTurnedBackExactly() {
    var disguise = disguise("Dear Helen, call +49 30 901234.");

    assertThat(disguise.undone("Please call [NUMBER_1], dear [NAME_1]. [NAME_1]?"))
        .contains("Please call +49 30 901234, dear Helen. Helen?");
    assertThat(disguise.undone("[name_1], [NAME\\_1], NAME_1, [ NAME 1 ]"))
        .contains("Helen, Helen, Helen, Helen");
  }

  @Test
  void anInventedPlaceholderIsNoticed() {
    var disguise = disguise("Dear Helen, call +49 30 901234.");

    assertThat(disguise.undone("Dear [NAME_2]")).isEmpty();
    assertThat(disguise.undone("Dear [CARD_1]")).isEmpty();
    assertThat(disguise.undone("Dear name_7")).isEmpty();
  }

  @Test
  void wordsThatLookLikeAPlaceholderAreNotMistakenForOne() {
    var text = "Helen wrote [NAME_1] and [NAME_2] and [CARD_1].";
    var disguise = disguise(text);

    assertThat(disguise.text()).isEqualTo("[NAME_1] wrote [TEXT_1] and [TEXT_2] and [TEXT_3].");
    assertThat(disguise.undone(disguise.text())).contains(text);
  }

  @Test
  void secretsComeBackOnlyWhereTheirWriterReadsThem() {
    var disguise = disguise("My card is 4111 1111 1111 1111, the password is Kestrel-91.");

    assertThat(disguise.text())
        .contains("[CARD_1]", "[SECRET_1]")
        .doesNotContain("1111", "Kestrel");
    assertThat(disguise.shown("Card [CARD_1], password [SECRET_1]."))
        .contains(
            "Card 4\u2022\u2022\u2022 \u2022\u2022\u2022\u2022 \u2022\u2022\u2022\u2022 1111, password \u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022.");
    assertThat(disguise.undone("Card [CARD_1].")).contains("Card 4111 1111 1111 1111.");
  }

  @Test
  void aSecretIsTakenOutWhereverItStands() {
    var disguise =
        disguise("The password is Kestrel-91. See https://x.example/?p=Kestrel-91 or xKestrel-91y");

    assertThat(disguise.text()).doesNotContain("Kestrel");
  }

  @Test
  void aNameInsideAnotherWordIsNoName() {
    var disguise = disguise("The Lindens of Jonasburg, said Linds and Lind.");

    assertThat(disguise.text()).isEqualTo("The Lindens of Jonasburg, said [NAME_1]s and [NAME_1].");
  }

  /// Whatever is put together from what can be in a text: what was taken out is in no place of what
  /// leaves, and all of it comes back.
  @Test
  void nothingThatWasTakenOutIsInWhatLeaves() {
    var random = new Random(20_261_122);
    var secrets =
        List.of(
            "4111 1111 1111 1111",
            "5500000000000004",
            "DE89 3704 0044 0532 0130 00",
            "helen.brandt@example.org",
            "+44 20 7946 0958",
            "(030) 901 234-56",
            "https://portal.example/c/77?token=abc",
            "9000271828");
    var names =
        List.of(
            "Helen Brandt",
            "helen brandt",
            "HELEN",
            "Brandt",
            "Jonas",
            "Harbour Hotel",
            "Mette Okafor");
    var plain =
        List.of(
            "we",
            "will",
            "come",
            "on Friday",
            "at 15:00",
            "\n\n",
            ".",
            ",",
            "invoice",
            "[NAME_1]",
            "number_2",
            "the",
            "\u00e4\u00f6\u00fc",
            "\uD83D\uDE42",
            "12",
            "(",
            ")",
            "-",
            "+");
    for (int round = 0; round < 400; round++) {
      var text = new StringBuilder();
      var planted = new ArrayList<String>();
      var named = new ArrayList<String>();
      for (int part = 0; part < 25; part++) {
        var pieces = List.of(secrets, names, plain, plain, plain).get(random.nextInt(5));
        var piece = pieces.get(random.nextInt(pieces.size()));
        if (pieces == secrets) planted.add(piece);
        if (pieces == names) named.add(piece);
        text.append(piece).append(random.nextInt(8) == 0 ? "" : " ");
        // Glued to each other they would be other words.
        if (Character.isLetterOrDigit(text.charAt(text.length() - 1))) text.append(' ');
      }

      var disguise = disguise(text.toString());

      assertThat(planted).allSatisfy(one -> assertThat(disguise.text()).doesNotContain(one));
      assertThat(named)
          .allSatisfy(
              one ->
                  assertThat(disguise.text())
                      .doesNotContainPattern(
                          "(?<![\\p{L}\\p{N}])" + Pattern.quote(one) + "(?![\\p{L}\\p{N}])"));
      assertThat(disguise.undone(disguise.text())).contains(text.toString());
    }
  }

  @Test
  void longRunsOfAnythingTakeNoTime() {
    assertThat(disguise("1".repeat(12_000)).text()).isEqualTo("[NUMBER_1]");
    assertThat(disguise("a@".repeat(6_000)).text()).isNotEmpty();
    assertThat(disguise("[NAME_1]".repeat(1_500)).text()).startsWith("[TEXT_1]");
    assertThat(disguise("").text()).isEmpty();
  }

  private static Disguise disguise(String text) {
    var names = new ArrayList<>(OTHERS);
    names.addAll(PEOPLE);
    var context = Context.sentAt(NOW).keeping(names, List.of());
    var language = Language.english();
    var leaks = Leaks.in(language).in(Reading.of(text, language), context);
    return Disguise.of(text, leaks, PEOPLE);
  }
}
