package dev.decorum.mail;

import java.nio.charset.StandardCharsets;

/// UTF-7 (RFC 2152), which Java does not bring and old mails still hold.
final class Utf7 {

  private Utf7() {}

  static boolean isName(String lowerCaseName) {
    return lowerCaseName.equals("utf-7")
        || lowerCaseName.equals("utf7")
        || lowerCaseName.equals("unicode-1-1-utf-7");
  }

  static String decode(byte[] bytes) {
    String in = new String(bytes, StandardCharsets.ISO_8859_1);
    var out = new StringBuilder(in.length());
    int i = 0;
    while (i < in.length()) {
      char c = in.charAt(i++);
      if (c != '+') {
        out.append(c);
      } else if (i < in.length() && in.charAt(i) == '-') {
        out.append('+');
        i++;
      } else {
        i = shifted(in, i, out);
      }
    }
    return Characters.wellFormed(out.toString());
  }

  /// Base64 of UTF-16 until a character that is not part of it; a `-` that ends it is swallowed.
  private static int shifted(String in, int from, StringBuilder out) {
    int bits = 0;
    int count = 0;
    int i = from;
    for (; i < in.length(); i++) {
      int value = value(in.charAt(i));
      if (value < 0) {
        break;
      }
      bits = (bits << 6 | value) & 0x3fffff;
      count += 6;
      if (count >= 16) {
        count -= 16;
        out.append((char) (bits >> count & 0xffff));
      }
    }
    if (i == from) {
      out.append('+');
    }
    return i < in.length() && in.charAt(i) == '-' ? i + 1 : i;
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
