package dev.decorum.promises.api;

import dev.decorum.promises.Due;
import dev.decorum.promises.PromiseRefused;
import dev.decorum.promises.PromiseRefused.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A due time as a program writes it.
final class WrittenDue {

  private WrittenDue() {}

  /// @param due a moment with its offset, or a date
  /// @param precision `date` makes a date of a moment; null: as it is written
  /// @param range two days
  /// @return no time where nothing is written
  /// @throws PromiseRefused when it cannot be read
  static Due read(
      @Nullable String due, @Nullable String precision, @Nullable List<String> range, ZoneId zone) {
    try {
      if (range != null) {
        if (range.size() != 2 || due != null) throw new PromiseRefused(Reason.UNREADABLE_DUE);
        return new Due.Range(LocalDate.parse(range.getFirst()), LocalDate.parse(range.getLast()));
      }
      if (due == null || due.isBlank()) return new Due.None();
      if (due.indexOf('T') < 0) return new Due.Day(LocalDate.parse(due));
      var at = OffsetDateTime.parse(due).toInstant();
      return "date".equals(precision)
          ? new Due.Day(LocalDate.ofInstant(at, zone))
          : new Due.Minute(at);
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      throw new PromiseRefused(Reason.UNREADABLE_DUE);
    }
  }
}
