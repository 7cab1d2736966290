package dev.decorum.hours;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a team, an office or a service works: its week, the holidays of its country, and days that
/// differ.
///
/// @param holidays of which country or region, such as `de-by`; null: none are kept
/// @param days those that differ; they go before holidays, so that a holiday can be worked
public record WorkCalendar(
    ZoneId zone, Week week, @Nullable String holidays, Map<LocalDate, Day> days) {

  public WorkCalendar {
    days = Map.copyOf(days);
  }

  /// A day that is not as its weekday is.
  ///
  /// @param name why, such as "Company outing"; may be empty
  /// @param hours none: closed
  public record Day(String name, List<Span> hours) {
    public Day {
      hours = List.copyOf(hours);
    }
  }

  /// Sums with its hours.
  ///
  /// @throws IllegalStateException when no holidays are known of its country
  public WorkingTime time() {
    if (holidays == null) return new Schedule(week, zone, this::own);
    var off =
        Holidays.of(holidays)
            .orElseThrow(() -> new IllegalStateException("no holidays are known of a country"));
    return new Schedule(
        week,
        zone,
        day -> {
          var own = own(day);
          return own.isEmpty() && off.off(day) ? Optional.of(List.of()) : own;
        });
  }

  /// What is special about this day, if anything is.
  ///
  /// @param language in which a holiday is named
  public Optional<Day> special(LocalDate day, Locale language) {
    var own = days.get(day);
    if (own != null) return Optional.of(own);
    if (holidays == null) return Optional.empty();
    return Holidays.of(holidays)
        .flatMap(all -> all.name(day, language))
        .map(name -> new Day(name, List.of()));
  }

  private Optional<List<Span>> own(LocalDate day) {
    return Optional.ofNullable(days.get(day)).map(Day::hours);
  }
}
