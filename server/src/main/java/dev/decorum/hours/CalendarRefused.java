package dev.decorum.hours;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A calendar that cannot be as it is.
public final class CalendarRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    NO_NAME,
    LONG_NAME,
    UNKNOWN_ZONE,
    /// No hours of seven days.
    BAD_HOURS,
    /// Hours that overlap.
    OVERLAP,
    /// A night of more than twelve hours: rather a slip, such as `9-5`.
    TOO_LONG_A_NIGHT,
    /// A week in which nobody ever works: nothing could be due by it.
    NO_HOURS,
    UNKNOWN_HOLIDAYS,
    BAD_DAY,
    DOUBLE_DAY,
    TOO_MANY_DAYS,
    TOO_MANY,
    /// It holds where nothing else is chosen.
    STANDARD_STAYS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  /// @param place the weekday, Monday being 1, or the line that is at fault
  CalendarRefused(Reason reason, Object... place) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "calendar." + reason.word(),
        "hours.refusal." + reason.word(),
        place);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
