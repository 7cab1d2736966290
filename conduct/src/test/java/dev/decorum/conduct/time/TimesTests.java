package dev.decorum.conduct.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTests {

  private static final ZonedDateTime FRIDAY =
      ZonedDateTime.parse("2026-11-20T10:15:00+01:00[Europe/Berlin]");

  private static Due due(String text, ZonedDateTime sentAt, Locale locale) {
    var language = Language.english();
    var tokens = Tokens.of(Reading.of(text, language), Lexicon.of(language));
    var mentions = Times.of(language).in(tokens, sentAt, locale, Workdays.MONDAY_TO_FRIDAY);
    assertThat(mentions).as(text).hasSize(1);
    return mentions.getFirst().due();
  }

  private static String spoken(Due due) {
    return switch (due) {
      case Due.Minute(var at) -> at.toOffsetDateTime().toString();
      case Due.Day(var date) -> date.toString();
      case Due.Range(var from, var to) -> from + ".." + to;
      case Due.None() -> "none";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          by Friday 3pm                               | 2026-11-27T15:00+01:00
          next Tuesday                                | 2026-11-24
          this Thursday                               | 2026-11-26
          on the 14th                                 | 2026-12-14
          14 March                                    | 2027-03-14
          March 14th, 2028                            | 2028-03-14
          on Tuesday, 24 November, at noon            | 2026-11-24T12:00+01:00
          2026-11-24T15:30                            | 2026-11-24T15:30+01:00
          on 05/12/2026                               | 2026-12-05
          within 48 hours                             | 2026-11-22T10:15+01:00
          in half an hour                             | 2026-11-20T10:45+01:00
          in a fortnight                              | 2026-12-04
          in the next two to three working days       | 2026-11-24..2026-11-25
          within 24-48 hours                          | 2026-11-21..2026-11-22
          by close of business                        | 2026-11-20
          by end of day tomorrow                      | 2026-11-21
          by the end of next week                     | 2026-11-27
          by the end of the month                     | 2026-11-30
          by midnight                                 | 2026-11-21T00:00+01:00
          first thing tomorrow                        | 2026-11-21
          tonight at 8                                | 2026-11-20T20:00+01:00
          later today                                 | 2026-11-20
          this afternoon                              | 2026-11-20
          between Monday and Wednesday                | 2026-11-23..2026-11-25
          Mon–Wed                                     | 2026-11-23..2026-11-25
          the week commencing 30 November             | 2026-11-30..2026-12-04
          at 2 pm GMT                                 | 2026-11-20T15:00+01:00
          on the next business day                    | 2026-11-23
          by half past two on Monday                  | 2026-11-23T14:30+01:00
          on Monday between 8 and 10 in the morning   | 2026-11-23T10:00+01:00
          on Monday from 1 to 3                       | 2026-11-23T15:00+01:00
          by 9                                        | 2026-11-21T09:00+01:00
          a week on Tuesday                           | 2026-12-01
          in two weeks' time                          | 2026-12-04
          no later than 5 December                    | 2026-12-05
          28-30 November                              | 2026-11-28..2026-11-30
          within the next couple of days              | 2026-11-22
          on 31 June                                  | none
          """)
  void countsFromTheTimeOfSending(String text, String expected) {
    if (expected.equals("none")) {
      var language = Language.english();
      var tokens = Tokens.of(Reading.of(text, language), Lexicon.of(language));
      assertThat(Times.of(language).in(tokens, FRIDAY, Locale.UK, Workdays.MONDAY_TO_FRIDAY))
          .isEmpty();
    } else {
      assertThat(spoken(due(text, FRIDAY, Locale.UK))).isEqualTo(expected);
    }
  }

  @Test
  void takesAWeekdayForTheNextSuchDayAfterSendingWithAndWithoutNext() {
    var monday = ZonedDateTime.parse("2026-11-23T10:15:00+01:00[Europe/Berlin]");

    assertThat(spoken(due("on Tuesday", monday, Locale.UK))).isEqualTo("2026-11-24");
    assertThat(spoken(due("next Tuesday", monday, Locale.UK))).isEqualTo("2026-11-24");
    assertThat(spoken(due("on Tuesday next week", monday, Locale.UK))).isEqualTo("2026-12-01");
    assertThat(spoken(due("next Monday", monday, Locale.UK))).isEqualTo("2026-11-30");
  }

  @Test
  void readsDayAndMonthInTheOrderOfTheCountry() {
    assertThat(due("by 5/12", FRIDAY, Locale.UK))
        .isEqualTo(new Due.Day(LocalDate.parse("2026-12-05")));
    assertThat(due("by 5/12", FRIDAY, Locale.US))
        .isEqualTo(new Due.Day(LocalDate.parse("2027-05-12")));
    assertThat(due("by 5/22", FRIDAY, Locale.UK))
        .isEqualTo(new Due.Day(LocalDate.parse("2027-05-22")));
  }

  @Test
  void countsHoursAcrossTheEndOfSummerTime() {
    var before = ZonedDateTime.parse("2026-10-24T12:00:00+02:00[Europe/Berlin]");

    assertThat(spoken(due("within 24 hours", before, Locale.UK)))
        .isEqualTo("2026-10-25T11:00+01:00");
    assertThat(spoken(due("tomorrow at 12:00", before, Locale.UK)))
        .isEqualTo("2026-10-25T12:00+01:00");
  }

  @Test
  void keepsToTheCalendarOfTheOrganisation() {
    var language = Language.english();
    var tokens = Tokens.of(Reading.of("in 2 working days", language), Lexicon.of(language));
    Workdays closedOnMonday =
        date -> Workdays.MONDAY_TO_FRIDAY.works(date) && date.getDayOfMonth() != 23;

    var mentions = Times.of(language).in(tokens, FRIDAY, Locale.UK, closedOnMonday);

    assertThat(mentions.getFirst().due()).isEqualTo(new Due.Day(LocalDate.parse("2026-11-25")));
  }
}
