package dev.decorum.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTests {

  @ParameterizedTest
  @CsvSource({
    // Epiphany is one in Bavaria and not in Berlin.
    "de-by, 2027-01-06, true",
    "de-be, 2027-01-06, false",
    "de, 2026-10-03, true",
    // Boxing Day is a Saturday: the Monday is kept.
    "gb, 2026-12-28, true",
    "gb-sct, 2026-11-30, true",
    "gb-eng, 2026-11-30, false",
    "us, 2026-11-26, true",
    "us, 2026-11-27, false",
    "fr, 2026-05-08, true",
    "at, 2026-10-26, true",
  })
  void areThoseOfTheLaw(String place, LocalDate day, boolean off) {
    assertThat(Holidays.of(place).orElseThrow().off(day)).isEqualTo(off);
  }

  /// An office is open on Mother's Day, on Valentine's Day and on All Fools' Day.
  @ParameterizedTest
  @CsvSource({"us, 2026-02-14", "de, 2026-05-11", "gb, 2026-04-01", "de-be, 2026-12-24"})
  void whatIsMerelyKeptDoesNotCount(String place, LocalDate day) {
    assertThat(Holidays.of(place).orElseThrow().off(day)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"xx", "''", "de-xx", "NYSE", "DE", "de-", "de-by-zz"})
  void anUnknownPlaceHasNone(String place) {
    assertThat(Holidays.of(place)).isEmpty();
  }

  @Test
  void areNamed() {
    var bavaria = Holidays.of("de-by").orElseThrow();

    assertThat(bavaria.name(LocalDate.parse("2026-12-25"), Locale.ENGLISH))
        .hasValueSatisfying(name -> assertThat(name).contains("Christmas"));
    assertThat(bavaria.name(LocalDate.parse("2026-12-23"), Locale.ENGLISH)).isEmpty();
  }

  @Test
  void placesAreNamedInTheLanguageOfWhoeverChooses() {
    assertThat(Holidays.countries(Locale.GERMAN))
        .contains(new Holidays.Place("at", "Österreich"))
        .extracting(Holidays.Place::code)
        .doesNotContain("nyse");
    assertThat(Holidays.regions("de", Locale.ENGLISH))
        .contains(new Holidays.Place("de-by", "Bavaria"));
    assertThat(Holidays.regions("xx", Locale.ENGLISH)).isEmpty();
  }
}
