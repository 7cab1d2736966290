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
        "X-Failed-Recipients: a@b.example|BOUNCE|false",
        "Auto-Submitted: NO (typed by hand)|ORDINARY|false",
        "Auto-Submitted: auto-notified|BULK|true",
        "Auto-Submitted: Auto-Replied; owner-email=a@b.example|AUTO_REPLY|true",
        "Auto-Submitted: no~X-Autoreply: yes|ORDINARY|false",
        "Subject: Auto reply is broken in your shop|ORDINARY|false",
        "Subject: Out of office next week, please call|ORDINARY|false",
        "Subject: Abwesenheitsnotiz: Ihr Angebot|OUT_OF_OFFICE|true",
        "Precedence: bulk~In-Reply-To: <a@b>|AUTO_REPLY|true",
        "Return-Path: <>~In-Reply-To: <a@b>|AUTO_REPLY|true",
        "X-Apple-Action: VACATION|OUT_OF_OFFICE|true",
        "List-Id: <news.x.example>~List-Unsubscribe-Post: List-Unsubscribe=One-Click|BULK|false",
        "Feedback-ID: 1:2:3:sender|BULK|false",
        "Feedback-ID: 1.eu-west-1.x:AmazonSES|ORDINARY|false",
        "X-Auto-Response-Suppress: All|ORDINARY|false"
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I am away until 3 March and will answer then.|OUT_OF_OFFICE",
        "Ich bin bis Montag nicht im Büro.|OUT_OF_OFFICE",
        "Je suis en congé jusqu'au 3 mars.|OUT_OF_OFFICE",
        "Thank you. Your request has the number 12.|AUTO_REPLY",
        "You wrote to us out of office hours, we open at nine.|AUTO_REPLY"
      })
  void tellsAnAbsenceFromOtherAnswersOfMachines(String text, Verdict verdict) {
    Message message = RawMail.read("Auto-Submitted: auto-replied", "Subject: Re: Offer", "", text);

    assertThat(message.verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "From: ann@client.example|true",
        "From: ann@client.example~Auto-Submitted: no|true",
        "From: ann@client.example~Auto-Submitted: auto-generated|false",
        "From: ann@client.example~Auto-Submitted: something-new|false",
        "From: ann@client.example~Return-Path: <>|false",
        "From: ann@client.example~X-Auto-Response-Suppress: OOF, AutoReply|false",
        "From: ann@client.example~Precedence: list|false",
        "From: ann@client.example~Feedback-ID: 1.eu-west-1.x:AmazonSES|false",
        "From: no-reply@client.example|false",
        "From: MAILER-DAEMON@client.example|false",
        "From: ann@client.example, bob@client.example|false",
        "Subject: nobody|false"
      })
  void saysWhichMailsAMachineMayAnswer(String headers, boolean may) {
    Message message =
        RawMail.read(
            Stream.concat(Stream.of(headers.split("~")), Stream.of("", "text"))
                .toArray(String[]::new));

    assertThat(message.autoAnswerable()).isEqualTo(may);
  }

  @Test
  void aMailThatTheSameServerHandsOutAgainAndAgainIsALoop() {
    assertThat(RawMail.read("Delivered-To: a@b.example\r\n".repeat(3).strip(), "", "x").verdict())
        .isEqualTo(Verdict.LOOP);
    assertThat(RawMail.read("Delivered-To: a@b.example\r\n".repeat(2).strip(), "", "x").verdict())
        .isEqualTo(Verdict.ORDINARY);
  }
}
