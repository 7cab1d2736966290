package dev.decorum.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.decorum.hours.HoursUnreadable.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeekTests {

  @ParameterizedTest
  @CsvSource({
    "9, NO_SPAN",
    "9-25, NO_SPAN",
    "9-9, NO_SPAN",
    "'9-12, 11-13', OVERLAP",
    "'13-17, 9-12', OVERLAP",
    "'22-6, 23-24', OVERLAP",
    "9-5, TOO_LONG_A_NIGHT",
    "12-9, TOO_LONG_A_NIGHT",
    "morning, NO_SPAN",
    "9-12-13, NO_SPAN",
    "09:60-10:00, NO_SPAN",
  })
  void whatIsNoSpanIsRefusedWithTheDay(String wednesday, Reason reason) {
    assertThatThrownBy(() -> Week.parse(List.of("9-17", "", wednesday, "", "", "", "")))
        .asInstanceOf(type(HoursUnreadable.class))
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.day()).isEqualTo(2);
            });
  }

  @Test
  void aNightDoesNotRunIntoTheNextDay() {
    var days = List.of("5-9", "", "", "", "", "", "22-6");

    assertThatThrownBy(() -> Week.parse(days))
        .asInstanceOf(type(HoursUnreadable.class))
        .satisfies(refused -> assertThat(refused.day()).isZero());
    assertThat(Week.parse(List.of("6-9", "", "", "", "", "", "22-6")).length())
        .isEqualTo(Duration.ofHours(11));
  }

  @Test
  void isWrittenAsItIsRead() {
    var week = Week.parse(List.of("9-12,13.30 – 24:00", "", "22-6", "6-24", "", "", ""));

    assertThat(week.written().subList(0, 4))
        .containsExactly("09:00-12:00, 13:30-24:00", "", "22:00-06:00", "06:00-24:00");
    assertThat(Week.parse(week.written())).isEqualTo(week);
  }
}
