package dev.decorum.conduct.time;

import dev.decorum.conduct.grammar.Pattern;
import dev.decorum.conduct.time.Piece.At;
import dev.decorum.conduct.time.Piece.Clock;
import dev.decorum.conduct.time.Piece.Day;
import dev.decorum.conduct.time.Piece.DayPart;
import dev.decorum.conduct.time.Piece.Days;
import dev.decorum.conduct.time.Piece.Gone;
import dev.decorum.conduct.time.Piece.Part;
import dev.decorum.conduct.time.Piece.Tail;
import dev.decorum.conduct.time.Piece.WeekOf;
import dev.decorum.conduct.time.Piece.Within;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the words of a pattern come to. The names are those that stand behind the arrow in the
/// `grammar/time.txt` of a language folder.
@FunctionalInterface
interface Meaning {

  /// The piece of time, or null where the numbers make none.
  @Nullable Piece read(Scene scene);

  /// @throws IllegalArgumentException for a name that is none, or a pattern without what it needs
  static Meaning of(String named, Pattern pattern) {
    var words = Arrays.asList(named.strip().split(" +"));
    var name = words.getFirst();
    var arguments = words.subList(1, words.size());
    var meaning = ofDays(name, arguments, pattern);
    if (meaning == null) {
      meaning = ofDates(name, arguments, pattern);
    }
    if (meaning == null) {
      meaning = ofSpans(name, arguments, pattern);
    }
    if (meaning == null) {
      meaning = ofWeeks(name, pattern);
    }
    if (meaning == null) {
      meaning = ofHours(name, arguments, pattern);
    }
    if (meaning == null) {
      throw new IllegalArgumentException("a time cannot mean " + named);
    }
    return meaning;
  }

  private static int need(Pattern pattern, String name, int nth) {
    var slot = pattern.slot(name, nth);
    if (slot < 0) {
      throw new IllegalArgumentException("the pattern lacks {" + name + "}");
    }
    return slot;
  }

  private static int count(Pattern pattern) {
    var slot = pattern.slot("count", 0);
    return slot < 0 ? need(pattern, "n", 0) : slot;
  }

  private static int day(Pattern pattern) {
    var slot = pattern.slot("n", 0);
    return slot < 0 ? need(pattern, "ordinal", 0) : slot;
  }

  private static int year(Pattern pattern) {
    return need(pattern, "n", pattern.slot("ordinal", 0) < 0 ? 1 : 0);
  }

  private static @Nullable Meaning ofDays(String name, List<String> arguments, Pattern pattern) {
    switch (name) {
      case "day" -> {
        var days = Integer.parseInt(arguments.getFirst());
        return scene -> near(scene.today.plusDays(days));
      }
      case "weekday" -> {
        var abbreviated = pattern.slot("shortday", 0);
        var weekday = abbreviated < 0 ? need(pattern, "weekday", 0) : abbreviated;
        return scene ->
            scene.named(weekday)
                ? new Day(Reckoning.next(scene.today, scene.weekday(weekday)), false, true)
                : null;
      }
      case "weekday-next" -> {
        var weekday = need(pattern, "weekday", 0);
        return scene -> new Day(Reckoning.next(scene.today, scene.weekday(weekday)), false, true);
      }
      case "weekday-next-week" -> {
        var weekday = need(pattern, "weekday", 0);
        return scene ->
            new Day(Reckoning.inWeek(scene.today, 1, scene.weekday(weekday)), false, true);
      }
      case "weekday-later" -> {
        var weekday = need(pattern, "weekday", 0);
        var weeks = Integer.parseInt(arguments.getFirst());
        return scene -> near(Reckoning.next(scene.today, scene.weekday(weekday)).plusWeeks(weeks));
      }
      case "next-working" -> {
        return scene -> near(Reckoning.workdays(scene.today, 1, scene.workdays));
      }
      case "same-day" -> {
        return scene -> near(scene.base());
      }
      case "day-after" -> {
        return scene -> near(scene.base().plusDays(1));
      }
      case "day-before" -> {
        return scene ->
            scene.named == null || !scene.named.isAfter(scene.today.plusDays(1))
                ? new Gone()
                : near(scene.named.minusDays(1));
      }
      case "later" -> {
        var count = count(pattern);
        var unit = need(pattern, "unit", 0);
        return scene -> near(Reckoning.later(scene.base(), scene.number(count), scene.unit(unit)));
      }
      default -> {
        return null;
      }
    }
  }

  private static @Nullable Piece near(@Nullable LocalDate date) {
    return date == null ? null : new Day(date, false, false);
  }

  private static @Nullable Piece exact(@Nullable LocalDate date) {
    return date == null ? null : new Day(date, true, false);
  }

  private static @Nullable Meaning ofDates(String name, List<String> arguments, Pattern pattern) {
    switch (name) {
      case "day-month" -> {
        var day = day(pattern);
        var month = need(pattern, "month", 0);
        return scene ->
            scene.named(month)
                ? exact(Reckoning.dayOfYear(scene.today, scene.month(month), scene.number(day)))
                : null;
      }
      case "day-month-year", "month-day-year" -> {
        var day = day(pattern);
        var month = need(pattern, "month", 0);
        var year = year(pattern);
        return scene ->
            scene.tokens.length(scene.found[year]) == 4
                ? exact(Reckoning.date(scene.number(year), scene.month(month), scene.number(day)))
                : null;
      }
      case "day-of-month" -> {
        var day = day(pattern);
        return scene -> exact(Reckoning.dayOfMonth(scene.today, scene.number(day)));
      }
      case "day-of-next-month" -> {
        var day = day(pattern);
        return scene -> {
          var month = YearMonth.from(scene.today).plusMonths(1);
          var number = scene.number(day);
          return month.isValidDay(number) ? exact(month.atDay(number)) : null;
        };
      }
      case "days-of-month" -> {
        var first = need(pattern, "n", 0);
        var last = need(pattern, "n", 1);
        var month = pattern.slot("month", 0);
        return scene -> {
          var from =
              month < 0
                  ? Reckoning.dayOfMonth(scene.today, scene.number(first))
                  : Reckoning.dayOfYear(scene.today, scene.month(month), scene.number(first));
          var to = from == null ? null : Reckoning.dayOfMonth(from, scene.number(last));
          return from == null || to == null || Reckoning.days(from, to) > 31
              ? null
              : new Days(from, to, false);
        };
      }
      case "fixed" -> {
        var month = Integer.parseInt(arguments.get(0));
        var day = Integer.parseInt(arguments.get(1));
        return scene -> exact(Reckoning.dayOfYear(scene.today, month, day));
      }
      case "month", "part-of-month", "middle-of-month", "end-of-month" -> {
        var month = need(pattern, "month", 0);
        return scene -> {
          if (!scene.named(month)) {
            return null;
          }
          var meant = Reckoning.month(scene.today, scene.month(month));
          return switch (name) {
            case "middle-of-month" -> near(meant.atDay(15));
            case "end-of-month" -> near(meant.atEndOfMonth());
            default -> new Days(meant.atDay(1), meant.atEndOfMonth(), false);
          };
        };
      }
      case "month-year", "end-of-month-year" -> {
        var month = need(pattern, "month", 0);
        var year = need(pattern, "n", 0);
        return scene -> {
          var first = Reckoning.date(scene.number(year), scene.month(month), 1);
          if (first == null || scene.tokens.length(scene.found[year]) != 4) {
            return null;
          }
          var last = Reckoning.endOfMonth(first);
          return name.equals("month-year") ? new Days(first, last, false) : near(last);
        };
      }
      default -> {
        return null;
      }
    }
  }

  private static @Nullable Meaning ofSpans(String name, List<String> arguments, Pattern pattern) {
    switch (name) {
      case "within", "from-now" -> {
        var count = count(pattern);
        var unit = need(pattern, "unit", 0);
        return scene -> within(scene, scene.number(count), scene.unit(unit));
      }
      case "within-one" -> {
        var unit = need(pattern, "unit", 0);
        return scene -> within(scene, 1, scene.unit(unit));
      }
      case "later-from-now" -> {
        var count = Integer.parseInt(arguments.get(0));
        var unit = arguments.get(1);
        return scene -> within(scene, count, unit);
      }
      case "minutes" -> {
        var minutes = Integer.parseInt(arguments.getFirst());
        return scene -> within(scene, minutes, "minutes");
      }
      case "within-range" -> {
        var least = need(pattern, "n", 0);
        var most = count(pattern, 1);
        var unit = need(pattern, "unit", 0);
        return scene ->
            between(
                within(scene, scene.number(least), scene.unit(unit)),
                within(scene, scene.number(most), scene.unit(unit)));
      }
      case "one-or-two" -> {
        var unit = need(pattern, "unit", 0);
        return scene ->
            between(within(scene, 1, scene.unit(unit)), within(scene, 2, scene.unit(unit)));
      }
      case "within-working", "working-from-now" -> {
        var count = pattern.slot("count", 0);
        return scene -> working(scene, count < 0 ? 2 : scene.number(count));
      }
      case "within-working-range" -> {
        var least = need(pattern, "n", 0);
        var most = count(pattern, 1);
        return scene ->
            between(working(scene, scene.number(least)), working(scene, scene.number(most)));
      }
      default -> {
        return null;
      }
    }
  }

  private static int count(Pattern pattern, int nth) {
    var slot = pattern.slot("count", 0);
    return slot < 0 ? need(pattern, "n", nth) : slot;
  }

  private static @Nullable Piece within(Scene scene, int count, String unit) {
    switch (unit) {
      case "minutes", "hours" -> {
        if (count > 100_000) {
          return null;
        }
        var now = scene.now.withNano(0);
        return new At(unit.equals("hours") ? now.plusHours(count) : now.plusMinutes(count));
      }
      default -> {
        var date = Reckoning.later(scene.today, count, unit);
        return date == null ? null : new Within(date, date);
      }
    }
  }

  private static @Nullable Piece working(Scene scene, int count) {
    var date = Reckoning.workdays(scene.today, count, scene.workdays);
    return date == null ? null : new Within(date, date);
  }

  private static @Nullable Piece between(@Nullable Piece least, @Nullable Piece most) {
    if (least instanceof At(var from) && most instanceof At(var to)) {
      return from.toLocalDate().equals(to.toLocalDate())
          ? most
          : new Within(from.toLocalDate(), to.toLocalDate());
    }
    return least instanceof Within from && most instanceof Within to && !to.to().isBefore(from.to())
        ? new Within(from.to(), to.to())
        : null;
  }

  private static @Nullable Meaning ofWeeks(String name, Pattern pattern) {
    return switch (name) {
      case "end-of-week" -> scene -> near(Reckoning.endOfWeek(scene.today));
      case "end-of-next-week" -> scene -> near(Reckoning.inWeek(scene.today, 1, DayOfWeek.FRIDAY));
      case "next-monday" -> scene -> near(Reckoning.next(scene.today, DayOfWeek.MONDAY));
      case "end-of-this-month" -> scene -> near(Reckoning.endOfMonth(scene.today));
      case "end-of-next-month" ->
          scene -> near(Reckoning.endOfMonth(scene.today.withDayOfMonth(1).plusMonths(1)));
      case "end-of-quarter" -> scene -> near(Reckoning.endOfQuarter(scene.today));
      case "end-of-year" -> scene -> near(scene.today.withDayOfYear(scene.today.lengthOfYear()));
      case "this-week" -> scene -> new Days(scene.today, Reckoning.endOfWeek(scene.today), true);
      case "next-week" -> scene -> week(scene.today, 1, DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case "early-next-week" -> scene -> week(scene.today, 1, DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
      case "mid-next-week" -> scene -> week(scene.today, 1, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY);
      case "late-next-week" -> scene -> week(scene.today, 1, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
      case "week-after-next" -> scene -> week(scene.today, 2, DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case "weekend" ->
          scene -> {
            var saturday = Reckoning.inWeek(scene.today, 0, DayOfWeek.SATURDAY);
            return new Days(
                saturday.isBefore(scene.today) ? scene.today : saturday,
                saturday.plusDays(1),
                false);
          };
      case "next-weekend" -> scene -> week(scene.today, 1, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      case "this-month" -> scene -> new Days(scene.today, Reckoning.endOfMonth(scene.today), false);
      case "next-month" ->
          scene -> {
            var first = scene.today.withDayOfMonth(1).plusMonths(1);
            return new Days(first, Reckoning.endOfMonth(first), false);
          };
      case "week-of" -> _ -> new WeekOf();
      case "week-number" -> {
        var number = need(pattern, "n", 0);
        yield scene -> Reckoning.week(scene.today, scene.number(number));
      }
      default -> null;
    };
  }

  private static Piece week(LocalDate today, int weeks, DayOfWeek first, DayOfWeek last) {
    return new Days(
        Reckoning.inWeek(today, weeks, first), Reckoning.inWeek(today, weeks, last), true);
  }

  private static @Nullable Meaning ofHours(String name, List<String> arguments, Pattern pattern) {
    switch (name) {
      case "clock" -> {
        var minute = Integer.parseInt(arguments.getFirst());
        return _ -> new Clock(minute, false, null);
      }
      case "past", "past-am", "past-pm" -> {
        var hour = need(pattern, "n", 0);
        var minutes = Integer.parseInt(arguments.getFirst());
        return scene -> {
          var hours = scene.number(hour);
          if (hours < 1 || hours > 24) {
            return null;
          }
          var noon = hours == 12 ? 0 : hours;
          return switch (name) {
            case "past-am" -> new Clock(noon * 60 + minutes, false, null);
            case "past-pm" -> new Clock(noon * 60 + 720 + minutes, false, null);
            default -> new Clock(hours * 60 + minutes, hours <= 12, null);
          };
        };
      }
      case "half-before" -> {
        var hour = need(pattern, "n", 0);
        return scene -> {
          var hours = scene.number(hour);
          return hours < 1 || hours > 12 ? null : new Clock(hours * 60 - 30, true, null);
        };
      }
      case "close" -> {
        return _ -> new Part(Part.CLOSE, false);
      }
      case "part", "part-loose" -> {
        if (!arguments.isEmpty()) {
          return _ -> new Part(arguments.getFirst(), false);
        }
        var part = need(pattern, "part", 0);
        return scene -> new Part(scene.part(part), name.equals("part-loose"));
      }
      case "part-today" -> {
        var slot = arguments.isEmpty() ? need(pattern, "part", 0) : -1;
        return scene ->
            new DayPart(
                new Day(scene.today, false, false),
                new Part(slot < 0 ? arguments.getFirst() : scene.part(slot), false));
      }
      case "tail" -> {
        return _ -> new Tail();
      }
      case "none" -> {
        return _ -> new Gone();
      }
      default -> {
        return null;
      }
    }
  }
}
