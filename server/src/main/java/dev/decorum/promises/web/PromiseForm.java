package dev.decorum.promises.web;

import dev.decorum.promises.Due;
import dev.decorum.promises.PromiseRefused;
import dev.decorum.promises.PromiseRefused.Reason;
import dev.decorum.promises.Repeats;
import dev.decorum.promises.Rhythm;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A promise as somebody typed it: nothing is checked yet.
///
/// @param conversation number of the one it was given in; null: none
/// @param client number of the client, where there is no conversation
/// @param source what was said when it was given
/// @param day by which day; empty: none
/// @param until the last day, where it is some time between two
/// @param time by which hour of it, on the clocks of the writer; empty: in the course of the day
/// @param owner number of a member; null: the writer
/// @param repeats how often it comes again, as [Rhythm] is written; empty: it does not
/// @param last the last day it may be due on; empty: without an end
public record PromiseForm(
    @Nullable Long conversation,
    @Nullable Long client,
    @Nullable String source,
    @Nullable String words,
    @Nullable String day,
    @Nullable String until,
    @Nullable String time,
    @Nullable Integer owner,
    @Nullable String repeats,
    @Nullable String last) {

  static PromiseForm of(
      @Nullable Long conversation,
      @Nullable Long client,
      @Nullable String source,
      String words,
      Due due,
      ZoneId zone) {
    return switch (due) {
      case Due.Minute(var at) -> {
        var local = at.atZone(zone).toLocalDateTime();
        yield new PromiseForm(
            conversation,
            client,
            source,
            words,
            local.toLocalDate().toString(),
            "",
            local.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString(),
            null,
            "",
            "");
      }
      case Due.Day(var date) ->
          new PromiseForm(
              conversation, client, source, words, date.toString(), "", "", null, "", "");
      case Due.Range(var from, var to) ->
          new PromiseForm(
              conversation,
              client,
              source,
              words,
              from.toString(),
              to.toString(),
              "",
              null,
              "",
              "");
      case Due.None() ->
          new PromiseForm(conversation, client, source, words, "", "", "", null, "", "");
    };
  }

  /// The same by another time.
  PromiseForm by(Due due, ZoneId zone) {
    var other = of(conversation, client, source, typed(words), due, zone);
    return new PromiseForm(
        conversation,
        client,
        source,
        words,
        other.day,
        other.until,
        other.time,
        owner,
        repeats,
        last);
  }

  Due due(ZoneId zone) {
    return due(day, until, time, zone);
  }

  /// @throws PromiseRefused when it cannot be read
  static Due due(@Nullable String day, @Nullable String until, @Nullable String time, ZoneId zone) {
    try {
      if (typed(day).isEmpty()) {
        if (typed(time).isEmpty() && typed(until).isEmpty()) return new Due.None();
        throw new PromiseRefused(Reason.UNREADABLE_DUE);
      }
      var date = LocalDate.parse(typed(day));
      if (!typed(until).isEmpty()) return new Due.Range(date, LocalDate.parse(typed(until)));
      return typed(time).isEmpty()
          ? new Due.Day(date)
          : new Due.Minute(date.atTime(LocalTime.parse(typed(time))).atZone(zone).toInstant());
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      throw new PromiseRefused(Reason.UNREADABLE_DUE);
    }
  }

  /// @return null where it does not come again
  /// @throws PromiseRefused when it cannot be read
  @Nullable Repeats again() {
    return typed(repeats).isEmpty() ? null : again(repeats, last);
  }

  /// @throws PromiseRefused when it cannot be read
  static Repeats again(@Nullable String rhythm, @Nullable String last) {
    return new Repeats(rhythm(typed(rhythm)), typed(last).isEmpty() ? null : day(typed(last)));
  }

  private static Rhythm rhythm(String text) {
    try {
      return Rhythm.parse(text);
    } catch (IllegalArgumentException unreadable) {
      throw new PromiseRefused(Reason.UNREADABLE_RHYTHM);
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException unreadable) {
      throw new PromiseRefused(Reason.UNREADABLE_LAST);
    }
  }

  static String typed(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
