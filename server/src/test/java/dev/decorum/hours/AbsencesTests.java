package dev.decorum.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What may be said about when somebody is away, and what it means.
class AbsencesTests {

  private static final MemberId JONAS = new MemberId(new UUID(0, 1));
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private static Absence absence(String from, String fromTime, String to, String toTime) {
    return Absences.checked(
        JONAS, new NewAbsence(from, fromTime, to, toTime, "Europe/Berlin"), NOW);
  }

  private static void refused(String field, NewAbsence said) {
    assertThatExceptionOfType(AbsenceRefused.class)
        .isThrownBy(() -> Absences.checked(JONAS, said, NOW))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
  }

  private static NewAbsence said(String from, String fromTime, String to, String toTime) {
    return new NewAbsence(from, fromTime, to, toTime, "Europe/Berlin");
  }

  @Test
  void wholeDaysLastUntilTheMidnightAfterTheLast() {
    var away = absence("2026-11-23", "", "2026-11-25", "");

    assertThat(away.wholeDays()).isTrue();
    assertThat(away.begins()).isEqualTo("2026-11-22T23:00:00Z");
    assertThat(away.ends()).isEqualTo("2026-11-25T23:00:00Z");
    assertThat(away.lastDay()).isEqualTo("2026-11-25");
    assertThat(away.covers(away.begins())).isTrue();
    assertThat(away.covers(away.ends())).isFalse();
  }

  @Test
  void oneDayNeedsNoLastOne() {
    assertThat(absence("2026-11-23", "", "", "").lastDay()).isEqualTo("2026-11-23");
  }

  @Test
  void partOfADayGoesByItsTimes() {
    var away = absence("2026-11-23", "13:00", "2026-11-23", "15:30");

    assertThat(away.wholeDays()).isFalse();
    assertThat(away.begins()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(away.ends()).isEqualTo("2026-11-23T14:30:00Z");
  }

  @Test
  void aDayOnWhichClocksChangeHasAnHourMore() {
    var away =
        Absences.checked(
            JONAS,
            new NewAbsence("2027-10-31", "", "", "", "Europe/Berlin"),
            Instant.parse("2027-10-01T00:00:00Z"));

    assertThat(java.time.Duration.between(away.begins(), away.ends())).hasHours(25);
  }

  @Test
  void whatCannotBeIsRefusedWithItsField() {
    refused("from", said("", "", "", ""));
    refused("from", said("soon", "", "", ""));
    refused("from", said("2026-11-23", "noon", "", ""));
    refused("to", said("2026-11-23", "", "2026-11-31", ""));
    refused("to", said("2026-11-23", "", "2026-11-22", ""));
    refused("to", said("2026-11-23", "13:00", "2026-11-23", "13:00"));
    refused("to", said("2026-11-18", "", "2026-11-19", ""));
    refused("to", said("2026-11-23", "", "2029-12-01", ""));
    refused("from", said("2026-10-01", "", "2026-12-01", ""));
    refused("zone", new NewAbsence("2026-11-23", "", "", "", "Mars/Olympus"));
  }

  @Test
  void twoThatMeetDoNotOverlap() {
    var first = absence("2026-11-23", "", "2026-11-24", "");

    assertThat(first.overlaps(absence("2026-11-25", "", "", ""))).isFalse();
    assertThat(first.overlaps(absence("2026-11-24", "23:59", "2026-11-25", ""))).isTrue();
    assertThat(absence("2026-11-20", "", "2026-11-30", "").overlaps(first)).isTrue();
  }
}
