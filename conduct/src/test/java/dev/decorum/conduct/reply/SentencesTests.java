package dev.decorum.conduct.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Where;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What single sentences do for a reply: the same thing is said in many ways.
class SentencesTests {

  private static final Conduct CONDUCT = Conduct.english();
  private static final Context MAIL =
      Context.sentAt(ZonedDateTime.parse("2026-11-24T09:30:00+00:00[Europe/London]"))
          .between("Anna Berg", "Ms Stone");

  /// A line of a file that begins with `+` is to be understood as what the file is about.
  record Line(boolean yes, String sentence) {

    static Line of(String line) {
      return new Line(line.startsWith("+"), line.substring(2));
    }
  }

  static Stream<Line> acknowledging() throws IOException {
    return lines("acknowledging").stream().map(Line::of);
  }

  @ParameterizedTest
  @MethodSource
  void acknowledging(Line line) {
    var reply = mail(line.sentence() + " The engineer comes on Tuesday at nine.");
    var client = "We have been waiting for three weeks, I am furious and so tired of this!";

    assertThat(missing("empathy.missing", reply, MAIL.answering(client))).isEqualTo(!line.yes());
  }

  static Stream<Line> nextSteps() throws IOException {
    return lines("next-steps").stream().map(Line::of);
  }

  @ParameterizedTest
  @MethodSource
  void nextSteps(Line line) {
    var reply = mail("I'm sorry about this. " + line.sentence());
    var client = "The machine has stopped again and nobody came. I am really fed up with this!";

    assertThat(missing("next_step.missing", reply, MAIL.answering(client))).isEqualTo(!line.yes());
  }

  static Stream<Line> waysBack() throws IOException {
    return lines("ways-back").stream().map(Line::of);
  }

  @ParameterizedTest
  @MethodSource
  void waysBack(Line line) {
    var reply = mail("Your order was sent today. " + line.sentence());

    assertThat(missing("contact.missing", reply, MAIL.answering("Where is it?")))
        .isEqualTo(!line.yes());
  }

  static Stream<Line> introductions() throws IOException {
    return lines("introductions").stream().map(Line::of);
  }

  @ParameterizedTest
  @MethodSource
  void introductions(Line line) {
    var reply = mail(line.sentence() + " Your order was sent today.");

    assertThat(missing("introduction.missing", reply, MAIL.onFirstContact(true)))
        .isEqualTo(!line.yes());
  }

  static Stream<Line> signOffs() throws IOException {
    return lines("sign-offs").stream().map(Line::of);
  }

  @ParameterizedTest
  @MethodSource
  void signOffs(Line line) {
    var reply = "Dear Ms Stone,\n\nYour order was sent today.\n\n" + line.sentence() + "\nAnna";

    assertThat(missing("closing.missing", reply, MAIL)).isFalse();
  }

  static Stream<Line> distress() throws IOException {
    return lines("distress").stream().map(Line::of);
  }

  @ParameterizedTest
  @MethodSource
  void distress(Line line) {
    var reply = mail("Our surveyor will inspect it on Thursday at nine.");

    assertThat(missing("empathy.missing", reply, MAIL.answering(line.sentence())))
        .isEqualTo(line.yes());
  }

  static Stream<String> tones() throws IOException {
    return lines("tones").stream();
  }

  @ParameterizedTest
  @MethodSource
  void tones(String line) {
    var category = line.substring(0, line.indexOf('\t'));
    var sentence = line.substring(line.indexOf('\t') + 1);
    var reply =
        mail("Thank you for your message. " + sentence + " You can reach me on 020 7946 0143.");
    var client = "Your driver was rude and I'm fed up. What now?";

    var marked =
        CONDUCT.review(reply, MAIL.answering(client)).findings().stream()
            .filter(finding -> finding.where() == Where.REPLY)
            .map(Finding::category)
            .toList();

    if (category.equals("-")) {
      assertThat(marked).isEmpty();
    } else {
      assertThat(marked).contains(category);
    }
  }

  private static String mail(String body) {
    return "Dear Ms Stone,\n\n" + body + "\n\nKind regards,\nAnna";
  }

  private static boolean missing(String category, String reply, Context context) {
    return CONDUCT.review(reply, context).findings().stream()
        .anyMatch(finding -> finding.category().equals(category));
  }

  private static List<String> lines(String file) throws IOException {
    try (var in = SentencesTests.class.getResourceAsStream(file + ".txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
