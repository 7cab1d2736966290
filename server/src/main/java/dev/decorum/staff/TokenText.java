package dev.decorum.staff;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// How an access token is written: `dcm_pat_`, 32 random bytes and a checksum over both, in letters
/// and digits. Scanners for leaked secrets know it by its looks and the checksum.
final class TokenText {

  private static final String PREFIX = "dcm_pat_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_DIGITS = 43;
  private static final int CHECKSUM_DIGITS = 6;
  private static final Pattern SHAPE =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECKSUM_DIGITS) + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenText() {}

  static String random() {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    var text = PREFIX + digits(new BigInteger(1, bytes), RANDOM_DIGITS);
    return text + checksum(text);
  }

  /// False for what cannot be a token, so that it need not be looked up.
  static boolean wellFormed(String text) {
    int end = text.length() - CHECKSUM_DIGITS;
    return SHAPE.matcher(text).matches()
        && text.substring(end).equals(checksum(text.substring(0, end)));
  }

  private static String checksum(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return digits(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
  }

  private static String digits(BigInteger number, int count) {
    var digits = new StringBuilder(count);
    var rest = number;
    while (digits.length() < count) {
      var parts = rest.divideAndRemainder(BASE);
      digits.append(DIGITS.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    return digits.reverse().toString();
  }
}
