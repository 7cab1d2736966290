package dev.decorum.reports.web;

import dev.decorum.reports.By;
import dev.decorum.reports.Period;
import dev.decorum.reports.Question;
import dev.decorum.reports.Reports;
import dev.decorum.reports.Result;
import dev.decorum.reports.Subject;
import dev.decorum.web.BadRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What a report is asked for, as it stands in the address. What is left out is chosen.
///
/// @param period word of a span; with `from` and `to` these count
/// @param of word of a subject
/// @param by word of what to tell figures apart by
/// @param key of one group of these
/// @param beside `before`: with the period before
/// @param result word of a result, or `renegotiated`
public record Asked(
    @Nullable String period,
    @Nullable String from,
    @Nullable String to,
    @Nullable String of,
    @Nullable String by,
    @Nullable String key,
    @Nullable String result,
    @Nullable String beside) {

  static final String BEFORE = "before";
  static final String RENEGOTIATED = "renegotiated";

  boolean compared() {
    return BEFORE.equals(beside);
  }

  Subject subject() {
    return given(of) ? word(Subject.class, of) : Subject.PROMISES;
  }

  By told() {
    return given(by) ? word(By.class, by) : By.TEAM;
  }

  /// @throws dev.decorum.reports.PeriodRefused
  Period period(Reports reports) {
    if (given(from) || given(to)) return reports.period(typed(from), typed(to));
    return reports.period(given(period) ? word(Period.Span.class, period) : Period.Span.MONTH);
  }

  Question question(Reports reports) {
    boolean renegotiated = RENEGOTIATED.equals(result);
    return new Question(
        subject(),
        period(reports),
        given(key) ? told() : null,
        given(key) ? key : null,
        given(result) && !renegotiated ? word(Result.class, result) : null,
        renegotiated);
  }

  private static boolean given(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  static String typed(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  private static <E extends Enum<E>> E word(Class<E> type, @Nullable String word) {
    try {
      return Enum.valueOf(type, word == null ? "" : word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new BadRequest("parameter.invalid");
    }
  }

  // --- addresses

  static String url(
      String path,
      Period period,
      Subject of,
      @Nullable By by,
      @Nullable String key,
      @Nullable String result) {
    var url = UriComponentsBuilder.fromPath(path);
    if (period.span() == Period.Span.DATES) {
      url.queryParam("from", period.from()).queryParam("to", period.to());
    } else {
      url.queryParam("period", period.span().word());
    }
    url.queryParam("of", of.word());
    if (by != null) url.queryParam("by", by.word());
    if (key != null) url.queryParam("key", key);
    if (result != null) url.queryParam("result", result);
    return url.encode().toUriString();
  }
}
