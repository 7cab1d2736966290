package dev.decorum.promises.api;

import dev.decorum.promises.PromiseRefused;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.promises.Repeats;
import dev.decorum.promises.Rhythm;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How often a promise comes again, as a program writes it.
final class WrittenRepeats {

  private WrittenRepeats() {}

  /// @param rhythm such as `P1W`; null or empty: it does not come again
  /// @param until a date; null: without an end
  /// @throws PromiseRefused when it cannot be read
  static @Nullable Repeats read(@Nullable String rhythm, @Nullable String until) {
    if (rhythm == null || rhythm.isEmpty()) {
      if (until != null) throw new PromiseRefused(Reason.UNREADABLE_RHYTHM);
      return null;
    }
    return new Repeats(rhythm(rhythm), until == null ? null : day(until));
  }

  private static Rhythm rhythm(String text) {
    try {
      return Rhythm.parse(text);
    } catch (IllegalArgumentException unreadable) {
      throw new PromiseRefused(Reason.UNREADABLE_RHYTHM);
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException unreadable) {
      throw new PromiseRefused(Reason.UNREADABLE_LAST);
    }
  }
}
