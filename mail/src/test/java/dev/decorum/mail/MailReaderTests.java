package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTests {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  @Test
  void readsTheHeadersOfAnOrdinaryMail() {
    Message message =
        RawMail.read(
            "From: Ann Lee <ann@client.example>",
            "To: \"Support, Brightwater\" <help@brightwater.example>, second@brightwater.example",
            "Reply-To: <office@client.example>",
            "Subject: Where is my",
            "  order?",
            "Date: Fri, 20 Nov 2026 10:15:00 +0100 (CET)",
            "Message-ID: <a1@client.example>",
            "In-Reply-To: <q1@brightwater.example>",
            "References: <q0@brightwater.example>",
            " <q1@brightwater.example> <q0@brightwater.example>",
            "",
            "It has not come.");

    assertThat(message.from()).containsExactly(new Address("Ann Lee", "ann@client.example"));
    assertThat(message.to())
        .containsExactly(
            new Address("Support, Brightwater", "help@brightwater.example"),
            Address.of("second@brightwater.example"));
    assertThat(message.replyTo()).containsExactly(Address.of("office@client.example"));
    assertThat(message.subject()).isEqualTo("Where is my  order?");
    assertThat(message.date()).isEqualTo(OffsetDateTime.parse("2026-11-20T10:15:00+01:00"));
    assertThat(message.messageId()).isEqualTo("a1@client.example");
    assertThat(message.inReplyTo()).containsExactly("q1@brightwater.example");
    assertThat(message.references())
        .containsExactly("q0@brightwater.example", "q1@brightwater.example");
    assertThat(message.text()).isEqualTo("It has not come.\n");
    assertThat(message.html()).isNull();
    assertThat(message.verdict()).isEqualTo(Verdict.ORDINARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=windows-1252",
        "text/plain; charset=iso-8859-1",
        "text/plain; charset=x-no-such-charset",
        "text/plain; charset=utf-8",
        "text/plain"
      })
  void readsWestEuropeanBytesWhateverTheirCharsetIsCalled(String contentType) {
    Message message = RawMail.readBody(contentType, "Grüße – für 20 €", WINDOWS_1252);

    assertThat(message.text()).isEqualTo("Grüße – für 20 €");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=utf-8",
        "text/plain; charset=iso-8859-1",
        "text/plain; charset=us-ascii",
        "text/plain; charset=\"\"",
        "text/plain"
      })
  void readsUtf8WhateverItIsCalled(String contentType) {
    Message message = RawMail.readBody(contentType, "Grüße – naïve 日本", StandardCharsets.UTF_8);

    assertThat(message.text()).isEqualTo("Grüße – naïve 日本");
  }

  @ParameterizedTest
  @CsvSource({
    "shift_jis,日本語",
    "gb2312,中文",
    "ks_c_5601-1987,한국어",
    "koi8-r,Привет",
    "iso-8859-15,20 €",
    "iso-2022-jp,日本語"
  })
  void readsOtherCharsets(String name, String text) {
    Message message = RawMail.readBody("text/plain; charset=" + name, text, Charset.forName(name));

    assertThat(message.text()).isEqualTo(text);
  }

  @Test
  void readsUtf7() {
    Message message =
        RawMail.readBody(
            "text/plain; charset=utf-7", "Gr+APwA3w-e 1 +- 1", StandardCharsets.US_ASCII);

    assertThat(message.text()).isEqualTo("Grüße 1 + 1");
  }

  @Test
  void oneDamagedByteDoesNotSpoilAUtf8Text() {
    byte[] mail =
        RawMail.of("Content-Type: text/plain; charset=utf-8", "", "Grüße aus Köln, schöne X");
    mail[mail.length - 3] = (byte) 0xff;

    assertThat(MailReader.read(mail).text()).isEqualTo("Grüße aus Köln, schöne \ufffd\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?utf-8?Q?Gr=C3=BC=C3=9Fe?=|Grüße",
        "=?UTF-8?B?R3LDvMOfZQ==?=|Grüße",
        "=?utf-8?B?R3LDvMOfZQ?=|Grüße",
        "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=|Grüße",
        "=?iso-8859-1*de?q?Gr=FC=DFe?=|Grüße",
        "Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus =?utf-8?Q?K=C3=B6ln?=|Re: Grüße aus Köln",
        "=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus Köln?=|Grüße aus Köln",
        "=?utf-8?Q?Gr=C3=BC=C3=9Fe|Grüße",
        "=?x-unknown?Q?Gr=C3=BC=C3=9Fe?=|Grüße",
        "=?utf-8?X?plain?=|=?utf-8?X?plain?=",
        "=?utf-8?Q?a?= =?utf-8?Q?b?= c|ab c",
        "=?utf-8?Q?=3D=3Futf-8=3FQ=3Ftwice=3F=3D?=|=?utf-8?Q?twice?=",
        "50 =? 60|50 =? 60",
        "Grüße, raw|Grüße, raw"
      })
  void decodesSubjectsOnce(String raw, String subject) {
    assertThat(RawMail.read("Subject: " + raw, "", "x").subject()).isEqualTo(subject);
  }

  @Test
  void decodedLineEndsAndDirectionMarksDoNotReachTheSubject() {
    Message message =
        RawMail.read("Subject: =?utf-8?Q?one=0D=0ABcc:_x=40y.example=E2=80=AE?=", "", "x");

    assertThat(message.subject()).isEqualTo("one Bcc: x@y.example");
  }

  @Test
  void prefersThePlainTextAndKeepsTheHtml() {
    Message message =
        RawMail.read(
            "Content-Type: multipart/alternative; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "plain",
            "--b",
            "Content-Type: text/html",
            "",
            "<p>rich</p>",
            "--b--");

    assertThat(message.text()).isEqualTo("plain");
    assertThat(message.html()).isEqualTo("<p>rich</p>");
    assertThat(message.attachments()).isEmpty();
  }

  @Test
  void makesTextOfHtmlOnlyMail() {
    Message message =
        RawMail.readHtml(
            "<style>p{}</style><p>Dear  team,</p><p>two<br>lines &amp; <b>bold</b></p><ul><li>one<li>two</ul>"
                + "<table><tr><td>a<td>b</table><script>alert(1)</script>");

    assertThat(message.text())
        .isEqualTo("Dear team,\n\ntwo\nlines & bold\n\n- one\n- two\n\na b\n\n");
    assertThat(message.html()).contains("<b>bold</b>");
  }

  @Test
  void readsTheCharsetOfHtmlFromTheHtml() {
    Message message =
        RawMail.readBody(
            "text/html", "<meta charset=\"koi8-r\"><p>Привет</p>", Charset.forName("koi8-r"));

    assertThat(message.text()).isEqualTo("Привет\n\n");
  }

  @Test
  void joinsFlowedLines() {
    Message message =
        RawMail.read(
            "Content-Type: text/plain; format=flowed; delsp=no",
            "",
            "A long ",
            "paragraph.",
            "> quoted ",
            "> as well",
            " From stuffed",
            "-- ",
            "Ann");

    assertThat(message.text())
        .isEqualTo("A long paragraph.\n> quoted as well\nFrom stuffed\n-- \nAnn\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filename=\"report.pdf\"|report.pdf",
        "filename=report 2026.pdf|report 2026.pdf",
        "filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf|Grüße.pdf",
        "filename*0*=UTF-8''Gr%C3%BC; filename*1=\"sse \"; filename*2*=%E2%82%AC.pdf|Grüsse €.pdf",
        "filename=\"=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?=\"|Grüße.pdf",
        "filename=\"../../etc/passwd\"|passwd",
        "filename=\"C:\\Users\\ann\\bill.pdf\"|bill.pdf",
        "filename=\".htaccess\"|htaccess",
        "filename*=UTF-8''%E2%80%8B.htaccess|htaccess",
        "filename*=UTF-8''cod%E2%80%AEfdp.exe|codfdp.exe",
        "filename*=UTF-8''a%00b%0D%0A.txt|ab.txt",
        "filename=\"..\"|attachment.pdf",
        "x=y|attachment.pdf"
      })
  void givesAttachmentsSafeNames(String parameters, String name) {
    Message message =
        RawMail.read(
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "",
            "text",
            "--b",
            "Content-Type: application/pdf",
            "Content-Disposition: attachment; " + parameters,
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getEncoder().encodeToString(new byte[] {37, 80, 68, 70}),
            "--b--");

    assertThat(message.attachments()).hasSize(1);
    Part part = message.attachments().getFirst();
    assertThat(part.name()).isEqualTo(name);
    assertThat(part.type()).isEqualTo("application/pdf");
    assertThat(part.bytes()).containsExactly(37, 80, 68, 70);
    assertThat(part.inline()).isFalse();
    assertThat(message.text()).isEqualTo("text");
  }

  @Test
  void shortensLongNamesAndKeepsTheirExtension() {
    String name = Part.attachment("ü".repeat(400) + ".pdf", "application/pdf", new byte[0]).name();

    assertThat(name.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(255)
        .hasSizeGreaterThan(250);
    assertThat(name).endsWith("ü.pdf");
  }

  @Test
  void knowsInlineImagesByTheirContentId() {
    Message message =
        RawMail.read(
            "Content-Type: multipart/related; boundary=b",
            "",
            "--b",
            "Content-Type: text/html",
            "",
            "<img src=\"cid:logo@x\">",
            "--b",
            "Content-Type: image/png; name=logo.png",
            "Content-ID: <logo@x>",
            "Content-Disposition: inline",
            "Content-Transfer-Encoding: base64",
            "",
            "AAAA",
            "--b--");

    assertThat(message.attachments()).hasSize(1);
    assertThat(message.attachments().getFirst())
        .isEqualTo(Part.inline("logo.png", "image/png", "logo@x", new byte[3]));
  }

  @Test
  void doesNotOpenMailsWithinAMail() {
    Message message =
        RawMail.read(
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "",
            "see below",
            "--b",
            "Content-Type: message/rfc822",
            "",
            "Subject: inner",
            "",
            "inner text",
            "--b--");

    assertThat(message.text()).isEqualTo("see below");
    assertThat(message.attachments())
        .singleElement()
        .extracting(Part::name)
        .isEqualTo("attachment.eml");
  }

  @Test
  void findsTheBoundaryThatIsNotDeclared() {
    Message message =
        RawMail.read(
            "Content-Type: multipart/mixed",
            "",
            "--found",
            "Content-Type: text/plain",
            "",
            "the text",
            "--found",
            "Content-Type: image/png; name=a.png",
            "",
            "x",
            "--found--");

    assertThat(message.text()).isEqualTo("the text");
    assertThat(message.attachments()).singleElement().extracting(Part::name).isEqualTo("a.png");
  }

  @Test
  void showsAMultipartWithoutPartsAsText() {
    assertThat(
            RawMail.read("Content-Type: multipart/mixed; boundary=never", "", "just words").text())
        .contains("just words");
  }

  @Test
  void readsWhatIsLeftOfBrokenBase64() {
    Message message =
        RawMail.read("Content-Transfer-Encoding: base64", "", "SGVs bG8s**IHdvcmxk", "Lg=");

    assertThat(message.text()).startsWith("Hello, world");
  }

  @Test
  void stopsTakingApartAtTheGreatestDepth() {
    var lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines
          .append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\r\n\r\n--b")
          .append(i)
          .append("\r\n");
    }
    Message message = MailReader.read((lines + "\r\ndeep\r\n").getBytes(StandardCharsets.US_ASCII));

    assertThat(message.notices()).containsExactly(Notice.DEPTH_CUT);
    assertThat(message.attachments()).hasSize(1);
  }

  @Test
  void cutsTextThatIsTooLongAndKeepsItAsAFile() {
    Message message = RawMail.readText("0123456789abcde\n".repeat(100_000));

    assertThat(message.text()).hasSize(Content.MAX_TEXT);
    assertThat(message.notices()).containsExactly(Notice.TEXT_CUT);
    assertThat(message.attachments()).singleElement().extracting(Part::size).isEqualTo(1_600_000);
  }

  @Test
  void leavesOutHtmlThatIsTooLarge() {
    Message message = RawMail.readHtml("<p>first</p>" + "<p>x</p>".repeat(700_000));

    assertThat(message.html()).isNull();
    assertThat(message.text()).startsWith("first");
    assertThat(message.notices()).contains(Notice.HTML_LEFT_OUT);
    assertThat(message.attachments()).singleElement().extracting(Part::type).isEqualTo("text/html");
  }

  @Test
  void leavesOutHtmlWithTooManyLinks() {
    Message message = RawMail.readHtml("<a href=\"https://x.example\">x</a> ".repeat(25_000));

    assertThat(message.html()).isNull();
    assertThat(message.text()).startsWith("x x x");
  }

  @Test
  void saysWhyItCannotReadAMail() {
    assertThatExceptionOfType(MailUnreadable.class)
        .isThrownBy(() -> MailReader.read(new byte[0]))
        .extracting(MailUnreadable::reason)
        .isEqualTo(MailUnreadable.Reason.EMPTY);
    assertThatExceptionOfType(MailUnreadable.class)
        .isThrownBy(() -> MailReader.read(new byte[MailReader.MAX_BYTES + 1]))
        .extracting(MailUnreadable::reason)
        .isEqualTo(MailUnreadable.Reason.TOO_LARGE);
    assertThatExceptionOfType(MailUnreadable.class)
        .isThrownBy(() -> RawMail.read("X: y\r\n".repeat(1_200), "", "text"))
        .extracting(MailUnreadable::reason)
        .isEqualTo(MailUnreadable.Reason.TOO_MANY_HEADERS);
    assertThatExceptionOfType(MailUnreadable.class)
        .isThrownBy(() -> RawMail.read("X: " + "y".repeat(2 << 20), "", "text"))
        .extracting(MailUnreadable::reason)
        .isEqualTo(MailUnreadable.Reason.TOO_MANY_HEADERS);
    assertThatExceptionOfType(MailUnreadable.class)
        .isThrownBy(
            () ->
                RawMail.read(
                    "Content-Type: multipart/mixed; boundary=b",
                    "",
                    "--b\r\n\r\nx\r\n".repeat(1_200)))
        .extracting(MailUnreadable::reason)
        .isEqualTo(MailUnreadable.Reason.TOO_MANY_PARTS);
  }

  @Test
  void nothingOfTheMailIsInWhatMayBeLogged() {
    Message message =
        RawMail.read("From: Ann <ann@client.example>", "Subject: secret", "", "secret");

    assertThat(message.subject()).isEqualTo("secret");
    assertThat(message.toString() + message.from()).doesNotContain("secret").doesNotContain("ann");
  }

  /// The memory of a small server is the limit here, and the patience of the mails behind this one.
  @Test
  void readsLargeMailsBuiltToBeExpensive() {
    String undeclared =
        IntStream.range(0, 28)
            .mapToObj(i -> "Content-Type: multipart/mixed\r\n\r\n--level" + i + "\r\n")
            .collect(Collectors.joining());
    String body = "some words in a line\r\n".repeat(1_000_000);
    String charsets =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "=?c" + i + "?Q?x?= ")
            .collect(Collectors.joining("", "Subject: ", "\r\n\r\nx"));

    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Message deep =
        MailReader.read((undeclared + "\r\n" + body).getBytes(StandardCharsets.US_ASCII));
    Message many = MailReader.read(charsets.getBytes(StandardCharsets.US_ASCII));
    long seconds =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000_000;

    assertThat(deep.notices()).contains(Notice.TEXT_CUT);
    assertThat(many.subject()).hasSize(60_000);
    assertThat(seconds).isLessThan(10);
  }
}
