package dev.decorum.hours.web;

import dev.decorum.hours.Calendar;
import dev.decorum.hours.Holidays;
import dev.decorum.hours.Span;
import dev.decorum.hours.WorkCalendar;
import dev.decorum.web.FormErrors;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One calendar, to read and change.
///
/// @param calendar null: a new one
/// @param regions of the country whose holidays are kept
/// @param coming the next days that differ from their weekday
public record CalendarPage(
    @Nullable Calendar calendar,
    CalendarForm form,
    List<Holidays.Place> countries,
    List<Holidays.Place> regions,
    List<String> zones,
    List<ComingDay> coming,
    FormErrors errors) {

  private static final int SHOWN = 6;
  private static final int DAYS_AHEAD = 400;

  /// @param date in words
  /// @param hours empty: closed
  public record ComingDay(String date, String name, String hours) {}

  public CalendarPage {
    countries = List.copyOf(countries);
    regions = List.copyOf(regions);
    coming = List.copyOf(coming);
  }

  static List<ComingDay> coming(WorkCalendar work, Instant now, Locale language) {
    var coming = new ArrayList<ComingDay>();
    var words = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(language);
    var first = LocalDate.ofInstant(now, work.zone());
    for (int i = 0; i < DAYS_AHEAD && coming.size() < SHOWN; i++) {
      var day = first.plusDays(i);
      work.special(day, language)
          .ifPresent(
              special ->
                  coming.add(
                      new ComingDay(
                          words.format(day), special.name(), Span.written(special.hours()))));
    }
    return coming;
  }

  public List<DayOfWeek> weekdays() {
    return List.of(DayOfWeek.values());
  }

  public String action() {
    return HoursController.HOME + (calendar == null ? "" : "/" + calendar.no());
  }

  public int version() {
    return calendar == null ? 0 : calendar.version();
  }
}
