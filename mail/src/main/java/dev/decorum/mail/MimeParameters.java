package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A header such as Content-Type taken apart: its value and its parameters, continued and encoded
/// ones (RFC 2231) put together, encoded words in them (not allowed, but common) decoded.
record MimeParameters(String value, Map<String, String> parameters) {

  private static final int MAX_PARAMETERS = 200;

  static final MimeParameters NONE = new MimeParameters("", Map.of());

  @Nullable String get(String name) {
    return parameters.get(name);
  }

  String get(String name, String otherwise) {
    return parameters.getOrDefault(name, otherwise);
  }

  static MimeParameters read(String header) {
    int semicolon = header.indexOf(';');
    String value =
        (semicolon < 0 ? header : header.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    if (semicolon < 0) {
      return new MimeParameters(value, Map.of());
    }
    var raw = new HashMap<String, String>();
    int at = semicolon + 1;
    while (at < header.length() && raw.size() < MAX_PARAMETERS) {
      at = readOne(header, at, raw);
    }
    return new MimeParameters(value, joined(raw));
  }

  /// Reads from `at` to behind the next semicolon.
  private static int readOne(String header, int at, Map<String, String> into) {
    int i = at;
    while (i < header.length() && header.charAt(i) != '=' && header.charAt(i) != ';') {
      i++;
    }
    if (i >= header.length() || header.charAt(i) == ';') {
      return i + 1;
    }
    String name = header.substring(at, i).strip().toLowerCase(Locale.ROOT);
    i++;
    while (i < header.length() && header.charAt(i) <= ' ') {
      i++;
    }
    var value = new StringBuilder();
    if (i < header.length() && header.charAt(i) == '"') {
      i++;
      while (i < header.length() && header.charAt(i) != '"') {
        if (header.charAt(i) == '\\'
            && i + 1 < header.length()
            && isEscapable(header.charAt(i + 1))) {
          i++;
        }
        value.append(header.charAt(i++));
      }
      while (i < header.length() && header.charAt(i) != ';') {
        i++;
      }
    } else {
      while (i < header.length() && header.charAt(i) != ';') {
        value.append(header.charAt(i++));
      }
      into.putIfAbsent(name, value.toString().strip());
      return i + 1;
    }
    into.putIfAbsent(name, value.toString());
    return i + 1;
  }

  /// Windows programs put paths into quotes without escaping them.
  private static boolean isEscapable(char c) {
    return c == '"' || c == '\\';
  }

  private record Piece(String text, boolean encoded) {}

  private static Map<String, String> joined(Map<String, String> raw) {
    var plain = new HashMap<String, String>();
    var pieces = new HashMap<String, TreeMap<Integer, Piece>>();
    raw.forEach(
        (key, text) -> {
          int star = key.indexOf('*');
          if (star < 0) {
            plain.put(key, HeaderText.words(text));
            return;
          }
          boolean encoded = key.endsWith("*");
          String number =
              key.substring(
                  star + 1, encoded && key.length() > star + 1 ? key.length() - 1 : key.length());
          pieces
              .computeIfAbsent(key.substring(0, star), name -> new TreeMap<>())
              .put(number(number), new Piece(text, encoded));
        });
    var all = new HashMap<>(plain);
    pieces.forEach(
        (name, numbered) -> {
          String text = joined(numbered);
          if (!text.isEmpty()) {
            all.put(name, text);
          }
        });
    return Map.copyOf(all);
  }

  private static int number(String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    return digits.length() <= 4 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : Integer.MAX_VALUE;
  }

  private static String joined(TreeMap<Integer, Piece> pieces) {
    String charset = null;
    var bytes = new ByteArrayOutputStream();
    boolean first = true;
    for (Piece piece : pieces.values()) {
      String text = piece.text();
      if (piece.encoded()) {
        int language = text.indexOf('\'');
        int start = language < 0 ? -1 : text.indexOf('\'', language + 1);
        if (first && start >= 0) {
          charset = text.substring(0, language);
          text = text.substring(start + 1);
        }
        percentDecode(text, bytes);
      } else {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      }
      first = false;
    }
    return Charsets.decode(bytes.toByteArray(), charset);
  }

  private static void percentDecode(String text, ByteArrayOutputStream bytes) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          bytes.write(high << 4 | low);
          i += 2;
          continue;
        }
      }
      bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
    }
  }
}
