package dev.decorum.hours.web;

import dev.decorum.hours.Calendar;
import java.time.Instant;
import java.util.List;

/// The calendars of the organisation.
///
/// @param unsaved whether nobody has said yet when the organisation works
public record HoursPage(List<Row> rows, boolean unsaved) {

  public HoursPage {
    rows = List.copyOf(rows);
  }

  /// One of them.
  ///
  /// @param opens when work begins next
  public record Row(Calendar calendar, boolean open, Instant opens) {

    static Row of(Calendar calendar, Instant now) {
      var time = calendar.work().time();
      return new Row(calendar, time.open(now), time.opens(now));
    }

    /// A week, where no clocks change.
    public double hours() {
      return calendar.work().week().length().toMinutes() / 60.0;
    }
  }
}
