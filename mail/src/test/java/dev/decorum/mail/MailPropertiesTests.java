package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class MailPropertiesTests {

  private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-11-20T10:15:00Z");
  private static final Address ANN = new Address("", "ann@client.example");

  private static OutgoingMail.Draft draft(String name) {
    return OutgoingMail.from(
            new Address(name, "jonas@brightwater.example"), "m1@brightwater.example", SENT)
        .to(ANN);
  }

  @Property(tries = 400)
  void aComposedMailReadsBackEqual(
      @ForAll("texts") String name,
      @ForAll("texts") String subject,
      @ForAll("texts") String text,
      @ForAll("texts") String file) {
    Part part = Part.attachment(file, "application/pdf", text.getBytes(StandardCharsets.UTF_8));
    OutgoingMail mail = draft(name).subject(subject).text(text).attach(part).build();

    Message read = MailReader.read(MailComposer.compose(mail).bytes());

    assertThat(read.from()).containsExactly(mail.from());
    assertThat(read.subject()).isEqualTo(HeaderText.clean(subject));
    assertThat(read.text().stripTrailing()).isEqualTo(Lines.normalised(text).stripTrailing());
    assertThat(read.attachments()).containsExactly(part);
  }

  @Property(tries = 400)
  void noValueCanAddAHeader(@ForAll("hostile") String value) {
    OutgoingMail mail =
        draft(value)
            .replyTo(new Address(value, "reply@brightwater.example"))
            .subject(value)
            .text(value)
            .html(value)
            .signature(value)
            .quote(new OutgoingMail.Quote(value, value))
            .answers(value, List.of(value, "ok@client.example"))
            .attach(Part.attachment(value, value, new byte[1]))
            .attach(Part.inline(value, value, value, new byte[1]))
            .build();

    byte[] bytes = MailComposer.compose(mail).bytes();
    String composed = new String(bytes, StandardCharsets.UTF_8);
    String header = composed.substring(0, composed.indexOf("\r\n\r\n"));

    assertThat(names(header))
        .isSubsetOf(
            "date",
            "from",
            "reply-to",
            "to",
            "subject",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type")
        .contains("from", "to", "subject");
    assertThat(composed.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    assertThat(composed.split("\r\n", -1)).allMatch(line -> line.length() <= 998);
    Message read = MailReader.read(bytes);
    assertThat(read.to()).containsExactly(ANN);
    assertThat(read.attachments()).hasSize(2);
  }

  private static Set<String> names(String header) {
    var names = new TreeSet<String>();
    for (String line : header.split("\r\n")) {
      if (!line.startsWith(" ")) {
        names.add(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  @Property(tries = 1_000)
  void readingThrowsNothingElse(@ForAll byte[] bytes) {
    readOrRefuse(bytes);
  }

  @Property(tries = 1_000)
  void readingBrokenStructuresIsNeverUnforeseen(@ForAll("broken") String mail) {
    Message message = MailReader.read(mail.getBytes(StandardCharsets.ISO_8859_1));

    int end = 0;
    for (Zone zone : message.zones()) {
      assertThat(zone.start()).isEqualTo(end);
      end = zone.end();
    }
    assertThat(end).isEqualTo(message.text().length());
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(MailReader.read(bytes).notices()).isEmpty();
    } catch (MailUnreadable unreadable) {
      assertThat(unreadable.reason()).isEqualTo(MailUnreadable.Reason.EMPTY);
    }
  }

  @Property(tries = 1_000)
  void safeNamesStaySafe(@ForAll("hostile") String claim) {
    String name = SafeNames.safe(claim, "application/pdf");

    assertThat(name)
        .isNotEmpty()
        .doesNotContain("/", "\\", "\n", "\r", "\u0000", "\u202e")
        .doesNotStartWith(".");
    assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
    assertThat(SafeNames.safe(name, "application/pdf")).isEqualTo(name);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        pieces(
            "Grüße",
            " ",
            "  ",
            "\n",
            "日本語",
            "🙂",
            "=?utf-8?Q?x?=",
            "\"",
            "\\",
            "<a@b>",
            ",",
            "a.b",
            "\t",
            "word",
            "=",
            "_"));
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(100),
        pieces(
            "\r\n",
            "\r",
            "\n",
            "\nBcc: x@y.example",
            "\r\n\r\n",
            "\u0000",
            "\u2028",
            "\u0085",
            "\ud800",
            "a",
            " ",
            ":",
            ";",
            "\"",
            "../",
            "\\",
            "\u200b",
            "\u202e",
            ".",
            "=?utf-8?Q?=0D=0ABcc:x?=",
            "--=_",
            "e\u0301",
            "x".repeat(300)));
  }

  @Provide
  Arbitrary<String> broken() {
    return pieces(
        "\r\n",
        "\n",
        "\r\n\r\n",
        "--b",
        "--b--",
        "--",
        "\r\n--b\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "Content-Type: multipart/alternative\r\n",
        "Content-Type: text/html\r\n\r\n",
        "Content-Type: message/rfc822\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "=",
        "=3",
        "=?",
        "?=",
        "=?utf-8?B?",
        "=?x?Q?=",
        "From: ",
        "Subject: ",
        "Date: ",
        "References: <",
        "<",
        ">",
        "\"",
        "(",
        ")",
        ":",
        ";",
        ",",
        "@",
        "a",
        " ",
        "\t",
        "> ",
        "-- \n",
        "On 1.1.2026 10:00 x wrote:\n",
        "From: a\nSent: b\nTo: c\nSubject: d\n",
        "<div id=appendonsend>",
        "<blockquote>",
        "</p>",
        "\u00ff\u00fe",
        "filename*0*=",
        "Content-Disposition: attachment; filename=",
        "charset=utf-7\r\n\r\n+AAAA");
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(list -> String.join("", list));
  }

  @Property(tries = 500)
  void whateverIsWrappedIsNeverUnforeseen(@ForAll @Size(max = 300) byte[] bytes) {
    byte[] tnef = new byte[bytes.length + 6];
    System.arraycopy(new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22, 1, 0}, 0, tnef, 0, 6);
    System.arraycopy(bytes, 0, tnef, 6, bytes.length);

    assertThat(Tnef.read(tnef)).isNotNull();
    assertThat(Rtf.text(bytes)).isNotNull();
    assertThat(
            Uuencoded.in("begin 644 a\n" + new String(bytes, StandardCharsets.ISO_8859_1)).text())
        .isNotNull();
    assertThat(CalendarText.of("BEGIN:VEVENT\n" + new String(bytes, StandardCharsets.ISO_8859_1)))
        .isNotNull();
    byte[] packed = Arrays.copyOf(bytes, Math.max(bytes.length, 16));
    System.arraycopy(new byte[] {0x4c, 0x5a, 0x46, 0x75}, 0, packed, 8, 4);
    assertThat(Rtf.decompressed(packed)).isNotNull();
  }
}
