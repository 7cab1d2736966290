package dev.decorum.conduct.time;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// The days on which work is done.
@FunctionalInterface
public interface Workdays {

  /// Monday to Friday, whatever holidays there are.
  Workdays MONDAY_TO_FRIDAY = date -> date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;

  boolean works(LocalDate date);
}
