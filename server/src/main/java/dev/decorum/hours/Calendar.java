package dev.decorum.hours;

import org.jspecify.annotations.Nullable;

/// Hours with a name, for teams, mailboxes and agreements to go by.
///
/// @param standard whether it holds where nothing else is chosen
public record Calendar(
    CalendarId id, int no, String name, boolean standard, WorkCalendar work, int version) {

  /// As people write them.
  public NewCalendar written() {
    @Nullable String holidays = work.holidays();
    return new NewCalendar(
        name,
        work.zone().getId(),
        work.week().written(),
        holidays == null ? "" : holidays,
        SpecialDays.written(work.days()));
  }
}
