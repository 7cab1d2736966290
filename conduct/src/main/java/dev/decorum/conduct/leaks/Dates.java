package dev.decorum.conduct.leaks;

import java.util.Map;

/// Dates with a year, in figures or with the name of a month.
record Dates(String plain, Map<String, Integer> months) {

  private static final int LONGEST_MONTH = 12;

  /// The offset after the date that begins at `at`, or -1.
  int end(int at) {
    if (at >= plain.length()) {
      return -1;
    }
    if (!Signs.digit(plain.charAt(at))) {
      return monthFirst(at);
    }
    var first = digitsEnd(at);
    var length = first - at;
    if (length == 8) {
      return bare(at) ? first : -1;
    }
    if (length == 4) {
      return separated(at, first, true);
    }
    if (length > 2) {
      return -1;
    }
    var figures = separated(at, first, false);
    return figures > 0 ? figures : dayFirst(at, first);
  }

  /// `14031986` or `19860314`
  private boolean bare(int at) {
    return number(at, at + 2) <= 31 && number(at + 2, at + 4) <= 12 && year(number(at + 4, at + 8))
        || year(number(at, at + 4)) && number(at + 4, at + 6) <= 12 && number(at + 6, at + 8) <= 31;
  }

  private int separated(int at, int first, boolean yearFirst) {
    var separator = Signs.at(plain, first);
    if (separator != '.' && separator != '/' && separator != '-') {
      return -1;
    }
    var from = skip(first + 1);
    var second = digitsEnd(from);
    if (second == from || second - from > 2 || Signs.at(plain, second) != separator) {
      return -1;
    }
    var last = skip(second + 1);
    var end = digitsEnd(last);
    var a = number(at, first);
    var b = number(from, second);
    var good =
        yearFirst
            ? year(a) && b >= 1 && b <= 12 && end - last >= 1 && end - last <= 2
            : a >= 1 && b >= 1 && (a <= 31 && b <= 12 || a <= 12 && b <= 31) && yearAt(last, end);
    return good && !Character.isLetterOrDigit(Signs.at(plain, end)) ? end : -1;
  }

  /// `14 March 1986`, `14th of March, 1986`, `14. März 86`, `14-Mar-1986`
  private int dayFirst(int at, int digits) {
    if (number(at, digits) < 1 || number(at, digits) > 31) {
      return -1;
    }
    var i = digits;
    while (i < plain.length() && i - digits < 2 && Signs.latin(plain.charAt(i))) {
      i++;
    }
    i = gap(i);
    var month = wordEnd(i);
    if (!months.containsKey(plain.substring(i, month)) && month - i <= 3) {
      i = gap(month);
      month = wordEnd(i);
    }
    if (month == i || !months.containsKey(plain.substring(i, month))) {
      return -1;
    }
    return yearEnd(month);
  }

  /// `March 14, 1986`
  private int monthFirst(int at) {
    var month = wordEnd(at);
    if (month - at < 3 || !months.containsKey(plain.substring(at, month))) {
      return -1;
    }
    var day = gap(month);
    var end = digitsEnd(day);
    if (end == day || end - day > 2 || number(day, end) < 1 || number(day, end) > 31) {
      return -1;
    }
    var i = end;
    while (i < plain.length() && i - end < 2 && Signs.latin(plain.charAt(i))) {
      i++;
    }
    return yearEnd(i);
  }

  private int yearEnd(int from) {
    var i = gap(from);
    if (Signs.at(plain, i) == '\'') {
      i++;
    }
    var end = digitsEnd(i);
    return yearAt(i, end) && !Character.isLetter(Signs.at(plain, end)) ? end : -1;
  }

  private boolean yearAt(int from, int end) {
    return end - from == 2 || end - from == 4 && year(number(from, end));
  }

  private static boolean year(int year) {
    return year >= 1900 && year <= 2100;
  }

  /// Over spaces, a point, a comma and a hyphen, at most three signs.
  private int gap(int from) {
    var i = from;
    while (i - from < 3 && " .,-".indexOf(Signs.at(plain, i)) >= 0 && i < plain.length()) {
      i++;
    }
    return i;
  }

  private int skip(int from) {
    return Signs.at(plain, from) == ' ' ? from + 1 : from;
  }

  private int digitsEnd(int from) {
    var i = from;
    while (i < plain.length() && Signs.digit(plain.charAt(i)) && i - from < 9) {
      i++;
    }
    return i;
  }

  private int wordEnd(int from) {
    var i = from;
    while (i < plain.length() && i - from <= LONGEST_MONTH && Character.isLetter(plain.charAt(i))) {
      i++;
    }
    return i;
  }

  private int number(int from, int to) {
    var number = 0;
    for (var i = from; i < to; i++) {
      number = number * 10 + plain.charAt(i) - '0';
    }
    return number;
  }
}
