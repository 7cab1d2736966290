package dev.decorum.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words in braces, such as `{time of visit}`, that stand for something still to be said.
public final class Blanks {

  /// Bounded, and beginning with a letter: `{}` and most code are no blanks.
  private static final Pattern BLANK = Pattern.compile("\\{\\p{L}[\\p{L}\\p{N} ’'-]{0,40}}");

  private Blanks() {}

  /// Those left in a text, each once, in order.
  public static List<String> in(String text) {
    return BLANK.matcher(text).results().map(MatchResult::group).distinct().toList();
  }

  /// The text with what is known in place of the fields; unknown ones stay.
  static String fill(String text, Known known) {
    return BLANK
        .matcher(text)
        .replaceAll(
            match -> {
              String blank = match.group();
              String word = blank.substring(1, blank.length() - 1);
              String value = Field.of(word).map(known::of).orElse("");
              return Matcher.quoteReplacement(value.isBlank() ? blank : value);
            });
  }

  /// What stands between them.
  static String[] around(String text) {
    return BLANK.split(text);
  }

  /// A text piece by piece, blanks apart.
  public static List<Piece> pieces(String text) {
    var pieces = new ArrayList<Piece>();
    var blanks = BLANK.matcher(text);
    int from = 0;
    while (blanks.find()) {
      if (blanks.start() > from) pieces.add(new Piece(text.substring(from, blanks.start()), false));
      pieces.add(new Piece(blanks.group(), true));
      from = blanks.end();
    }
    if (from < text.length()) pieces.add(new Piece(text.substring(from), false));
    return pieces;
  }

  public record Piece(String text, boolean blank) {}
}
