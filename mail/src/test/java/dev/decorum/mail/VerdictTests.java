package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Subject: Hello|ORDINARY|false",
        "Auto-Submitted: no|ORDINARY|false",
        "Auto-Submitted: auto-replied|AUTO_REPLY|true",
        "Auto-Submitted: auto-replied (vacation)~Subject: Out of office|OUT_OF_OFFICE|true",
        "Auto-Submitted: auto-generated~Subject: Abwesenheitsnotiz: Angebot|OUT_OF_OFFICE|true",
        "Subject: Automatische Antwort: Im Urlaub|OUT_OF_OFFICE|true",
        "Subject: Automatic reply: Your ticket|AUTO_REPLY|true",
        "Subject: Question about your vacation policy|ORDINARY|false",
        "X-Autoreply: yes|AUTO_REPLY|true",
        "Precedence: auto_reply|AUTO_REPLY|true",
        "Auto-Submitted: auto-generated|BULK|true",
        "Auto-Submitted: auto-generated~In-Reply-To: <a@b>|AUTO_REPLY|true",
        "Precedence: bulk|BULK|false",
        "List-Unsubscribe: <https://x.example>|BULK|false",
        "List-Id: <users.x.example>|LIST|false",
        "Precedence: list|LIST|false",
        "X-Loop: help@brightwater.example|LOOP|false",
        "Return-Path: <>~From: MAILER-DAEMON@mx.example~Subject: failure notice|BOUNCE|false",
        "From: postmaster@client.example~Subject: Question|ORDINARY|false",
        "X-Failed-Recipients: a@b.example|BOUNCE|false"
      })
  void judgesByHeaders(String headers, Verdict verdict, boolean autoSubmitted) {
    Message message =
        RawMail.read(
            Stream.concat(Stream.of(headers.split("~")), Stream.of("", "text"))
                .toArray(String[]::new));

    assertThat(message.verdict()).isEqualTo(verdict);
    assertThat(message.autoSubmitted()).isEqualTo(autoSubmitted);
  }

  @ParameterizedTest
  @CsvSource({
    "delivery-status,message/delivery-status,Action: failed,BOUNCE",
    "delivery-status,message/delivery-status,Action: delayed,BOUNCE",
    "delivery-status,message/delivery-status,Action: delivered,RECEIPT",
    "disposition-notification,message/disposition-notification,Disposition: x; displayed,RECEIPT",
    "feedback-report,message/feedback-report,Feedback-Type: abuse,COMPLAINT"
  })
  void judgesReportsByTheirParts(String report, String type, String field, Verdict verdict) {
    Message message =
        RawMail.read(
            "Content-Type: multipart/report; report-type=" + report + "; boundary=b",
            "",
            "--b",
            "",
            "A report.",
            "--b",
            "Content-Type: " + type,
            "",
            field,
            "",
            "--b--");

    assertThat(message.verdict()).isEqualTo(verdict);
    assertThat(message.text()).isEqualTo("A report.");
  }

  @Test
  void tooManyHopsAreALoop() {
    assertThat(RawMail.read("Received: from a by b\r\n".repeat(101).strip(), "", "x").verdict())
        .isEqualTo(Verdict.LOOP);
    assertThat(RawMail.read("Received: from a by b\r\n".repeat(20).strip(), "", "x").verdict())
        .isEqualTo(Verdict.ORDINARY);
  }
}
