package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BounceTests {

  @Test
  void readsTheGroupsOfADeliveryStatus() {
    Message message =
        status(
            "Original-Recipient: rfc822;ann@client.example",
            "Final-Recipient: rfc822; ann@inner.client.example",
            "Action: failed",
            "Status: 5.0.0",
            "Diagnostic-Code: smtp; 550 5.1.1 <ann@client.example>: no such user",
            "",
            "Final-Recipient: rfc822; bob@client.example",
            "Action: failed",
            "Status: 5.2.2 (mailbox full)",
            "",
            "Final-Recipient: rfc822; carl@client.example",
            "Action: delayed",
            "Status: 4.4.7",
            "",
            "Final-Recipient: rfc822; dora@client.example",
            "Action: relayed",
            "Status: 2.0.0");

    assertThat(message.verdict()).isEqualTo(Verdict.BOUNCE);
    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::status, Bounce::reason, Bounce::hard)
        .containsExactly(
            tuple("ann@client.example", "5.1.1", BounceReason.NO_SUCH_ADDRESS, true),
            tuple("bob@client.example", "5.2.2", BounceReason.MAILBOX_FULL, false),
            tuple("carl@client.example", "4.4.7", BounceReason.DELAYED, false));
  }

  @Test
  void findsTheMailThatCameBackAndWhoSentIt() {
    Message message =
        status("Final-Recipient: rfc822; ann@client.example", "Action: failed", "Status: 5.1.1");

    assertThat(report(message).messageId()).isEqualTo("m1@desk.example");
    assertThat(report(message).addresses())
        .containsExactlyInAnyOrder(
            "bounce+k7@desk.example", "help@desk.example", "help+t9@desk.example");
  }

  @Test
  void aReportOfSuccessIsAReceipt() {
    Message message =
        status("Final-Recipient: rfc822; ann@client.example", "Action: delivered", "Status: 2.0.0");

    assertThat(message.verdict()).isEqualTo(Verdict.RECEIPT);
    assertThat(report(message).bounces()).isEmpty();
    assertThat(report(message).messageId()).isEqualTo("m1@desk.example");
  }

  @Test
  void readsAStatusThatStandsAmongTheWords() {
    Message message =
        bounce(
            "Mail for these people could not be delivered:",
            "",
            "Final-Recipient: rfc822; ann@client.example",
            "Action: failed",
            "Diagnostic-Code: smtp; 550 5.1.1 unknown user",
            "Status: 5.1.1");

    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::hard)
        .containsExactly(tuple("ann@client.example", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 <ann@client.example>... User unknown|5.1.1|NO_SUCH_ADDRESS",
        "550 ann@client.example: no such mailbox here|5.0.0|NO_SUCH_ADDRESS",
        "550 5.4.1 [ann@client.example]: Recipient address rejected: Access denied|5.4.1|NO_SUCH_ADDRESS",
        "550 5.1.2 Host unknown|5.1.2|NO_SUCH_DOMAIN",
        "551 5.1.6 The user has moved|5.1.6|MOVED",
        "556 5.1.10 Domain takes no mail|5.1.10|TAKES_NO_MAIL",
        "552 5.2.2 Over quota|5.2.2|MAILBOX_FULL",
        "550 5.2.1 This account is disabled|5.2.1|SUSPENDED",
        "552 5.3.4 Message too large|5.3.4|TOO_LARGE",
        "553 5.1.8 Domain of sender does not exist|5.1.8|SENDER_REFUSED",
        "554 5.7.1 Client host blocked using bl.example|5.7.1|SERVER_REFUSED",
        "550 5.7.26 DMARC policy does not allow this|5.7.26|SERVER_REFUSED",
        "550 5.7.25 no PTR record for 192.0.2.7|5.7.25|SERVER_REFUSED",
        "554 5.7.1 Looks like spam|5.7.1|SPAM",
        "554 5.6.0 Message content rejected|5.6.0|CONTENT",
        "451 4.7.1 Greylisted, try again later|4.7.1|SERVER_REFUSED",
        "450 4.1.1 User unknown, try again|4.1.1|DELAYED",
        "421 4.4.2 Connection timed out|4.4.2|DELAYED",
        "550 Administrative decision|5.0.0|OTHER",
      })
  void tellsTheReasonFromTheServersWords(String words, String status, BounceReason reason) {
    String given = words.startsWith("4") ? "4.0.0" : "5.0.0";
    Message message =
        status(
            "Final-Recipient: rfc822; ann@client.example",
            "Action: failed",
            "Status: " + given,
            "Diagnostic-Code: smtp; " + words);

    assertThat(report(message).bounces())
        .extracting(Bounce::status, Bounce::reason)
        .containsExactly(tuple(status, reason));
  }

  @Test
  void aFilterThatHadTheWholeMailDoesNotProveThatTheAddressIsGone() {
    Message message =
        bounce(
            "I could not deliver your message:",
            "",
            "<ann@client.example>: host mx.client.example[192.0.2.1] said: 550 Unknown",
            "    user (in reply to end of DATA command)");

    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::hard)
        .containsExactly(tuple("ann@client.example", false));
  }

  @Test
  void tellsApartWhatIsSaidOfEach() {
    Message message =
        bounce(
            "The following addresses failed:",
            "",
            "  ann@client.example",
            "    remote server said after RCPT TO:<ann@client.example>: 550 no such person",
            "  bob@client.example",
            "    remote server said after RCPT TO:<bob@client.example>: 552 mailbox is full",
            "",
            "------ This is a copy of the message, with all headers. ------",
            "",
            "Return-path: <help@desk.example>",
            "From: help@desk.example",
            "To: ann@client.example, bob@client.example",
            "Message-Id: <m2@desk.example>");

    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::hard)
        .containsExactly(tuple("ann@client.example", true), tuple("bob@client.example", false));
    assertThat(report(message).messageId()).isEqualTo("m2@desk.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ann@client.example>:\nSorry, no mailbox here by that name. (#5.1.1)",
        "Unable to deliver message to: <ann@client.example>\nReason: 550 5.1.1 no such user",
        "did not reach the following recipient(s):\n\nann@client.example on Mon, 2 Mar 2026\n"
            + "    The recipient name is not recognized",
        "Ihre Nachricht an ann@client.example konnte nicht zugestellt werden:\n"
            + "ann@client.example: Empfänger unbekannt",
        "Unknown user: ann@client.example",
        "   ----- Transcript of session follows -----\n>>> RCPT TO:<ann@client.example>\n"
            + "<<< 550 user unknown\n550 <ann@client.example>... User unknown",
        "   * ann@client.example\n\n SMTP:RCPT host 192.0.2.1: 553 5.3.0 <ann@client.example> no such user",
        "ann@client.example Invalid Address, ERROR_CODE :550"
      })
  void readsTheManyWaysOfSayingIt(String words) {
    Message message = bounce(words.split("\n"));

    assertThat(message.verdict()).isEqualTo(Verdict.BOUNCE);
    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::hard)
        .containsExactly(tuple("ann@client.example", true));
  }

  @Test
  void aDelayIsNoFailure() {
    Message message =
        RawMail.read(
            "Return-Path: <>",
            "From: Mail Delivery System <mailer-daemon@mx.desk.example>",
            "Subject: Warning: message 1 delayed 24 hours",
            "",
            "Your message has not yet been delivered to:",
            "",
            "  ann@client.example",
            "    user unknown at the moment");

    assertThat(report(message).bounces())
        .extracting(Bounce::reason)
        .containsExactly(BounceReason.DELAYED);
  }

  @Test
  void aNoticeInsideANoticeIsReadToo() {
    Message message =
        RawMail.read(
            "From: MAILER-DAEMON@gateway.example",
            "Subject: Returned mail",
            "Content-Type: multipart/mixed; boundary=o",
            "",
            "--o",
            "",
            "The following addresses had permanent errors",
            "--o",
            "Content-Type: message/rfc822",
            "",
            "From: MAILER-DAEMON@inner.example",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=i",
            "",
            "--i",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; inner.example",
            "",
            "Final-Recipient: rfc822; ann@client.example",
            "Action: failed",
            "Status: 5.1.1",
            "--i--",
            "--o--");

    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::hard)
        .containsExactly(tuple("ann@client.example", true));
  }

  @Test
  void aComplaintNamesItsRecipient() {
    Message message =
        RawMail.read(
            "From: feedback@provider.example",
            "Subject: Abuse report",
            "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
            "",
            "--b",
            "Content-Type: message/feedback-report",
            "",
            "Feedback-Type: abuse",
            "Original-Rcpt-To: <ann@client.example>",
            "",
            "--b",
            "Content-Type: message/rfc822",
            "",
            "From: help@desk.example",
            "Message-ID: <m3@desk.example>",
            "",
            "Hello",
            "--b--");

    assertThat(message.verdict()).isEqualTo(Verdict.COMPLAINT);
    assertThat(report(message).messageId()).isEqualTo("m3@desk.example");
    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::reason, Bounce::hard)
        .containsExactly(tuple("ann@client.example", BounceReason.COMPLAINT, false));
  }

  @Test
  void aMailProgramThatUnsubscribesItsUserComplainsForHim() {
    Message message =
        RawMail.read(
            "From: ann@client.example",
            "Auto-Submitted: auto-replied",
            "Subject: unsubscribe",
            "",
            "x");

    assertThat(message.verdict()).isEqualTo(Verdict.COMPLAINT);
    assertThat(report(message).bounces())
        .extracting(Bounce::recipient)
        .containsExactly("ann@client.example");
  }

  @Test
  void readsTheNotificationsOfAmazonsService() {
    Message message =
        RawMail.read(
            "From: notices <no-reply@sns.amazonaws.com>",
            "Subject: AWS Notification Message",
            "",
            "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\","
                + "\"bouncedRecipients\":[{\"emailAddress\":\"ann@client.example\",\"status\":"
                + "\"5.1.1\",\"diagnosticCode\":\"smtp; 550 5.1.1 user \\\"ann\\\" unknown\"}]}}");

    assertThat(message.verdict()).isEqualTo(Verdict.BOUNCE);
    assertThat(report(message).bounces())
        .extracting(Bounce::recipient, Bounce::status, Bounce::hard, Bounce::explanation)
        .containsExactly(
            tuple("ann@client.example", "5.1.1", true, "550 5.1.1 user \"ann\" unknown"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: Mail delivery failed, what now?~~I got: 550 user unknown <bob@b.example>:",
        "Subject: FW: Undeliverable: Offer~~Look what came back:~~> <bob@b.example>: user unknown",
        "Subject: Delivery problem with my parcel~~It was not delivered to 12 Sea Road.",
        "Return-Path: <>~Auto-Submitted: auto-replied~In-Reply-To: <m@desk.example>~"
            + "Subject: Re: Delivery problem~~Thank you, we have your message.",
        "Return-Path: <>~Subject: Automatic reply: Undelivered parcel~~I am away until Monday.",
        "From: Postmaster Ltd <postmaster@client.example>~Subject: Our new address~~We have moved.",
        "From: noreply@shop.example~Subject: Your parcel could not be delivered~~Nobody was in.",
        "Content-Type: multipart/mixed; boundary=b~Subject: see below~~--b~~Please check this.~--b~"
            + "Content-Type: message/rfc822~~From: MAILER-DAEMON@x.example~~user unknown~--b--"
      })
  void whatPeopleAndRobotsWriteAboutDeliveryIsNoBounce(String lines) {
    var all = new ArrayList<>(List.of(lines.split("~")));
    if (!lines.contains("From: P") && !lines.contains("From: n")) {
      all.addFirst("From: ann@client.example");
    }

    assertThat(RawMail.read(all.toArray(String[]::new)).verdict()).isNotEqualTo(Verdict.BOUNCE);
  }

  private static DeliveryReport report(Message message) {
    return Objects.requireNonNull(message.report());
  }

  private static Message status(String... groups) {
    var lines =
        new ArrayList<>(
            List.of(
                "Return-Path: <>",
                "From: MAILER-DAEMON@mx.desk.example",
                "To: <bounce+k7@desk.example>",
                "Subject: Undelivered Mail Returned to Sender",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "",
                "--b",
                "",
                "Something came back.",
                "--b",
                "Content-Type: message/delivery-status",
                "",
                "Reporting-MTA: dns; mx.desk.example",
                ""));
    lines.addAll(List.of(groups));
    lines.addAll(
        List.of(
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            "Return-Path: <bounce+k7@desk.example>",
            "From: Help <help@desk.example>",
            "Reply-To: help+t9@desk.example",
            "To: ann@client.example",
            "Message-ID: <m1@desk.example>",
            "",
            "--b--"));
    return RawMail.read(lines.toArray(String[]::new));
  }

  private static Message bounce(String... words) {
    var lines =
        new ArrayList<>(
            List.of(
                "Return-Path: <>",
                "From: Mail Delivery System <mailer-daemon@mx.desk.example>",
                "To: help@desk.example",
                "Subject: Mail delivery failed",
                ""));
    lines.addAll(List.of(words));
    return RawMail.read(lines.toArray(String[]::new));
  }
}
