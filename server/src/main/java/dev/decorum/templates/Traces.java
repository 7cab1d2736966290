package dev.decorum.templates;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What of a template's own words is found in a message: not of what stands in its fields, since
/// that is different each time.
enum Traces {
  /// Not a sentence.
  NONE,
  /// Some sentences; others were changed or left out.
  SOME,
  /// Every sentence, in order.
  ALL;

  /// Shorter pieces are in many a message.
  private static final int SHORTEST = 6;

  static Traces of(String template, String message) {
    var text = flat(message);
    boolean all = true;
    boolean any = false;
    int from = 0;
    for (var piece : pieces(template)) {
      int at = text.indexOf(piece, from);
      if (at >= 0) from = at + piece.length();
      all &= at >= 0;
      any |= at >= 0 || text.contains(piece);
    }
    return !any ? NONE : all ? ALL : SOME;
  }

  /// Its sentences and lines, cut where its fields are.
  private static List<String> pieces(String template) {
    return Arrays.stream(Blanks.around(template))
        .flatMap(part -> Arrays.stream(part.split("\\R+|(?<=[.!?])\\s")))
        .map(Traces::flat)
        .filter(piece -> piece.length() >= SHORTEST)
        .toList();
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
  }
}
