package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Files that stand in a text between `begin 644 name` and `end`, as old programs send them.
final class Uuencoded {

  private static final int MAX_FILES = 200;

  /// A file in the text.
  record File(String name, byte[] bytes) {}

  private final StringBuilder text = new StringBuilder();
  private final List<File> files = new ArrayList<>();

  private Uuencoded() {}

  /// The text as one byte a character. Blocks that are broken stay in the text.
  static Uuencoded in(String latin) {
    var read = new Uuencoded();
    int at = 0;
    while (at < latin.length()) {
      int next = lineEnd(latin, at);
      int end = read.files.size() < MAX_FILES ? read.file(latin, at, next) : -1;
      if (end < 0) {
        read.text.append(latin, at, next);
        at = next;
      } else {
        at = end;
      }
    }
    return read;
  }

  static boolean mayBeIn(byte[] bytes) {
    for (int i = 0; i + 10 < bytes.length; i++) {
      if (bytes[i] == 'b' && (i == 0 || bytes[i - 1] == '\n') && isBegin(bytes, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBegin(byte[] bytes, int at) {
    return new String(bytes, at, 6, StandardCharsets.ISO_8859_1).equals("begin ")
        && isOctal(bytes[at + 6])
        && isOctal(bytes[at + 7])
        && isOctal(bytes[at + 8]);
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }

  List<File> files() {
    return files;
  }

  /// What is not a file.
  String text() {
    return text.toString();
  }

  /// Reads the file that begins in the line; behind it, or -1 where there is none.
  private int file(String latin, int start, int next) {
    String first = latin.substring(start, Math.min(next, start + 300)).strip();
    if (!first.startsWith("begin ") || first.length() < 11 || !isMode(first)) {
      return -1;
    }
    var bytes = new ByteArrayOutputStream();
    int at = next;
    while (at < latin.length()) {
      int end = lineEnd(latin, at);
      String line = latin.substring(at, end).stripTrailing();
      if (line.equals("end")) {
        files.add(new File(first.substring(10).strip(), bytes.toByteArray()));
        return end;
      }
      if (!decode(line, bytes)) {
        return -1;
      }
      at = end;
    }
    return -1;
  }

  private static boolean isMode(String first) {
    return isOctal(first.charAt(6))
        && isOctal(first.charAt(7))
        && isOctal(first.charAt(8))
        && first.charAt(9) == ' ';
  }

  private static boolean decode(String line, ByteArrayOutputStream out) {
    int length = line.isEmpty() ? 0 : value(line, 0);
    if (length < 0 || line.length() > 90) {
      return false;
    }
    for (int i = 1, written = 0; written < length; i += 4) {
      int group = 0;
      for (int k = 0; k < 4; k++) {
        // Blanks at the end are often lost on the way.
        int value = value(line, i + k);
        if (value < 0) {
          return false;
        }
        group = group << 6 | value;
      }
      for (int shift = 16; shift >= 0 && written < length; shift -= 8, written++) {
        out.write(group >> shift & 0xff);
      }
    }
    return true;
  }

  private static int value(String line, int at) {
    int c = at < line.length() ? line.charAt(at) : ' ';
    return c < ' ' || c > '`' ? -1 : (c - ' ') & 0x3f;
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end + 1;
  }
}
