package dev.decorum.inbox.web;

import dev.decorum.inbox.View;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which list of conversations an address means: one that everybody has, or a saved view.
///
/// @param saved number of the saved view; null: none
record ListName(View view, @Nullable Integer saved) {

  static final ListName ALL = of(View.ALL);

  private static final Pattern SAVED = Pattern.compile("v([0-9]{1,9})");

  static ListName of(View view) {
    return new ListName(view, null);
  }

  static ListName saved(int no) {
    return new ListName(View.ALL, no);
  }

  /// Empty when no list can have this name. Whether there is such a saved view is not looked up.
  static Optional<ListName> parse(String word) {
    var number = SAVED.matcher(word);
    try {
      return Optional.of(
          number.matches() ? saved(Integer.parseInt(number.group(1))) : of(View.of(word)));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  String word() {
    return saved == null ? view.word() : "v" + saved;
  }
}
