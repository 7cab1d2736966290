package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailComposerTests {

  private static final Address ANN = new Address("Ann Lee", "ann@client.example");

  private static OutgoingMail.Draft draft() {
    return OutgoingMail.from(
            new Address("Jonas Lind", "jonas@brightwater.example"),
            "m1@brightwater.example",
            OffsetDateTime.parse("2026-11-20T10:15:00+01:00"))
        .to(ANN)
        .subject("Your order")
        .text("Dear Ann,\n\nit is on its way.");
  }

  private static String composed(OutgoingMail.Draft draft) {
    return new String(MailComposer.compose(draft.build()).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void writesTheHeadersOfAnOrdinaryMail() {
    String mail =
        composed(draft().replyTo(new Address("Brightwater", "reply+t@brightwater.example")));

    assertThat(mail)
        .startsWith(
            """
            Date: Fri, 20 Nov 2026 10:15:00 +0100
            From: Jonas Lind <jonas@brightwater.example>
            Reply-To: Brightwater <reply+t@brightwater.example>
            To: Ann Lee <ann@client.example>
            Subject: Your order
            Message-ID: <m1@brightwater.example>
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
            """
                .replace("\n", "\r\n"));
    assertThat(mail)
        .doesNotContain("Auto-Submitted", "X-Auto-Response-Suppress", "In-Reply-To", "References");
  }

  @Test
  void saysThatAMachineWroteItOnlyWhenAsked() {
    assertThat(composed(draft().autoSubmitted(OutgoingMail.AutoSubmitted.REPLIED)))
        .contains("\r\nAuto-Submitted: auto-replied\r\n", "\r\nX-Auto-Response-Suppress: All\r\n");
  }

  @Test
  void putsTheQuoteBelowTheSignature() {
    Message read =
        MailReader.read(
            MailComposer.compose(
                    draft()
                        .signature("Jonas Lind\nBrightwater")
                        .quote(
                            new OutgoingMail.Quote(
                                "On 19 November 2026, Ann Lee wrote:",
                                "Where is it?\n\n> earlier\nAnn"))
                        .build())
                .bytes());

    assertThat(read.text())
        .isEqualTo(
            """
            Dear Ann,

            it is on its way.

            --\s
            Jonas Lind
            Brightwater

            On 19 November 2026, Ann Lee wrote:
            > Where is it?
            >
            >> earlier
            > Ann""");
    assertThat(read.newText()).isEqualTo("Dear Ann,\n\nit is on its way.");
    assertThat(read.html()).contains("<blockquote type=\"cite\">\nWhere is it?<br>");
  }

  @Test
  void theHtmlTwinShowsMarkupAsText() {
    Message read =
        MailReader.read(
            MailComposer.compose(draft().text("if a < b && c > d\n  <script>x</script>").build())
                .bytes());

    assertThat(read.html())
        .contains(
            "if a &lt; b &amp;&amp; c &gt; d<br>\n&nbsp;&nbsp;&lt;script&gt;x&lt;/script&gt;<br>");
  }

  @Test
  void keepsTheFirstReferenceAndTheLastOnes() {
    List<String> thread =
        IntStream.range(0, 100).mapToObj(i -> "r" + i + "@client.example").toList();

    Message read =
        MailReader.read(
            MailComposer.compose(draft().answers("last@client.example", thread).build()).bytes());

    assertThat(read.references())
        .hasSize(20)
        .startsWith("r0@client.example", "r82@client.example")
        .endsWith("last@client.example");
    assertThat(read.inReplyTo()).containsExactly("last@client.example");
  }

  @Test
  void leavesOutReferencesThatAreNoIds() {
    String mail =
        composed(
            draft().answers("a>\r\nBcc: x@y.example", List.of("ok@client.example", "no id", "")));

    assertThat(mail)
        .contains("References: <ok@client.example>\r\n")
        .doesNotContain("Bcc")
        .doesNotContain("In-Reply-To");
  }

  @Test
  void linesAreShortAndEndWithCrlf() {
    String longLine = "word ".repeat(2_000) + "x".repeat(3_000);
    String mail =
        composed(
            draft()
                .subject("Long ".repeat(400) + "y".repeat(2_000))
                .to(
                    IntStream.range(0, 200)
                        .mapToObj(
                            i -> new Address("Some Body " + i, "body" + i + "@client.example"))
                        .toList())
                .text(longLine + "\nFrom here\n.\n")
                .attach(
                    Part.attachment(
                        "n".repeat(240) + ".bin", "application/octet-stream", new byte[5_000])));

    assertThat(mail.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    assertThat(mail.split("\r\n", -1)).allMatch(line -> line.length() <= 998);
    assertThat(mail).doesNotContain("\r\nFrom here").doesNotContain("\r\n.\r\n");
    assertThat(MailReader.read(mail.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo(longLine + "\nFrom here\n.");
  }

  @Test
  void isAsciiWhateverItSays() {
    String mail =
        composed(
            draft()
                .subject("Übergröße 日本語 🙂")
                .text("Grüße 日本語 🙂")
                .attach(Part.attachment("日本語.txt", "text/plain", new byte[] {1})));

    assertThat(mail.chars()).allMatch(c -> c < 0x80);
    Message read = MailReader.read(mail.getBytes(StandardCharsets.US_ASCII));
    assertThat(read.subject()).isEqualTo("Übergröße 日本語 🙂");
    assertThat(read.text()).isEqualTo("Grüße 日本語 🙂\n");
    assertThat(read.attachments()).singleElement().extracting(Part::name).isEqualTo("日本語.txt");
  }

  @Test
  void inlineImagesStandBesideTheHtml() {
    Part logo = Part.inline("logo.png", "image/png", "logo@brightwater.example", new byte[] {1, 2});
    Part bill = Part.attachment("bill.pdf", "application/pdf", new byte[] {3});

    Message read =
        MailReader.read(
            MailComposer.compose(
                    draft()
                        .html("<p>x <img src=\"cid:logo@brightwater.example\"></p>")
                        .attach(bill)
                        .attach(logo)
                        .build())
                .bytes());

    assertThat(read.attachments()).containsExactlyInAnyOrder(logo, bill);
    assertThat(read.html()).contains("cid:logo@brightwater.example");
  }

  @Test
  void mailsAreAttachedAsPlainOctets() {
    Message read =
        MailReader.read(
            MailComposer.compose(
                    draft()
                        .attach(Part.attachment("old.eml", "message/rfc822", new byte[] {65}))
                        .build())
                .bytes());

    assertThat(read.attachments())
        .containsExactly(Part.attachment("old.eml", "application/octet-stream", new byte[] {65}));
  }

  @Test
  void hiddenRecipientsStandInTheEnvelopeOnly() {
    OutgoingMail mail =
        draft()
            .cc(List.of(new Address("", "ANN@client.example")))
            .bcc(List.of(Address.of("hidden@client.example")))
            .build();

    ComposedMail composed = MailComposer.compose(mail);

    assertThat(composed.recipients())
        .containsExactly("ann@client.example", "hidden@client.example");
    assertThat(new String(composed.bytes(), StandardCharsets.UTF_8)).doesNotContain("hidden@");
  }

  @Test
  void saysWhenAnAddressNeedsSmtpUtf8() {
    assertThat(
            MailComposer.compose(draft().to(Address.of("jörg@client.example")).build())
                .needsSmtpUtf8())
        .isTrue();
    assertThat(
            MailComposer.compose(draft().to(Address.of("joerg@münchen.example")).build())
                .recipients())
        .contains("joerg@xn--mnchen-3ya.example");
    assertThat(
            MailComposer.compose(draft().to(Address.of("joerg@münchen.example")).build())
                .needsSmtpUtf8())
        .isFalse();
    assertThat(
            MailComposer.compose(draft().to(Address.of("a@straße.example")).build())
                .needsSmtpUtf8())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "@client.example",
        "ann@",
        "ann@client.example\r\nBcc: x@y.example",
        "ann@client.example> SIZE=1",
        "an n@client.example",
        "ann,bob@client.example",
        "ann@client\u0000.example",
        "ann\u202e@client.example",
        "a@b@client.example",
        "\"x\"@client.example"
      })
  void refusesAddressesThatCannotBeWritten(String address) {
    assertThatExceptionOfType(UnsendableAddress.class)
        .isThrownBy(() -> MailComposer.compose(draft().to(Address.of(address)).build()))
        .withMessageNotContaining("client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "noat", "a b@c", "a@b>\r\nX: y", "ä@b"})
  void refusesAMessageIdThatIsNone(String id) {
    OutgoingMail mail =
        OutgoingMail.from(ANN, id, OffsetDateTime.parse("2026-11-20T10:15:00Z")).to(ANN).build();

    assertThatIllegalArgumentException().isThrownBy(() -> MailComposer.compose(mail));
  }

  @Test
  void offersOneClickOnlyWhereNobodyOnTheWayCanMakeIt() {
    var safe =
        composed(draft().unsubscribe(URI.create("https://desk.example.com/unsubscribe/abc")));
    var plain = composed(draft().unsubscribe(URI.create("http://desk.lan/unsubscribe/abc")));
    var personal = composed(draft().unsubscribe(null));

    assertThat(safe)
        .contains("List-Unsubscribe: <https://desk.example.com/unsubscribe/abc>\r\n")
        .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
    assertThat(plain)
        .contains("List-Unsubscribe: <http://desk.lan/unsubscribe/abc>\r\n")
        .doesNotContain("List-Unsubscribe-Post");
    assertThat(personal).contains("Subject:").doesNotContain("List-Unsubscribe");
  }
}
