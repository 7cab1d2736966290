package dev.decorum.hours;

/// Hours that somebody wrote and that are none.
public final class HoursUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public enum Reason {
    /// Not of the form `9-12, 13:00-17:30`.
    NO_SPAN,
    /// Two spans share time, also those of two days where one runs over midnight.
    OVERLAP,
    /// A span ends before it begins and would be a night of more than twelve hours: rather a slip,
    /// such as `9-5`.
    TOO_LONG_A_NIGHT
  }

  private final int day;
  private final Reason reason;

  HoursUnreadable(int day, Reason reason) {
    super(reason.name());
    this.day = day;
    this.reason = reason;
  }

  /// Monday is 0; of hours of a single day always 0.
  public int day() {
    return day;
  }

  public Reason reason() {
    return reason;
  }
}
