package dev.decorum.conduct.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingTests {

  private static final String MAIL =
      """
      Dear Ms Brandt,

      Thank you for writing. Dr. Okafor will see you at 3 p.m. on Friday. The fee is £3.50, i.e. less
      than last time.
      You said “it never works” – please see https://example.com/help.

      Kind regards,
      Jonas Lind
      Harbour Bank

      PS: The garage is free.

      On Fri, 20 Nov 2026 at 10:15, Helen Brandt <helen@example.com> wrote:
      > Where can I park?
      """;

  @Test
  void theZonesOfAMailAreTold() {
    var mail = english(MAIL);

    assertThat(zone(mail, Zone.GREETING)).containsExactly("Dear Ms Brandt,");
    assertThat(zone(mail, Zone.SIGNATURE).getFirst()).startsWith("Kind regards").endsWith("Bank");
    assertThat(zone(mail, Zone.POSTSCRIPT)).containsExactly("PS: The garage is free.");
    assertThat(zone(mail, Zone.QUOTED).getFirst()).startsWith("On Fri").endsWith("park?");
    assertThat(zone(mail, Zone.BODY).getFirst()).startsWith("Thank you").endsWith("help.");
  }

  @Test
  void sentencesEndWhereTheyEnd() {
    assertThat(sentences(english(MAIL)))
        .startsWith(
            "Dear Ms Brandt,",
            "Thank you for writing.",
            "Dr. Okafor will see you at 3 p.m. on Friday.",
            "The fee is £3.50, i.e. less\nthan last time.",
            "You said “it never works” – please see https://example.com/help.",
            "Kind regards,",
            "Jonas Lind",
            "Harbour Bank");
  }

  @Test
  void listItemsAndShortLinesAreSentencesOfTheirOwn() {
    assertThat(
            sentences(english("Please bring:\n- your passport\n- 2 photos\nhi\ncan you call me")))
        .containsExactly("Please bring:", "- your passport", "- 2 photos", "hi", "can you call me");
  }

  @Test
  void wordsKeepApostrophesAndSplitAtHyphens() {
    var reading = english("Don’t follow-up at 3pm, the 14th");

    assertThat(words(reading)).containsExactly("don't", "follow", "up", "at", "3pm", "the", "14th");
    assertThat(reading.capitalised(0)).isTrue();
    assertThat(reading.word(reading.wordAt(5))).isEqualTo("follow");
    assertThat(reading.wordAt(reading.text().length())).isEqualTo(reading.words());
  }

  @Test
  void speechAddressesAndCodeAreNotTheWritersOwn() {
    var text =
        "You said \"it is rubbish\": see www.example.com, mail a.b@example.org or type `exit`.";
    var reading = english(text);

    assertThat(reading.speech()).extracting(span -> span.in(text)).containsExactly("it is rubbish");
    assertThat(reading.urls())
        .extracting(span -> span.in(text))
        .containsExactly("www.example.com", "a.b@example.org");
    assertThat(reading.ownAt(text.indexOf("You"))).isTrue();
    assertThat(reading.ownAt(text.indexOf("rubbish"))).isFalse();
    assertThat(reading.ownAt(text.indexOf("exit"))).isFalse();
    assertThat(reading.zoneAt(text.indexOf("exit"))).isEqualTo(Zone.CODE);
    assertThat(reading.ownAt(text.length() - 1)).isTrue();
  }

  @Test
  void greetingsTakeTheNameThatFollows() {
    assertThat(greeting("Hi Helen, thanks for asking.")).isEqualTo("Hi Helen,");
    assertThat(greeting("hi helen, thanks for asking.")).isEqualTo("hi helen,");
    assertThat(greeting("Good morning, Mr. Smith!\nAll is well."))
        .isEqualTo("Good morning, Mr. Smith!");
    assertThat(greeting("Hello! We have your parcel.")).isEqualTo("Hello!");
    assertThat(greeting("Helen,\n\nAll is well.")).isEqualTo("Helen,");
    assertThat(greeting("Dear Sir or Madam:\nAll is well.")).isEqualTo("Dear Sir or Madam:");
    assertThat(greeting("Hidden fees do not exist.")).isNull();
    assertThat(greeting("We say hello to all.")).isNull();
  }

  @Test
  void signaturesBeginWithTheSignOff() {
    assertThat(signature("All is well.\n\nBest,\nTom")).isEqualTo("Best,\nTom");
    assertThat(signature("All is well. Kind regards, Tom")).isEqualTo("Kind regards, Tom");
    assertThat(signature("All is well.\n\nThanks,\nTom Reed\nSales"))
        .isEqualTo("Thanks,\nTom Reed\nSales");
    assertThat(signature("All is well.\n\n- Tom")).isEqualTo("- Tom");
    assertThat(signature("Thanks!\nI will look at it now.")).isNull();
    assertThat(signature("Best price is 40 euros.\nIt ends today.")).isNull();
  }

  @Test
  void anEarlierMessageWithoutMarksIsQuotedToTheEnd() {
    var text =
        "All is well.\n\nFrom: Helen\nSent: Friday\nTo: us\nSubject: Parking\n\nWhere is it?";

    assertThat(zone(english(text), Zone.QUOTED).getFirst()).startsWith("From:").endsWith("it?");
  }

  @Test
  void fencedLinesAreCode() {
    var text = "Type this:\n```\nrm -rf ASAP\n```\nThat is all.";

    assertThat(zone(english(text), Zone.CODE).getFirst()).startsWith("```").endsWith("```");
    assertThat(zone(english(text), Zone.BODY)).containsExactly("Type this:", "That is all.");
  }

  @Test
  void germanIsReadFromItsOwnFolder() {
    var reading =
        Reading.of(
            "Sehr geehrte Frau Brandt,\n\nz. B. am Montag.\n\nMit freundlichen Grüßen\nJonas Lind",
            Language.german());

    assertThat(zone(reading, Zone.GREETING)).containsExactly("Sehr geehrte Frau Brandt,");
    assertThat(zone(reading, Zone.SIGNATURE).getFirst()).startsWith("Mit freundlichen");
  }

  @Test
  void anEmptyTextHasNothing() {
    var reading = english("");

    assertThat(reading.words()).isZero();
    assertThat(reading.sentences()).isZero();
    assertThat(reading.wordAt(0)).isZero();
    assertThat(reading.zone(Zone.BODY)).isEmpty();
  }

  static Reading english(String text) {
    return Reading.of(text, Language.english());
  }

  private static @Nullable String greeting(String text) {
    return zone(english(text), Zone.GREETING).stream().findFirst().orElse(null);
  }

  private static @Nullable String signature(String text) {
    return zone(english(text), Zone.SIGNATURE).stream().findFirst().orElse(null);
  }

  private static List<String> zone(Reading reading, Zone zone) {
    return reading.zone(zone).stream()
        .map(span -> span.in(reading.text()).strip())
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static List<String> sentences(Reading reading) {
    var all = new ArrayList<String>();
    for (var s = 0; s < reading.sentences(); s++) {
      all.add(reading.text().substring(reading.sentenceStart(s), reading.sentenceEnd(s)));
    }
    return all;
  }

  private static List<String> words(Reading reading) {
    var all = new ArrayList<String>();
    for (var w = 0; w < reading.words(); w++) {
      all.add(reading.word(w));
    }
    return all;
  }
}
