package dev.decorum.conduct.leaks;

/// Digits that belong together: groups of them with one space, hyphen, point or slash between, such
/// as `4111 1111 1111 1111` or `536-22-8741`. One object is used for all runs of a text.
final class DigitRun {

  /// No number that is looked for has more.
  private static final int MOST_GROUPS = 16;

  private static final int MOST_DIGITS = 40;

  final int[] starts = new int[MOST_GROUPS];
  final int[] ends = new int[MOST_GROUPS];

  /// The sign before each group; 0 before the first.
  final char[] separators = new char[MOST_GROUPS];

  final byte[] digits = new byte[MOST_DIGITS];
  int groups;
  int count;

  /// Whether the run goes on beyond what is kept, or into letters.
  boolean cut;

  /// Reads the run that begins at `from`, and gives the offset after it.
  int read(String plain, int from) {
    groups = 0;
    count = 0;
    cut = false;
    var i = from;
    while (true) {
      var start = i;
      while (i < plain.length() && Signs.digit(plain.charAt(i))) {
        if (count < MOST_DIGITS) {
          digits[count] = (byte) (plain.charAt(i) - '0');
        }
        count++;
        i++;
      }
      if (groups < MOST_GROUPS) {
        starts[groups] = start;
        ends[groups] = i;
        separators[groups] = groups == 0 ? 0 : plain.charAt(start - 1);
      }
      groups++;
      var next = Signs.at(plain, i);
      var separates = next == ' ' || next == '-' || next == '.' || next == '/';
      if (!separates || !Signs.digit(Signs.at(plain, i + 1))) {
        break;
      }
      i++;
    }
    cut = groups > MOST_GROUPS || count > MOST_DIGITS || Character.isLetter(Signs.at(plain, i));
    return i;
  }

  int start() {
    return starts[0];
  }

  int end() {
    return ends[Math.min(groups, MOST_GROUPS) - 1];
  }

  int length(int group) {
    return ends[group] - starts[group];
  }

  /// The length of a group; 99 where it is no longer known.
  int lengthOrMore(int group) {
    return group < MOST_GROUPS ? length(group) : 99;
  }

  /// How many digits the first groups have together.
  int digitsOf(int firstGroups) {
    var sum = 0;
    for (var i = 0; i < firstGroups; i++) {
      sum += length(i);
    }
    return sum;
  }

  /// Whether the first groups have these lengths.
  boolean grouped(int... lengths) {
    if (groups < lengths.length) {
      return false;
    }
    for (var i = 0; i < lengths.length; i++) {
      if (length(i) != lengths[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether the groups up to `last` are parted by the same sign, which is one of `allowed`.
  boolean evenly(int last, String allowed) {
    for (var i = 1; i <= last; i++) {
      if (separators[i] != separators[1] || allowed.indexOf(separators[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  boolean slashed() {
    for (var i = 1; i < groups && i < MOST_GROUPS; i++) {
      if (separators[i] == '/') {
        return true;
      }
    }
    return false;
  }

  /// The whole number of a few digits.
  int number(int from, int to) {
    var number = 0;
    for (var i = from; i < to; i++) {
      number = number * 10 + digits[i];
    }
    return number;
  }
}
