package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Encodes bodies so that they pass any mail server unharmed.
final class BodyWriter {

  private static final int LINE = 76;
  private static final byte[] CRLF = {'\r', '\n'};
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /// What stands in Content-Transfer-Encoding, and the encoded body with it; ends with a line end.
  record Encoded(String encoding, byte[] body) {}

  private BodyWriter() {}

  /// Text with `\n` line ends.
  static Encoded text(String text) {
    String whole = text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
    if (isSevenBit(whole)) {
      return new Encoded("7bit", whole.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    byte[] quoted = quotedPrintable(bytes);
    return quoted.length <= bytes.length * 3 / 2
        ? new Encoded("quoted-printable", quoted)
        : base64(whole.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  static Encoded base64(byte[] bytes) {
    byte[] encoded = Base64.getMimeEncoder(LINE, CRLF).encode(bytes);
    byte[] body = new byte[encoded.length + 2];
    System.arraycopy(encoded, 0, body, 0, encoded.length);
    System.arraycopy(CRLF, 0, body, encoded.length, 2);
    return new Encoded("base64", body);
  }

  /// Lines that begin with `From ` are changed by some mailbox formats, so they do not go as they
  /// are.
  private static boolean isSevenBit(String text) {
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        if (i - lineStart > LINE + 2) {
          return false;
        }
        lineStart = i + 1;
      } else if (c > 0x7e || (c < ' ' && c != '\t')) {
        return false;
      }
      if (i == lineStart && text.startsWith("From ", i)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] quotedPrintable(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length + bytes.length / 4);
    int column = 0;
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      if (b == '\n') {
        out.writeBytes(CRLF);
        column = 0;
        continue;
      }
      boolean endOfLine = i + 1 >= bytes.length || bytes[i + 1] == '\n';
      boolean literal =
          (b >= '!' && b <= '~' && b != '=') || ((b == ' ' || b == '\t') && !endOfLine);
      if (column == 0 && (b == 'F' || b == '.')) {
        // Keeps "From " and lone dots from being taken for something else on the way.
        literal = false;
      }
      int width = literal ? 1 : 3;
      if (column + width > LINE - 1) {
        out.write('=');
        out.writeBytes(CRLF);
        column = 0;
      }
      if (literal) {
        out.write(b);
      } else {
        out.write('=');
        out.write(HEX[b >> 4]);
        out.write(HEX[b & 15]);
      }
      column += width;
    }
    return out.toByteArray();
  }
}
