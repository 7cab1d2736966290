package dev.decorum.conduct.time;

import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.time.Piece.Clock;
import dev.decorum.conduct.time.Piece.Clocks;
import dev.decorum.conduct.time.Piece.Day;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Dates and clock times written in digits: `2026-11-27`, `27/11`, `3 pm`, `15:00–17:00 CET`.
final class Digits {

  private final Scene scene;
  private final Tokens tokens;
  private final TimeWords words;
  private int limit;
  private int end;

  /// Whether the clock time read last is sure to be one.
  private boolean sure;

  Digits(Scene scene, TimeWords words) {
    this.scene = scene;
    tokens = scene.tokens;
    this.words = words;
  }

  /// The token after what was read last.
  int end() {
    return end;
  }

  /// What begins with a number, or null.
  ///
  /// @param led whether the words before ask for a time, such as `by`
  /// @param between whether a second end follows after `and`
  @Nullable Piece read(int at, int sentenceEnd, boolean led, boolean between) {
    limit = sentenceEnd;
    var date = date(at, led);
    if (date != null) {
      return date;
    }
    var clocks = clocks(at, led, between);
    if (clocks != null) {
      return clocks;
    }
    var clock = clock(at);
    return clock != null && (sure || led && nothingCounted(end)) ? clock : null;
  }

  private boolean glued(int at, char mark) {
    return at < limit && tokens.glued(at) && tokens.is(at, mark);
  }

  private boolean gluedNumber(int at) {
    return at < limit && tokens.glued(at) && tokens.number(at) >= 0;
  }

  private @Nullable Piece date(int at, boolean led) {
    var mark = mark(at + 1);
    if (mark == 0
        || tokens.length(at) > 4
        || !gluedNumber(at + 2)
        || !glued(at + 3, mark)
        || !gluedNumber(at + 4)) {
      return shortDate(at, led);
    }
    var first = tokens.number(at);
    var second = tokens.number(at + 2);
    var third = tokens.number(at + 4);
    LocalDate date;
    if (tokens.length(at) == 4) {
      date = Reckoning.date(first, second, third);
    } else if (tokens.length(at + 4) != 4 && tokens.length(at + 4) != 2) {
      return null;
    } else {
      date = ordered(first, second, third, mark);
    }
    if (date == null) {
      return null;
    }
    end = at + 5;
    if (end + 1 < limit
        && tokens.glued(end)
        && tokens.length(end) == 1
        && gluedNumber(end + 1)
        && tokens.word(end)) {
      // 2026-11-27T15:00: the time of day is the next piece
      end++;
    }
    return new Day(date, true, false);
  }

  private char mark(int at) {
    return glued(at, '/') ? '/' : glued(at, '.') ? '.' : glued(at, '-') ? '-' : 0;
  }

  private @Nullable LocalDate ordered(int first, int second, int year, char mark) {
    var monthFirst = scene.monthFirst && mark != '.';
    var date =
        monthFirst ? Reckoning.date(year, first, second) : Reckoning.date(year, second, first);
    if (date != null) {
      return date;
    }
    return monthFirst ? Reckoning.date(year, second, first) : Reckoning.date(year, first, second);
  }

  /// `27/11`, and `27.11.` where the language writes dates so.
  private @Nullable Piece shortDate(int at, boolean led) {
    var slash = glued(at + 1, '/') && gluedNumber(at + 2) && led;
    var dotted =
        dotted(at + 1) && at + 2 < limit && tokens.number(at + 2) >= 0 && glued(at + 3, '.');
    if (!slash && !dotted || tokens.length(at) > 2 || tokens.length(at + 2) > 2) {
      return null;
    }
    var first = tokens.number(at);
    var second = tokens.number(at + 2);
    var monthFirst = scene.monthFirst && slash;
    var date =
        monthFirst
            ? Reckoning.dayOfYear(scene.today, first, second)
            : Reckoning.dayOfYear(scene.today, second, first);
    if (date == null) {
      date =
          monthFirst
              ? Reckoning.dayOfYear(scene.today, second, first)
              : Reckoning.dayOfYear(scene.today, first, second);
    }
    if (date == null) {
      return null;
    }
    end = dotted ? at + 4 : at + 3;
    return new Day(date, true, false);
  }

  private boolean dotted(int at) {
    return glued(at, '.') && words.dotted.has(tokens.id(at));
  }

  /// `8–10`, `between 8 and 10`, `1 to 3 p.m.`.
  private @Nullable Piece clocks(int at, boolean led, boolean between) {
    var first = clock(at);
    if (first == null) {
      return null;
    }
    var certain = sure;
    var to = end;
    if (to + 1 >= limit
        || !tokens.is(to, '-')
            && !words.to.has(tokens.id(to))
            && !(between && words.and.has(tokens.id(to)))) {
      return null;
    }
    var second = clock(to + 1);
    if (second == null || !(certain || sure || led && nothingCounted(end))) {
      return null;
    }
    return new Clocks(first, second);
  }

  /// A time of day, also one that is only a number; [#sure] tells.
  private @Nullable Clock clock(int at) {
    if (at >= limit || tokens.number(at) < 0 || tokens.length(at) > 4) {
      return null;
    }
    var hour = tokens.number(at);
    var minute = 0;
    var length = tokens.length(at);
    var i = at + 1;
    sure = false;
    if (length == 4) {
      if (i >= limit || !words.hours.has(tokens.id(i))) {
        return null;
      }
      minute = hour % 100;
      hour /= 100;
      sure = true;
      i++;
    } else if (length > 2) {
      return null;
    } else if ((glued(i, ':') || glued(i, '.') || gluedHour(i))
        && gluedNumber(i + 1)
        && tokens.length(i + 1) == 2
        && !(gluedNumber(i + 3) && glued(i + 2, '.'))) {
      minute = tokens.number(i + 1);
      sure = !glued(i, '.');
      i += 2;
      if (glued(i, ':') && gluedNumber(i + 1)) {
        i += 2;
      }
      if (i < limit && words.hours.has(tokens.id(i))) {
        sure = true;
        i++;
      }
    }
    var half = "";
    if (i < limit && words.half.has(tokens.id(i))) {
      half = words.half.value(tokens.id(i));
      sure = true;
      i++;
    } else if (i < limit && words.oclock.has(tokens.id(i))) {
      sure = true;
      i++;
      if (i == at + 2
          && i < limit
          && tokens.number(i) >= 0
          && tokens.number(i) < 60
          && tokens.length(i) == 2) {
        minute = tokens.number(i);
        i++;
      }
    }
    if (hour > 24 || minute > 59 || hour == 24 && minute > 0) {
      return null;
    }
    ZoneId zone = null;
    if (i < limit && tokens.capital(i) && words.zone.has(tokens.id(i))) {
      zone = ZoneId.of(words.zone.value(tokens.id(i)));
      i++;
    }
    end = i;
    return clock(hour, minute, half, length, zone);
  }

  private boolean gluedHour(int at) {
    return at < limit
        && tokens.glued(at)
        && tokens.length(at) == 1
        && words.hours.has(tokens.id(at));
  }

  private Clock clock(int hour, int minute, String half, int length, @Nullable ZoneId zone) {
    if (half.isEmpty() || hour > 12) {
      var zeroWritten = length == 2 && hour < 10;
      var open = hour > 0 && hour <= 12 && !zeroWritten && length < 4;
      return new Clock(hour * 60 + minute, open, zone);
    }
    var noon = hour == 12 ? 0 : hour;
    return new Clock((half.equals("pm") ? noon + 12 : noon) * 60 + minute, false, zone);
  }

  /// Whether a number is no count of things: what follows is no noun.
  private boolean nothingCounted(int at) {
    return at >= limit || words.bare.has(tokens.id(at));
  }
}
