package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailRoundTripTests {

  private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-11-20T10:15:00+01:00");

  @Test
  void aReplyReadsBackAsItWasWritten() {
    var photo =
        Part.attachment(
            "Grüße aus Köln – Übersicht.pdf", "application/pdf", new byte[] {1, 2, 3, -1});
    var mail =
        OutgoingMail.from(
                new Address("Jörg Müller, Brightwater", "joerg@brightwater.example"),
                "1@brightwater.example",
                SENT)
            .to(new Address("Zoë O'Neill", "zoe@client.example"))
            .cc(List.of(new Address("", "second@client.example")))
            .bcc(List.of(new Address("", "hidden@client.example")))
            .subject("Re: Angebot für die Brücke")
            .answers("q2@client.example", List.of("q1@client.example"))
            .text("Dear Zoë,\n\nthe quote is attached.\n\nKind regards\nJörg")
            .signature("Jörg Müller\nBrightwater")
            .quote(
                new OutgoingMail.Quote(
                    "On 19 November 2026, Zoë O'Neill wrote:", "Where is my quote?\n\nZoë"))
            .attach(photo)
            .build();

    ComposedMail composed = MailComposer.compose(mail);
    Message read = MailReader.read(composed.bytes());

    assertThat(composed.recipients())
        .containsExactly("zoe@client.example", "second@client.example", "hidden@client.example");
    assertThat(composed.needsSmtpUtf8()).isFalse();
    assertThat(new String(composed.bytes(), StandardCharsets.UTF_8)).doesNotContain("hidden@");
    assertThat(read.from()).containsExactly(mail.from());
    assertThat(read.to()).isEqualTo(mail.to());
    assertThat(read.cc()).isEqualTo(mail.cc());
    assertThat(read.subject()).isEqualTo(mail.subject());
    assertThat(read.date()).isEqualTo(SENT);
    assertThat(read.messageId()).isEqualTo("1@brightwater.example");
    assertThat(read.inReplyTo()).containsExactly("q2@client.example");
    assertThat(read.references()).containsExactly("q1@client.example", "q2@client.example");
    assertThat(read.newText()).startsWith(mail.text());
    assertThat(read.html()).contains("Dear Zoë,<br>");
    assertThat(read.attachments()).containsExactly(photo);
    assertThat(read.verdict()).isEqualTo(Verdict.ORDINARY);
    assertThat(read.autoSubmitted()).isFalse();
  }
}
