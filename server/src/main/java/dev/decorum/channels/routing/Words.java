package dev.decorum.channels.routing;

import java.text.Normalizer;
import java.util.Locale;

/// A text as words, so that spelling does not matter: small letters without marks, one blank
/// between them. Scripts that write no blanks count each letter as a word.
final class Words {

  private static final int SHARP_S = 'ß';

  private final String line;

  private Words(String line) {
    this.line = line;
  }

  static Words of(String text) {
    var line = new StringBuilder(text.length() + 2).append(' ');
    Normalizer.normalize(text, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> add(line, c));
    blank(line);
    return new Words(line.toString());
  }

  private static void add(StringBuilder line, int c) {
    if (Character.getType(c) == Character.NON_SPACING_MARK) return;
    if (!Character.isLetterOrDigit(c)) {
      blank(line);
    } else if (c == SHARP_S) {
      line.append("ss");
    } else if (standsAlone(c)) {
      blank(line);
      line.appendCodePoint(c).append(' ');
    } else {
      line.appendCodePoint(c);
    }
  }

  private static boolean standsAlone(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static void blank(StringBuilder line) {
    if (line.charAt(line.length() - 1) != ' ') line.append(' ');
  }

  boolean contain(Phrase phrase) {
    return line.contains(phrase.looked());
  }

  boolean isEmpty() {
    return line.length() < 2;
  }

  /// Begins and ends with a blank.
  String line() {
    return line;
  }

  /// Words to look for.
  ///
  /// @param written as a person did
  record Phrase(String written, String looked) {

    /// A star at the end stands for the rest of the last word.
    static Phrase of(String written) {
      var line = Words.of(written).line();
      return new Phrase(
          written, written.strip().endsWith("*") ? line.substring(0, line.length() - 1) : line);
    }

    boolean isEmpty() {
      return looked.isBlank();
    }
  }
}
