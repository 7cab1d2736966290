package dev.decorum.conduct.time;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReckoningTests {

  private static final LocalDate START = LocalDate.of(2019, 12, 25);

  private static LocalDate day(int number) {
    return START.plusDays(number);
  }

  @Property
  void theNextWeekdayIsOneToSevenDaysAway(
      @ForAll @IntRange(max = 4_000) int from, @ForAll DayOfWeek weekday) {
    var next = Reckoning.next(day(from), weekday);

    assertThat(next.getDayOfWeek()).isEqualTo(weekday);
    assertThat(Reckoning.days(day(from), next)).isBetween(1L, 7L);
  }

  @Property
  void workdaysNeverEndOnAWeekendAndSkipAsManyDaysAsAreFree(
      @ForAll @IntRange(max = 4_000) int from, @ForAll @IntRange(min = 1, max = 60) int count) {
    var end = requireNonNull(Reckoning.workdays(day(from), count, Workdays.MONDAY_TO_FRIDAY));

    assertThat(Workdays.MONDAY_TO_FRIDAY.works(end)).isTrue();
    var worked =
        day(from)
            .plusDays(1)
            .datesUntil(end.plusDays(1))
            .filter(Workdays.MONDAY_TO_FRIDAY::works)
            .count();
    assertThat(worked).isEqualTo(count);
  }

  @Property
  void workdaysOfACalendarWithoutAnyEnd(@ForAll @IntRange(max = 100) int from) {
    assertThat(Reckoning.workdays(day(from), 1, _ -> false)).isNull();
  }

  @Property
  void theNextFourteenthIsTheNearestLaterOne(
      @ForAll @IntRange(max = 4_000) int from, @ForAll @IntRange(min = 1, max = 31) int number) {
    var next = requireNonNull(Reckoning.dayOfMonth(day(from), number));

    assertThat(next.getDayOfMonth()).isEqualTo(number);
    assertThat(next).isAfter(day(from));
    assertThat(day(from).plusDays(1).datesUntil(next))
        .noneMatch(between -> between.getDayOfMonth() == number);
  }

  @Property
  void aDayOfTheYearIsTheNearestOneThatIsNotPast(
      @ForAll @IntRange(max = 4_000) int from,
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 1, max = 31) int number) {
    var next = Reckoning.dayOfYear(day(from), month, number);

    if (next != null) {
      assertThat(next).isAfterOrEqualTo(day(from));
      assertThat(next.getMonthValue()).isEqualTo(month);
      assertThat(next.getDayOfMonth()).isEqualTo(number);
      assertThat(Reckoning.days(day(from), next)).isLessThan(8 * 366L);
    } else {
      assertThat(number).isGreaterThan(29);
    }
  }

  @Property
  void numbersBeyondAnyCalendarMakeNoDay(@ForAll int number) {
    var date = Reckoning.date(number, number, number);
    var later = Reckoning.later(START, Math.max(number, 20_000), "weeks");

    assertThat(date == null || date.getMonthValue() == number).isTrue();
    assertThat(later).isNull();
  }

  @Property
  void theWeekEndsInTheWeekItself(@ForAll @IntRange(max = 4_000) int from) {
    var end = Reckoning.endOfWeek(day(from));

    assertThat(Reckoning.days(day(from), end)).isBetween(0L, 4L);
    assertThat(end.with(DayOfWeek.MONDAY)).isEqualTo(day(from).with(DayOfWeek.MONDAY));
  }
}
