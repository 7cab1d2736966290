package dev.decorum.conduct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.text.Language;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A second language is a folder: nothing in the code knows which one it reads.
class GermanTests {

  private static final Context CONTEXT =
      Context.sentAt(ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]"))
          .in(Locale.GERMANY)
          .between("Anna Lind", "Helen Brandt");

  private final Conduct conduct = Conduct.of(Language.german());

  private List<String> categories(String reply) {
    return conduct.review(reply, CONTEXT).findings().stream()
        .map(Finding::category)
        .distinct()
        .toList();
  }

  @Test
  void itsGuidelinesHoldTheirExamples() {
    assertThat(conduct.prove()).isEmpty();
    assertThat(conduct.rules()).hasSizeGreaterThan(15);
  }

  @Test
  void findsWhatAProfessionalWouldChange() {
    var reply = "Ihr Anliegen ist lächerlich. Wir melden uns demnächst.";

    assertThat(categories(reply))
        .contains("greeting.missing", "negative_tone", "vague_time", "closing.missing");
  }

  @Test
  void leavesACleanReplyAlone() {
    var reply =
        """
        Sehr geehrte Frau Brandt,

        vielen Dank für Ihre Nachricht. Die Lieferung ist bei uns liegen geblieben, das tut mir leid. \
        Wir bringen Ihnen das Gerät am 24. November zwischen 8 und 10 Uhr. Sie erreichen mich unter \
        030 1234567.

        Freundliche Grüße
        Anna Lind""";

    var review = conduct.review(reply, CONTEXT);

    assertThat(review.findings()).filteredOn(finding -> finding.level() != Level.ADVICE).isEmpty();
    assertThat(review.commitments())
        .extracting(Commitment::text)
        .containsExactly("Wir bringen Ihnen das Gerät am 24. November zwischen 8 und 10 Uhr");
  }
}
