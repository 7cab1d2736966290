package dev.decorum.mail.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Headers and bodies in the forms that are signed (RFC 6376, 3.4).
final class Canon {

  private Canon() {}

  /// Without the line end.
  static String header(RawMail.Field field, boolean relaxed) {
    return header(field.text(), relaxed);
  }

  static String header(String text, boolean relaxed) {
    if (!relaxed) {
      return text;
    }
    int colon = text.indexOf(':');
    String name = text.substring(0, colon).strip().toLowerCase(java.util.Locale.ROOT);
    var value = new StringBuilder(text.length());
    for (int i = colon + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t') {
        if (!value.isEmpty() && value.charAt(value.length() - 1) != ' ') {
          value.append(' ');
        }
      } else if (c != '\r' && c != '\n') {
        value.append(c);
      }
    }
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == ' ') {
      end--;
    }
    return name + ":" + value.substring(0, end);
  }

  /// SHA-256 of the body. Bare line feeds count as line ends, as they had to for whoever signed.
  static byte[] bodyHash(byte[] body, boolean relaxed) {
    MessageDigest digest = sha256();
    byte[] line = new byte[0];
    int emptyLines = 0;
    boolean any = false;
    int at = 0;
    while (at < body.length) {
      int end = at;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      int stop = end > at && body[end - 1] == '\r' ? end - 1 : end;
      line = relaxed ? relaxedLine(body, at, stop) : null;
      int length = line == null ? stop - at : line.length;
      if (length == 0) {
        emptyLines++;
      } else {
        for (; emptyLines > 0; emptyLines--) {
          crlf(digest);
        }
        if (line == null) {
          digest.update(body, at, length);
        } else {
          digest.update(line);
        }
        crlf(digest);
        any = true;
      }
      at = end + 1;
    }
    if (!any && !relaxed) {
      crlf(digest);
    }
    return digest.digest();
  }

  private static byte[] relaxedLine(byte[] body, int from, int to) {
    byte[] line = new byte[to - from];
    int length = 0;
    boolean space = false;
    for (int i = from; i < to; i++) {
      if (body[i] == ' ' || body[i] == '\t') {
        space = true;
      } else {
        if (space) {
          line[length++] = ' ';
          space = false;
        }
        line[length++] = body[i];
      }
    }
    return java.util.Arrays.copyOf(line, length);
  }

  private static void crlf(MessageDigest digest) {
    digest.update((byte) '\r');
    digest.update((byte) '\n');
  }

  static byte[] sha256(String latin) {
    return sha256().digest(latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The field with the signature taken out of its `b=`.
  static String withoutSignature(String field) {
    int at = field.indexOf(':') + 1;
    while (at < field.length()) {
      int start = at;
      while (start < field.length() && Character.isWhitespace(field.charAt(start))) {
        start++;
      }
      int end = field.indexOf(';', start);
      end = end < 0 ? field.length() : end;
      int equals = field.indexOf('=', start);
      if (equals > 0 && equals < end && field.substring(start, equals).strip().equals("b")) {
        return field.substring(0, equals + 1) + field.substring(end);
      }
      at = end + 1;
    }
    return field;
  }

  static String withoutSpace(String text) {
    var out = new StringBuilder(text.length());
    text.chars().filter(c -> c > ' ').forEach(c -> out.append((char) c));
    return out.toString();
  }
}
