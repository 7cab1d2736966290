package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Writes header fields, folded and encoded.
///
/// All values come through here, and each is cleaned of line ends and control characters first, so
/// that no value can end its field and begin another.
final class HeaderWriter {

  private static final int LINE = 78;
  private static final int MAX_ENCODED_WORD = 75;
  private static final String ENCODED_START = "=?UTF-8?B?";
  private static final String ENCODED_START_Q = "=?UTF-8?Q?";

  private final StringBuilder out = new StringBuilder();

  /// Free text, such as a subject.
  void text(String name, String value) {
    String clean = HeaderText.clean(value);
    List<String> words = isPlain(clean) ? plainWords(clean) : encodedWords(clean);
    field(name, words, "");
  }

  /// Items that must not be broken, such as addresses or message ids.
  void items(String name, List<String> items, String separator) {
    field(name, items, separator);
  }

  /// A value of ours: a date, a media type with its parameters.
  void value(String name, String value, List<String> parameters) {
    var items = new ArrayList<String>();
    items.add(value);
    items.addAll(parameters);
    field(name, items, ";");
  }

  private void field(String name, List<String> items, String separator) {
    int column = name.length() + 1;
    out.append(name).append(':');
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i < items.size() - 1 ? separator : "");
      if (i > 0 && column + 1 + widthOfFirstLine(item) > LINE) {
        out.append("\r\n");
        column = 0;
      }
      out.append(' ').append(item);
      int lastBreak = item.lastIndexOf('\n');
      column = lastBreak < 0 ? column + 1 + item.length() : item.length() - lastBreak - 1;
    }
    out.append("\r\n");
  }

  private static int widthOfFirstLine(String item) {
    int end = item.indexOf('\r');
    return end < 0 ? item.length() : end;
  }

  /// Ends the header and gives its bytes.
  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A display name: as it is, in quotes, or in encoded words.
  static String phrase(String name) {
    String clean = HeaderText.clean(name);
    if (!isPlain(clean) || clean.length() > LINE - 20) {
      return String.join("\r\n ", encodedWords(clean));
    }
    if (clean.chars().allMatch(c -> c == ' ' || isAtomCharacter(c)) && !clean.contains("  ")) {
      return clean;
    }
    return quoted(clean);
  }

  static String quoted(String ascii) {
    var out = new StringBuilder(ascii.length() + 2).append('"');
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append('"').toString();
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !text.contains("=?");
  }

  private static boolean isAtomCharacter(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
  }

  /// Words that may be set on lines of their own; text whose words are too long, or set apart by
  /// more than one space, is encoded.
  private static List<String> plainWords(String text) {
    List<String> words = List.of(text.split(" ", -1));
    boolean foldable =
        words.stream()
            .allMatch(word -> word.length() < 500 && (!word.isEmpty() || words.size() == 1));
    return foldable ? words : encodedWords(text);
  }

  static List<String> encodedWords(String text) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    boolean q = qLength(all) < (all.length + 2) / 3 * 4;
    int room = MAX_ENCODED_WORD - ENCODED_START.length() - 2;
    var words = new ArrayList<String>();
    var piece = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
      byte[] before = piece.toByteArray();
      piece.writeBytes(bytes);
      if (encodedLength(piece.toByteArray(), q) > room) {
        words.add(encodedWord(before, q));
        piece.reset();
        piece.writeBytes(bytes);
      }
    }
    words.add(encodedWord(piece.toByteArray(), q));
    return words;
  }

  private static int encodedLength(byte[] bytes, boolean q) {
    return q ? qLength(bytes) : (bytes.length + 2) / 3 * 4;
  }

  private static int qLength(byte[] bytes) {
    int length = 0;
    for (byte b : bytes) {
      length += isQLiteral(b) || b == ' ' ? 1 : 3;
    }
    return length;
  }

  private static boolean isQLiteral(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || "!*+-/".indexOf(b) >= 0;
  }

  private static String encodedWord(byte[] bytes, boolean q) {
    if (!q) {
      return ENCODED_START + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
    var out = new StringBuilder(ENCODED_START_Q);
    for (byte b : bytes) {
      if (b == ' ') {
        out.append('_');
      } else if (isQLiteral(b)) {
        out.append((char) b);
      } else {
        out.append('=').append(hex(b));
      }
    }
    return out.append("?=").toString();
  }

  /// A file name as parameters: in quotes where it is short ASCII, else by RFC 2231, in pieces that
  /// fit a line.
  static List<String> fileName(String parameter, String name) {
    if (isPlain(name) && name.length() <= 60) {
      return List.of(parameter + "=" + quoted(name));
    }
    var encoded = new ArrayList<String>();
    var piece = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      String next = isAttributeCharacter(b) ? String.valueOf((char) b) : "%" + hex(b);
      if (piece.length() + next.length() > 50) {
        encoded.add(piece.toString());
        piece.setLength(0);
      }
      piece.append(next);
    }
    encoded.add(piece.toString());
    if (encoded.size() == 1) {
      return List.of(parameter + "*=UTF-8''" + encoded.getFirst());
    }
    var parameters = new ArrayList<String>();
    for (int i = 0; i < encoded.size(); i++) {
      parameters.add(parameter + "*" + i + "*=" + (i == 0 ? "UTF-8''" : "") + encoded.get(i));
    }
    return parameters;
  }

  private static boolean isAttributeCharacter(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || "!#$&+-.^_`{}~".indexOf(b) >= 0;
  }

  private static String hex(byte b) {
    return "%02X".formatted(b & 0xff);
  }
}
