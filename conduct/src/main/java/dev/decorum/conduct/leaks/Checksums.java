package dev.decorum.conduct.leaks;

/// Check digits as issuers define them, over digits 0 to 9.
final class Checksums {

  private static final byte[][] VERHOEFF_PRODUCT = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };
  private static final byte[][] VERHOEFF_PLACE = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
    {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
    {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
    {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
    {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
    {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
  };

  private Checksums() {}

  static boolean luhn(byte[] digits, int count) {
    var sum = 0;
    for (var i = 0; i < count; i++) {
      int digit = digits[count - 1 - i];
      if (i % 2 == 1) {
        digit *= 2;
        digit -= digit > 9 ? 9 : 0;
      }
      sum += digit;
    }
    return sum % 10 == 0;
  }

  static boolean verhoeff(byte[] digits, int count) {
    var check = 0;
    for (var i = 0; i < count; i++) {
      check = VERHOEFF_PRODUCT[check][VERHOEFF_PLACE[i % 8][digits[count - 1 - i]]];
    }
    return check == 0;
  }

  /// ISO 7064 MOD 11,10, as in the German tax number.
  static boolean mod11And10(byte[] digits, int count) {
    var product = 10;
    for (var i = 0; i < count - 1; i++) {
      var sum = (digits[i] + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digits[count - 1];
  }

  static int weighted(byte[] digits, int... weights) {
    var sum = 0;
    for (var i = 0; i < weights.length; i++) {
      sum += digits[i] * weights[i];
    }
    return sum;
  }

  /// The number made of the first `count` digits, modulo 97.
  static int mod97(byte[] digits, int count, int lead) {
    var rest = lead;
    for (var i = 0; i < count; i++) {
      rest = (rest * 10 + digits[i]) % 97;
    }
    return rest;
  }
}
