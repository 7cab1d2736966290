package dev.decorum.conduct.time;

import dev.decorum.conduct.grammar.Tokens;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// What a meaning needs to know: the words found, and when they were written.
final class Scene {

  final Tokens tokens;
  final ZonedDateTime now;
  final LocalDate today;
  final Workdays workdays;
  final boolean monthFirst;
  final int[] found;
  private final TimeWords words;

  /// The day that was named last, which `the same day` goes back to.
  @Nullable LocalDate named;

  Scene(
      Tokens tokens,
      ZonedDateTime now,
      Workdays workdays,
      boolean monthFirst,
      TimeWords words,
      int slots) {
    this.tokens = tokens;
    this.now = now;
    today = now.toLocalDate();
    this.workdays = workdays;
    this.monthFirst = monthFirst;
    this.words = words;
    found = new int[slots];
  }

  LocalDate base() {
    return named == null ? today : named;
  }

  /// The number that stands in a place of the pattern, in digits or as a word; -1 for none.
  int number(int slot) {
    var token = found[slot];
    if (token < 0) {
      return -1;
    }
    if (tokens.number(token) >= 0) {
      return tokens.number(token);
    }
    var word = tokens.id(token);
    if (words.count.has(word)) {
      return words.count.number(word);
    }
    return words.number.has(word) ? words.number.number(word) : words.ordinal.number(word);
  }

  DayOfWeek weekday(int slot) {
    var word = tokens.id(found[slot]);
    var known = words.weekday.has(word) ? words.weekday : words.shortday;
    return DayOfWeek.of(known.number(word));
  }

  int month(int slot) {
    return words.month.number(tokens.id(found[slot]));
  }

  String unit(int slot) {
    return words.unit.value(tokens.id(found[slot]));
  }

  String part(int slot) {
    return words.part.value(tokens.id(found[slot]));
  }

  /// Whether a name of a day or month is written as one: some mean other things in lower case.
  boolean named(int slot) {
    var token = found[slot];
    return tokens.capital(token) || !words.capital.has(tokens.id(token));
  }
}
