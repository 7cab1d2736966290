package dev.decorum.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WrappedFilesTests {

  @Test
  void takesTheFilesOutOfAWinmailDat() {
    byte[] tnef =
        tnef(
            attribute(0x00069002, new byte[14]),
            attribute(0x00018010, latin("OFFER~1.PDF\0")),
            attribute(0x0006800f, latin("%PDF offer")),
            attribute(
                0x00069005,
                properties(
                    property(0x370e001f, utf16("application/pdf\0")),
                    property(0x3707001f, utf16("Offer für Ann.pdf\0")))),
            attribute(0x00069002, new byte[14]),
            attribute(0x0006800f, latin("second")));

    Message message = mail("See the offer.", tnef);

    assertThat(message.text().strip()).isEqualTo("See the offer.");
    assertThat(message.attachments())
        .extracting(
            Part::name, Part::type, part -> new String(part.bytes(), StandardCharsets.UTF_8))
        .containsExactly(
            tuple("Offer für Ann.pdf", "application/pdf", "%PDF offer"),
            tuple("attachment.bin", "application/octet-stream", "second"));
  }

  @Test
  void readsTheTextThatStandsOnlyInAWinmailDat() {
    byte[] html =
        tnef(attribute(0x00069003, properties(property(0x10130102, latin("<p>Hello Ann")))));
    byte[] rich =
        tnef(
            attribute(
                0x00069003,
                properties(
                    property(
                        0x10090102,
                        uncompressed(
                            "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}Gr\\'fc\\u223?e\\par Ann}")))));

    assertThat(mail("", html).text().strip()).isEqualTo("Hello Ann");
    assertThat(mail("", html).html()).isEqualTo("<p>Hello Ann");
    assertThat(mail("", rich).text().strip()).isEqualTo("Grüße\nAnn");
  }

  @Test
  void unpacksRichText() {
    // A literal run, then a reference to the beginning of the dictionary: `{\rtf1`.
    byte[] packed =
        ByteBuffer.allocate(16 + 6)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0)
            .putInt(0)
            .putInt(0x75465a4c)
            .putInt(0)
            .put((byte) 0b100)
            .put((byte) 'A')
            .put((byte) 'B')
            .put((byte) 0x00)
            .put((byte) 0x04)
            .put((byte) 'C')
            .array();

    assertThat(Rtf.decompressed(packed))
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("AB{\\rtf1C");
  }

  @Test
  void aBrokenWinmailDatStaysAnAttachment() {
    Message none = mail("Hello", latin("not one at all"));
    byte[] cut = tnef(attribute(0x0006800f, latin("whole")), attribute(0x00069002, new byte[2]));

    assertThat(none.attachments()).extracting(Part::name).containsExactly("winmail.dat");
    assertThat(mail("Hello", java.util.Arrays.copyOf(cut, cut.length - 4)).attachments())
        .extracting(Part::size)
        .containsExactly(5);
  }

  @Test
  void lengthsInAWinmailDatAreOnlyClaims() {
    byte[] property =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Integer.MAX_VALUE)
            .putInt(0x1013_0102)
            .putInt(Integer.MAX_VALUE)
            .putInt(Integer.MAX_VALUE)
            .array();

    Message message = mail("Hello", tnef(attribute(0x00069003, property)));

    assertThat(message.text().strip()).isEqualTo("Hello");
  }

  @Test
  void takesUuencodedFilesOutOfTheText() {
    Message message =
        RawMail.readText("Here it is.\n\nbegin 644 note.txt\n%2&5L;&\\\n`\nend\n\nAnn\n");

    assertThat(message.text()).isEqualTo("Here it is.\n\n\nAnn\n");
    assertThat(message.attachments())
        .extracting(Part::name, part -> new String(part.bytes(), StandardCharsets.US_ASCII))
        .containsExactly(tuple("note.txt", "Hello"));
  }

  @Test
  void keepsATextThatOnlyBeginsLikeAUuencodedFile() {
    String text =
        "begin 644 times and you will see what I mean, whatever you may have been told.\n";

    assertThat(RawMail.readText(text).text()).isEqualTo(text);
    assertThat(RawMail.readText("begin 644 a.txt\n#0V%T\n").text())
        .isEqualTo("begin 644 a.txt\n#0V%T\n");
  }

  @Test
  void anInvitationAloneIsReadAsText() {
    Message message =
        RawMail.read(
            "Content-Type: text/calendar; method=REQUEST; charset=utf-8",
            "",
            "BEGIN:VCALENDAR",
            "BEGIN:VTIMEZONE",
            "DTSTART:19700101T000000",
            "END:VTIMEZONE",
            "BEGIN:VEVENT",
            "SUMMARY:Visit\\, room 12",
            "DTSTART;TZID=\"Europe/Berlin\":20260303T101500",
            "DTEND;TZID=\"Europe/Berlin\":20260303T110000",
            "LOCATION:Harb",
            " our Hotel",
            "END:VEVENT",
            "END:VCALENDAR");

    assertThat(message.text())
        .isEqualTo(
            "Visit, room 12\n2026-03-03 10:15 Europe/Berlin – 2026-03-03 11:00 Europe/Berlin\n"
                + "Harbour Hotel");
    assertThat(message.attachments()).extracting(Part::type).containsExactly("text/calendar");
  }

  @Test
  void anEmptyPlainTextGivesWayToTheHtml() {
    Message message =
        RawMail.read(
            "Content-Type: multipart/alternative; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            " ",
            "--b",
            "Content-Type: text/html",
            "",
            "<p>Only here",
            "--b--");

    assertThat(message.text().strip()).isEqualTo("Only here");
  }

  @Test
  void emptyLinesAndAMarkBeforeTheHeaderDoNotHideIt() {
    Message message =
        MailReader.read(
            "\ufeff\r\n\r\nFrom: ann@client.example\r\nSubject: Key\r\n\r\nHello"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(message.subject()).isEqualTo("Key");
    assertThat(message.text()).isEqualTo("Hello");
  }

  @Test
  void sevenBitJapaneseIsReadWithoutBeingDeclared() {
    Message message =
        RawMail.readBody("text/plain", "鍵はどこですか", java.nio.charset.Charset.forName("ISO-2022-JP"));

    assertThat(message.text()).isEqualTo("鍵はどこですか");
  }

  @Test
  void aForgottenSemicolonDoesNotMakeATextAFile() {
    Message message = RawMail.readBody("text/plain charset=utf-8", "Grüße", StandardCharsets.UTF_8);

    assertThat(message.text()).isEqualTo("Grüße");
  }

  @Test
  void aThreadThatIsAskedToStopDoesNotReadOn() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(MailUnreadable.class)
          .isThrownBy(() -> RawMail.readText("Hello"))
          .extracting(MailUnreadable::reason)
          .isEqualTo(MailUnreadable.Reason.STOPPED);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static Message mail(String text, byte[] tnef) {
    return RawMail.read(
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        text,
        "--b",
        "Content-Type: application/ms-tnef; name=winmail.dat",
        "Content-Transfer-Encoding: base64",
        "",
        Base64.getMimeEncoder().encodeToString(tnef),
        "--b--");
  }

  private static byte[] tnef(byte[]... attributes) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x78, (byte) 0x9f, 0x3e, 0x22, 1, 0});
    for (byte[] attribute : attributes) {
      out.writeBytes(attribute);
    }
    return out.toByteArray();
  }

  private static byte[] attribute(int id, byte[] data) {
    return ByteBuffer.allocate(data.length + 11)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 1)
        .putInt(id)
        .putInt(data.length)
        .put(data)
        .putShort((short) 0)
        .array();
  }

  private static byte[] properties(byte[]... properties) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) properties.length, 0, 0, 0});
    for (byte[] property : properties) {
      out.writeBytes(property);
    }
    return out.toByteArray();
  }

  /// Id and type as in the documents: `0x3707001f`.
  private static byte[] property(int tag, byte[] value) {
    int padded = (value.length + 3) / 4 * 4;
    return ByteBuffer.allocate(12 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) tag)
        .putShort((short) (tag >>> 16))
        .putInt(1)
        .putInt(value.length)
        .put(value)
        .array();
  }

  private static byte[] uncompressed(String rtf) {
    return ByteBuffer.allocate(16 + rtf.length())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(rtf.length() + 12)
        .putInt(rtf.length())
        .putInt(0x414c454d)
        .putInt(0)
        .put(latin(rtf))
        .array();
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
