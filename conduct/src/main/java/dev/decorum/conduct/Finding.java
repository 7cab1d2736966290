package dev.decorum.conduct;

import org.jspecify.annotations.Nullable;

/// Something in a reply that a good professional would change.
///
/// @param rule id of the rule that found it, such as `tone.blame.you-failed`
/// @param category one of the ids of `docs/conduct.md`, such as `blame` or `greeting.missing`
/// @param start offset of the first UTF-16 unit; 0 where the whole reply is meant
/// @param end offset after the last UTF-16 unit; 0 where the whole reply is meant
/// @param text the words at fault; masked where they are confidential; empty where the whole reply
///   is meant
/// @param message why it matters, fit to show to the writer
/// @param suggestion a better wording in place of the words at fault
public record Finding(
    String rule,
    String category,
    Level level,
    Where where,
    int start,
    int end,
    String text,
    String message,
    @Nullable String suggestion) {

  /// Something that is missing from the reply as a whole.
  public static Finding missing(String rule, String category, Level level, String message) {
    return new Finding(rule, category, level, Where.DOCUMENT, 0, 0, "", message, null);
  }
}
