package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Eight times the input may cost about eight times the work; work that grows with the square would
/// be 64 times. Measured in CPU time of this thread, the best of several, so that other load does
/// not count.
class LinearTimeTests {

  private static final int LARGE_TEXT = 5 << 20;

  /// Headers are refused beyond this.
  private static final int LARGE_HEADER = 1 << 20;

  private static final int LARGE_HTML = 1 << 20;
  private static final int FACTOR = 8;

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void zonesOfHostileTextsTakeLinearTime(String name, String unit) {
    assertLinear(unit, LARGE_TEXT, Zoner::zones);
  }

  static Stream<Arguments> hostileTexts() {
    return Stream.of(
        Arguments.of("marked", "> quoted words of an earlier mail, quite ordinary ones\n"),
        Arguments.of("marked and answered", "> quoted\nanswer\n"),
        Arguments.of("deep marks", ">".repeat(60) + "\n"),
        Arguments.of("attributions", "On 3 March 2026, Ann wrote:\n> a\n"),
        Arguments.of("unfinished attributions", "On 3 March 2026 at 10:15 Ann\n"),
        Arguments.of("from labels", "From: a\n"),
        Arguments.of("to labels below dates", "10.10.2026 10:15\nTo: a\n"),
        Arguments.of("labels in turn", "From: a\nSent: b\nCc: c\nx\n"),
        Arguments.of("rules", "-----\n"),
        Arguments.of("signature marks", "-- \nAnn\n"),
        Arguments.of("contacts", "Ann Lee\n+44 20 7946 0000\n\n"),
        Arguments.of("notices", "This e-mail and any\n"),
        Arguments.of("device lines", "Sent from my iPhone\n"),
        Arguments.of("blank lines", "\n"),
        Arguments.of("one line", "wrote: "));
  }

  @ParameterizedTest
  @MethodSource("hostileHeaders")
  void hostileHeadersTakeLinearTime(String name, String unit) {
    assertLinear(
        unit,
        LARGE_HEADER,
        text -> {
          HeaderText.decode(text);
          Address.parse(text);
          MessageIds.read(text);
          MimeParameters.read(text);
          MailDates.read(text);
        });
  }

  static Stream<Arguments> hostileHeaders() {
    return Stream.of(
            "=?a?Q?",
            "=?utf-8?B?YQ==?= ",
            "=?",
            "?=",
            "\"",
            "\\\"",
            "(",
            "<",
            "<a@",
            ",",
            "a@b ",
            ":",
            "a@:",
            ";a=",
            ";a*0*=%",
            "1 ")
        .map(unit -> Arguments.of(unit, unit));
  }

  @ParameterizedTest
  @MethodSource("hostileHtml")
  void hostileHtmlTakesLinearTime(String name, String unit) {
    assertLinear(unit, LARGE_HTML, RawMail::readHtml);
  }

  static Stream<Arguments> hostileHtml() {
    return Stream.of(
            "<b>",
            "<div>",
            "<p>x",
            "<blockquote>a<br>",
            "<br>",
            "<table><tr><td>",
            "<font size=1><p>",
            "<a href=x>",
            "&",
            "<!--",
            "<div class=gmail_attr>")
        .map(unit -> Arguments.of(unit, unit));
  }

  private static void assertLinear(String unit, int size, Consumer<String> work) {
    String large = unit.repeat(size / unit.getBytes(StandardCharsets.UTF_8).length);
    String small = large.substring(0, large.length() / FACTOR);
    work.accept(small);

    double ratio = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 4 && ratio > FACTOR * 3; attempt++) {
      long few = cpu(() -> work.accept(small));
      long many = cpu(() -> work.accept(large));
      ratio = Math.min(ratio, (double) many / Math.max(few, 2_000_000));
    }

    assertThat(ratio).isLessThanOrEqualTo(FACTOR * 3);
  }

  private static long cpu(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - start;
  }
}
