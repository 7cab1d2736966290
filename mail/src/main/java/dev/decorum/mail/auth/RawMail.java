package dev.decorum.mail.auth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A mail as signatures see it: header fields with all their bytes, and the body.
///
/// Text stands as one byte a character. Line ends are CRLF, also where the mail has bare line
/// feeds.
final class RawMail {

  private static final int MAX_FIELDS = 2_000;

  /// A field with its folding, without the line end behind it.
  record Field(String name, String text) {

    String value() {
      return text.substring(text.indexOf(':') + 1);
    }
  }

  private final List<Field> fields = new ArrayList<>();
  private final byte[] body;

  RawMail(byte[] raw) {
    int at = 0;
    var open = new StringBuilder();
    while (at < raw.length) {
      int end = at;
      while (end < raw.length && raw[end] != '\n') {
        end++;
      }
      int length = end > at && raw[end - 1] == '\r' ? end - 1 - at : end - at;
      int next = Math.min(raw.length, end + 1);
      if (length == 0) {
        at = next;
        break;
      }
      String line = new String(raw, at, length, StandardCharsets.ISO_8859_1);
      if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        open.append(open.isEmpty() ? "" : "\r\n").append(line);
      } else {
        add(open.toString());
        open.setLength(0);
        open.append(line);
      }
      at = next;
    }
    add(open.toString());
    body = Arrays.copyOfRange(raw, at, raw.length);
  }

  private void add(String text) {
    int colon = text.indexOf(':');
    if (colon > 0 && fields.size() < MAX_FIELDS) {
      fields.add(new Field(text.substring(0, colon).strip().toLowerCase(Locale.ROOT), text));
    }
  }

  /// From the top.
  List<Field> fields() {
    return fields;
  }

  List<Field> fields(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).toList();
  }

  byte[] body() {
    return body;
  }
}
