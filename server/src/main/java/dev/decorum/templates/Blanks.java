package dev.decorum.templates;

import java.util.List;
import java.util.function.Function;
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
  ///
  /// @param value of a field; blank when it is not known
  static String fill(String text, Function<Field, String> value) {
    return BLANK
        .matcher(text)
        .replaceAll(
            match -> {
              String blank = match.group();
              String known = Field.of(blank.substring(1, blank.length() - 1)).map(value).orElse("");
              return Matcher.quoteReplacement(known.isBlank() ? blank : known);
            });
  }
}
