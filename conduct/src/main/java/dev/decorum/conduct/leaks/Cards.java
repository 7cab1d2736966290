package dev.decorum.conduct.leaks;

/// Numbers of payment cards: issuer ranges, lengths, grouping and the Luhn digit.
final class Cards {

  private Cards() {}

  /// How many groups at the beginning of a run are the number of a card; 0 when there is none.
  static int groups(DigitRun run) {
    var count = 0;
    var best = 0;
    for (var group = 0; group < run.groups && group < run.starts.length; group++) {
      if (group > 0 && !joins(run, group)) {
        break;
      }
      count += run.length(group);
      if (count > 19) {
        break;
      }
      if (count >= 12
          && issued(run.digits, count)
          && Checksums.luhn(run.digits, count)
          && ends(run, group)) {
        best = group + 1;
      }
    }
    return best;
  }

  /// Spaces, hyphens or points, always the same; and no group of one or two digits but the last.
  private static boolean joins(DigitRun run, int group) {
    return run.evenly(group, " -.") && run.length(group - 1) >= 3;
  }

  /// After the number there may be a date or a security code, but not more of the same number.
  private static boolean ends(DigitRun run, int group) {
    return group + 1 < run.groups ? run.lengthOrMore(group + 1) <= 3 : !run.cut;
  }

  /// Whether the digits are such as need no word beside them to tell that they are a card's:
  /// sixteen of the large issuers, fifteen of American Express, or grouped as they are printed.
  static boolean plain(DigitRun run, int groups) {
    var count = run.digitsOf(groups);
    var two = run.number(0, 2);
    return switch (count) {
      case 16 -> two >= 40 && two <= 49 || two >= 51 && two <= 55 || groups == 4 || ranged(run);
      case 15 -> two == 34 || two == 37;
      case 14 -> groups == 3;
      default -> groups >= 4;
    };
  }

  private static boolean ranged(DigitRun run) {
    var four = run.number(0, 4);
    return four >= 2221 && four <= 2720
        || four >= 3528 && four <= 3589
        || four == 6011
        || four >= 6440 && four <= 6599
        || four >= 6200 && four <= 6299;
  }

  /// Whether the digits stand in the groups that are printed on cards.
  static boolean printed(DigitRun run, int groups) {
    return groups >= 4 || groups == 3 && run.grouped(4, 6);
  }

  static String issuer(DigitRun run) {
    return switch (run.digits[0]) {
      case 4 -> "visa";
      case 3 -> run.digits[1] == 4 || run.digits[1] == 7 ? "amex" : "other";
      case 2, 5 -> "mastercard";
      default -> "other";
    };
  }

  private static boolean issued(byte[] digits, int count) {
    var two = digits[0] * 10 + digits[1];
    var four = two * 100 + digits[2] * 10 + digits[3];
    return switch (digits[0]) {
      case 4 -> count == 13 || count == 16 || count == 19;
      case 5 -> two >= 51 && two <= 55 ? count == 16 : two == 50 || two >= 56;
      case 2 ->
          four >= 2221 && four <= 2720 && count == 16
              || four >= 2200 && four <= 2204 && count >= 16
              || four == 2131 && count == 15;
      case 3 ->
          (two == 34 || two == 37) && count == 15
              || two == 35 && count >= 16
              || (two == 36 || two == 38 || two == 39 || four >= 3000 && four <= 3059)
                  && (count == 14 || count == 16 || count == 19);
      case 1 -> four == 1800 && count == 15;
      // Discover, UnionPay, RuPay and Maestro share the sixes.
      case 6 -> two == 65 || four == 6011 || two == 64 ? count >= 16 : true;
      default -> false;
    };
  }
}
