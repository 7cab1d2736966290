package dev.decorum.conduct.leaks;

import org.jspecify.annotations.Nullable;

/// Numbers that states give to people: their grouping, ranges and check digits.
///
/// A form that hardly anything else has is told without a word beside it; the others need one, such
/// as `Steuer-ID` or `NHS number`.
final class NationalIds {

  private static final String SPANISH_LETTERS = "trwagmyfpdxbnjzsqvhlcke";
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private NationalIds() {}

  /// The form of a run of digits that says by itself what it is.
  static @Nullable String plain(DigitRun run) {
    if (run.cut) {
      return null;
    }
    if (run.count == 9 && run.groups == 3 && run.grouped(3, 2, 4) && run.evenly(2, "-")) {
      return american(run);
    }
    if (run.count == 11 && run.groups == 4 && run.grouped(3, 3, 3) && separated(run, "..-")) {
      return brazilian(run);
    }
    if (run.count == 11 && run.groups == 5 && run.grouped(2, 2, 2, 3) && separated(run, "..-.")) {
      return belgian(run);
    }
    if (run.count == 13 && run.groups == 4 && run.grouped(3, 4, 4) && run.evenly(3, ".")) {
      return swiss(run);
    }
    if (run.count == 15 && run.groups >= 6 && run.grouped(1, 2, 2, 2, 3, 3)) {
      return french(run);
    }
    return null;
  }

  /// The form of a run of digits beside a word that says it is a number of a person.
  static @Nullable String told(DigitRun run) {
    if (run.cut) {
      return null;
    }
    return switch (run.count) {
      case 9 -> ofNine(run);
      case 10 -> ofTen(run);
      case 11 -> ofEleven(run);
      case 12 -> indian(run);
      case 13 -> swiss(run);
      case 15 -> french(run);
      default -> null;
    };
  }

  private static @Nullable String ofNine(DigitRun run) {
    var american = run.groups == 1 || run.grouped(3, 2, 4) ? american(run) : null;
    return american == null && dutch(run) ? "nl_bsn" : american;
  }

  private static @Nullable String ofTen(DigitRun run) {
    if (british(run)) {
      return "uk_nhs";
    }
    return austrian(run) ? "at_svnr" : null;
  }

  private static @Nullable String ofEleven(DigitRun run) {
    if (german(run)) {
      return "de_tax_id";
    }
    if (polish(run)) {
      return "pl_pesel";
    }
    var belgian = belgian(run);
    return belgian == null ? brazilian(run) : belgian;
  }

  private static @Nullable String indian(DigitRun run) {
    return run.digits[0] >= 2 && Checksums.verhoeff(run.digits, 12) ? "in_aadhaar" : null;
  }

  private static boolean dutch(DigitRun run) {
    return Checksums.weighted(run.digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
  }

  private static boolean separated(DigitRun run, String separators) {
    for (var i = 0; i < separators.length(); i++) {
      if (run.separators[i + 1] != separators.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String american(DigitRun run) {
    var area = run.number(0, 3);
    var group = run.number(3, 5);
    if (area >= 900) {
      var individual =
          group >= 50 && group <= 65 || group >= 70 && group <= 88 || group >= 90 && group != 93;
      return individual ? "us_itin" : null;
    }
    return area != 0 && area != 666 && group != 0 && run.number(5, 9) != 0 ? "us_ssn" : null;
  }

  private static boolean british(DigitRun run) {
    var check = 11 - Checksums.weighted(run.digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return check % 11 == run.digits[9] && check != 10;
  }

  private static boolean austrian(DigitRun run) {
    var digits = run.digits;
    var sum =
        Checksums.weighted(digits, 3, 7, 9)
            + digits[4] * 5
            + digits[5] * 8
            + digits[6] * 4
            + digits[7] * 2
            + digits[8]
            + digits[9] * 6;
    return sum % 11 == digits[3] && day(run.number(4, 6), run.number(6, 8) % 20);
  }

  private static boolean german(DigitRun run) {
    if (run.digits[0] == 0 || !Checksums.mod11And10(run.digits, 11)) {
      return false;
    }
    // Of the first ten digits one or two are there more than once.
    var seen = 0;
    for (var i = 0; i < 10; i++) {
      seen |= 1 << run.digits[i];
    }
    return Integer.bitCount(seen) == 9 || Integer.bitCount(seen) == 8;
  }

  private static boolean polish(DigitRun run) {
    return Checksums.weighted(run.digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0
        && day(run.number(4, 6), run.number(2, 4) % 20);
  }

  private static @Nullable String belgian(DigitRun run) {
    var check = run.number(9, 11);
    var old = 97 - Checksums.mod97(run.digits, 9, 0) == check;
    var young = 97 - Checksums.mod97(run.digits, 9, 2) == check;
    return (old || young) && run.number(2, 4) % 20 <= 12 && run.number(4, 6) <= 31
        ? "be_rrn"
        : null;
  }

  private static @Nullable String brazilian(DigitRun run) {
    var digits = run.digits;
    var same = true;
    for (var i = 1; i < 11; i++) {
      same &= digits[i] == digits[0];
    }
    var first = Checksums.weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    var second = Checksums.weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    return !same && first == digits[9] && second == digits[10] ? "br_cpf" : null;
  }

  private static @Nullable String swiss(DigitRun run) {
    var sum = Checksums.weighted(run.digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1);
    return run.number(0, 3) == 756 && sum % 10 == 0 ? "ch_ahv" : null;
  }

  private static @Nullable String french(DigitRun run) {
    var month = run.number(3, 5);
    var sex = run.digits[0];
    return (sex == 1 || sex == 2 || sex == 7 || sex == 8)
            && month != 0
            && (month <= 12 || month >= 20)
            && 97 - Checksums.mod97(run.digits, 13, 0) == run.number(13, 15)
        ? "fr_nir"
        : null;
  }

  private static boolean day(int day, int month) {
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
  }

  /// The form of a word of letters and digits that says by itself what it is.
  static @Nullable String plainWord(String plain, int start, int end) {
    return end - start == 16 && italian(plain, start) ? "it_codice_fiscale" : null;
  }

  /// The form of a word of letters and digits beside a word that says it is a number of a person.
  static @Nullable String toldWord(String plain, int start, int end) {
    var length = end - start;
    if (length == 9 && spanish(plain, start)) {
      return "es_dni";
    }
    if (length == 9 && nationalInsurance(plain, start)) {
      return "uk_nino";
    }
    if ((length == 10 || length == 11 && plain.charAt(end - 1) == 'd')
        && germanCard(plain, start)) {
      return "de_id_card";
    }
    return length == 10 && indianTax(plain, start) ? "in_pan" : null;
  }

  private static boolean italian(String plain, int start) {
    var sum = 0;
    for (var i = 0; i < 15; i++) {
      var c = plain.charAt(start + i);
      var letter = "llllllddlddlddd".charAt(i) == 'l';
      // A digit may be written as a letter where two people would have the same code.
      if (letter ? !Signs.latin(c) : !Signs.digit(c) && "lmnpqrstuv".indexOf(c) < 0) {
        return false;
      }
      var value = Signs.digit(c) ? c - '0' : c - 'a';
      sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
    }
    return plain.charAt(start + 15) == 'a' + sum % 26
        && "abcdehlmprst".indexOf(plain.charAt(start + 8)) >= 0;
  }

  private static boolean spanish(String plain, int start) {
    var first = plain.charAt(start);
    var number = "xyz".indexOf(first);
    if (number < 0) {
      if (!Signs.digit(first)) {
        return false;
      }
      number = first - '0';
    }
    for (var i = 1; i < 8; i++) {
      var c = plain.charAt(start + i);
      if (!Signs.digit(c)) {
        return false;
      }
      number = number * 10 + c - '0';
    }
    return SPANISH_LETTERS.charAt(number % 23) == plain.charAt(start + 8);
  }

  /// Two letters of those in use, six digits, and one of A to D.
  static boolean nationalInsurance(String plain, int start) {
    var first = plain.charAt(start);
    var second = plain.charAt(start + 1);
    if (!Signs.latin(first)
        || !Signs.latin(second)
        || "dfiquv".indexOf(first) >= 0
        || "dfiquvo".indexOf(second) >= 0) {
      return false;
    }
    for (var i = 2; i < 8; i++) {
      if (!Signs.digit(plain.charAt(start + i))) {
        return false;
      }
    }
    var last = plain.charAt(start + 8);
    return last >= 'a' && last <= 'd';
  }

  private static boolean germanCard(String plain, int start) {
    var sum = 0;
    var digits = 0;
    for (var i = 0; i < 9; i++) {
      var value = Signs.value(plain.charAt(start + i));
      if (value < 0) {
        return false;
      }
      digits += value < 10 ? 1 : 0;
      sum += value * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
    }
    return digits > 0 && Signs.value(plain.charAt(start + 9)) == sum % 10;
  }

  private static boolean indianTax(String plain, int start) {
    for (var i = 0; i < 10; i++) {
      var c = plain.charAt(start + i);
      if (i < 5 || i == 9 ? !Signs.latin(c) : !Signs.digit(c)) {
        return false;
      }
    }
    return "abcfghljpt".indexOf(plain.charAt(start + 3)) >= 0;
  }
}
