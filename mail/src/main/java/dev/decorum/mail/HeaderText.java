package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The text of a header: encoded words (RFC 2047) decoded once, on one line, without controls.
///
/// Broken words are decoded as far as they go. One pass from left to right: no input makes it slow.
final class HeaderText {

  private HeaderText() {}

  static String decode(String raw) {
    return clean(words(raw));
  }

  /// One line without control characters and direction overrides; white space collapsed at line
  /// breaks and trimmed at the ends.
  static String clean(String text) {
    var out = new StringBuilder(text.length());
    boolean broken = false;
    String wellFormed = Characters.wellFormed(text);
    for (int i = 0; i < wellFormed.length(); ) {
      int c = wellFormed.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\t' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
        broken = true;
      } else if (!Characters.isBidiControl(c)) {
        if (broken && c != ' ' && !endsWithSpace(out)) {
          out.append(' ');
        }
        broken = false;
        out.appendCodePoint(c);
      }
    }
    return out.toString().strip();
  }

  private static boolean endsWithSpace(StringBuilder out) {
    return out.isEmpty() || out.charAt(out.length() - 1) == ' ';
  }

  /// The text with its encoded words decoded, else as it is.
  static String words(String raw) {
    if (!raw.contains("=?")) {
      return raw;
    }
    var out = new Decoded(raw.length());
    int at = 0;
    while (at < raw.length()) {
      int open = raw.indexOf("=?", at);
      if (open < 0) {
        break;
      }
      Word word = wordAt(raw, open);
      if (word == null) {
        out.literal(raw, at, open + 2);
        at = open + 2;
      } else {
        out.literal(raw, at, open);
        out.encoded(word);
        at = word.end();
      }
    }
    out.literal(raw, at, raw.length());
    return out.finish();
  }

  private record Word(String charset, byte[] bytes, int end) {}

  private static @Nullable Word wordAt(String raw, int open) {
    int charsetEnd = tokenEnd(raw, open + 2, 60);
    if (charsetEnd < 0 || charsetEnd + 2 >= raw.length() || raw.charAt(charsetEnd + 2) != '?') {
      return null;
    }
    char encoding = Character.toUpperCase(raw.charAt(charsetEnd + 1));
    if (encoding != 'B' && encoding != 'Q') {
      return null;
    }
    int start = charsetEnd + 3;
    int end = start;
    int next = raw.length();
    while (end < raw.length()) {
      char c = raw.charAt(end);
      char following = end + 1 < raw.length() ? raw.charAt(end + 1) : ' ';
      if (c == '?' && following == '=') {
        next = end + 2;
        break;
      }
      if (c == '=' && following == '?' && !(end + 2 < raw.length() && raw.charAt(end + 2) == '=')) {
        // The next word begins before this one has ended.
        next = end;
        break;
      }
      end++;
    }
    String charset = raw.substring(open + 2, charsetEnd);
    int language = charset.indexOf('*');
    String payload = raw.substring(start, end);
    return new Word(
        language < 0 ? charset : charset.substring(0, language),
        encoding == 'B' ? base64(payload) : q(payload),
        next);
  }

  private static int tokenEnd(String raw, int from, int limit) {
    for (int i = from; i < raw.length() && i < from + limit; i++) {
      char c = raw.charAt(i);
      if (c == '?') {
        return i > from ? i : -1;
      }
      if (c <= ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static byte[] base64(String payload) {
    var clean = new StringBuilder(payload.length());
    for (int i = 0; i < payload.length(); i++) {
      char c = payload.charAt(i);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/')) {
        clean.append(c);
      }
    }
    if (clean.length() % 4 == 1) {
      clean.setLength(clean.length() - 1);
    }
    return Base64.getDecoder().decode(clean.toString());
  }

  private static byte[] q(String payload) {
    var bytes = new ByteArrayOutputStream(payload.length());
    for (int i = 0; i < payload.length(); i++) {
      char c = payload.charAt(i);
      if (c == '_') {
        bytes.write(' ');
      } else if (c == '=' && i + 2 < payload.length() && hex(payload, i + 1) >= 0) {
        bytes.write(hex(payload, i + 1));
        i += 2;
      } else if (c < 0x80) {
        bytes.write(c);
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /// Gathers literal and encoded text. White space between two encoded words is not part of the
  /// text, and neighbours in one charset are decoded together, since some programs cut within a
  /// character.
  private static final class Decoded {
    private final StringBuilder out;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private String charset = "";

    Decoded(int size) {
      out = new StringBuilder(size);
    }

    void literal(String raw, int from, int to) {
      if (from == to) {
        return;
      }
      boolean betweenWords =
          !charset.isEmpty() && to < raw.length() && raw.substring(from, to).isBlank();
      if (!betweenWords) {
        flush();
        out.append(raw, from, to);
      }
    }

    void encoded(Word word) {
      String name = word.charset().toLowerCase(Locale.ROOT);
      if (!name.equals(charset)) {
        flush();
        charset = name;
      }
      pending.writeBytes(word.bytes());
    }

    String finish() {
      flush();
      return out.toString();
    }

    private void flush() {
      if (!charset.isEmpty()) {
        out.append(Charsets.decode(pending.toByteArray(), charset));
        pending.reset();
        charset = "";
      }
    }
  }
}
