package dev.decorum.hours;

import static java.util.stream.Collectors.toUnmodifiableMap;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The holidays of a country or of a region in it, after the calendars of the jollyday library.
///
/// Only days off by law count. Days that are merely kept, such as Mother's Day, do not close an
/// office.
public final class Holidays {

  private static final Set<String> COUNTRIES = countryCodes();

  /// Those that were asked for. Sums with working time ask again and again, and a year takes a
  /// while.
  private static final Map<String, Holidays> KNOWN = new ConcurrentHashMap<>();

  private final HolidayManager manager;
  private final String[] regions;
  private final Map<Integer, Map<LocalDate, Holiday>> years = new ConcurrentHashMap<>();

  private Holidays(HolidayManager manager, String[] regions) {
    this.manager = manager;
    this.regions = regions;
  }

  /// @param place a country such as `de`, or a region of it such as `de-by`
  /// @return empty where no calendar is known
  public static Optional<Holidays> of(String place) {
    var known = KNOWN.get(place);
    if (known != null) return Optional.of(known);
    var found = find(place);
    found.ifPresent(holidays -> KNOWN.put(place, holidays));
    return found;
  }

  private static Optional<Holidays> find(String place) {
    var parts = place.split("-", -1);
    if (!COUNTRIES.contains(parts[0])) return Optional.empty();
    var manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    var regions = Arrays.copyOfRange(parts, 1, parts.length);
    @Nullable CalendarHierarchy found = manager.getCalendarHierarchy();
    for (var region : regions) {
      if (found != null) found = found.getChildren().get(region);
    }
    return found == null ? Optional.empty() : Optional.of(new Holidays(manager, regions));
  }

  /// A country or region that has a calendar.
  ///
  /// @param code as [Holidays#of] takes it
  public record Place(String code, String name) {}

  /// By name.
  public static List<Place> countries(Locale language) {
    return COUNTRIES.stream()
        .map(code -> new Place(code, Locale.of("", code).getDisplayCountry(language)))
        .sorted(Comparator.comparing(Place::name))
        .toList();
  }

  /// Regions of a country with holidays of their own, by name; none of an unknown country.
  public static List<Place> regions(String country, Locale language) {
    if (!COUNTRIES.contains(country)) return List.of();
    var manager = HolidayManager.getInstance(ManagerParameters.create(country));
    return manager.getCalendarHierarchy().getChildren().values().stream()
        .map(one -> new Place(country + "-" + one.getId(), one.getDescription(language)))
        .sorted(Comparator.comparing(Place::name))
        .toList();
  }

  public boolean off(LocalDate day) {
    return of(day.getYear()).containsKey(day);
  }

  /// What is kept on this day.
  public Optional<String> name(LocalDate day, Locale language) {
    return Optional.ofNullable(of(day.getYear()).get(day))
        .map(holiday -> holiday.getDescription(language));
  }

  private Map<LocalDate, Holiday> of(int year) {
    return years.computeIfAbsent(
        year,
        _ ->
            manager.getHolidays(Year.of(year), regions).stream()
                .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
                .collect(toUnmodifiableMap(Holiday::getDate, one -> one, (one, _) -> one)));
  }

  /// Those of countries; there are calendars of exchanges as well.
  private static Set<String> countryCodes() {
    var codes = new HashSet<String>();
    for (var code : HolidayManager.getSupportedCalendarCodes()) {
      if (code.length() == 2) codes.add(code.toLowerCase(Locale.ROOT));
    }
    return Set.copyOf(codes);
  }
}
