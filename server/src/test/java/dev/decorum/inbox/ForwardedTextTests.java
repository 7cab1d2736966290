package dev.decorum.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class ForwardedTextTests {

  private final ForwardedText words = new ForwardedText(bundle());

  private final String block =
      words.block(
          "Helen Brandt",
          Instant.parse("2026-11-20T09:15:00Z"),
          ZoneId.of("Europe/Berlin"),
          "Lift",
          "It has stopped.\n> When did it?\n");

  @Test
  void saysWhoWroteWhatAndWhen() {
    assertThat(block)
        .isEqualTo(
            """
            ---------- Forwarded message ----------
            From: Helen Brandt
            Date: 20 November 2026 at 10:15
            Subject: Lift

            It has stopped.
            > When did it?
            """);
    assertThat(words.block("", Instant.EPOCH, ZoneId.of("UTC"), " ", "x"))
        .doesNotContain("Subject");
  }

  @Test
  void whatStandsBeforeItIsWhatItsWriterSays() {
    assertThat(words.ownWords("Please look.\n\n" + block)).isEqualTo("Please look.");
    assertThat(words.ownWords("Please look.\n\n" + block + "\n" + block)).isEqualTo("Please look.");
    assertThat(words.ownWords(block)).isNull();
    assertThat(words.ownWords("\n\n" + block)).isNull();
    assertThat(words.ownWords("Please look.")).isNull();
  }

  @Test
  void unquotedEveryLetterStandsWhereItStood() {
    var text = "Please look.\n\n" + block + " >> From: 4111\n>From 4111";

    var bare = words.unquoted(text);

    assertThat(bare)
        .hasSameSizeAs(text)
        .doesNotContain(">", "Forwarded message", "From:", "Date:", "Subject:")
        .contains("Please look.", "Helen Brandt", "When did it?");
    assertThat(bare.lines().count()).isEqualTo(text.lines().count());
    assertThat(bare.indexOf("When")).isEqualTo(text.indexOf("When"));
    assertThat(bare.lastIndexOf("4111")).isEqualTo(text.lastIndexOf("4111"));
    assertThat(words.unquoted("")).isEmpty();
  }

  private static StaticMessageSource bundle() {
    var bundle = new StaticMessageSource();
    bundle.addMessage("inbox.forward.line", Locale.UK, "---------- Forwarded message ----------");
    bundle.addMessage("inbox.forward.from", Locale.UK, "From: {0}");
    bundle.addMessage("inbox.forward.date", Locale.UK, "Date: {0}");
    bundle.addMessage("inbox.forward.subject", Locale.UK, "Subject: {0}");
    return bundle;
  }
}
