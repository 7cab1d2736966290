package dev.decorum.staff;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/// What a password must be: long, and not what everybody tries first. There are no rules about
/// which characters it holds, and nothing is cut off.
final class PasswordRules {

  static final int SHORTEST = 12;
  static final int LONGEST = 128;

  private static final int FEWEST_DIFFERENT = 5;
  private static final int SHORTEST_WORD = 3;
  private static final int LEAST_BESIDE_OWN_WORDS = 8;
  private static final Pattern NOT_OF_A_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final String ROWS =
      "abcdefghijklmnopqrstuvwxyz 01234567890123456789 qwertyuiopasdfghjklzxcvbnm"
          + " qwertzuiopasdfghjklyxcvbnm 1q2w3e4r5t6y7u8i9o0p qazwsxedcrfvtgbyhnujmikolp";
  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /// Why this password will not do, if so.
  ///
  /// @param ownWords what stands in the name, the address and the organisation, from `words`
  static Optional<Objection> objection(String password, Set<String> ownWords) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of(Objection.PASSWORD_TOO_SHORT);
    }
    if (length > LONGEST) {
      return Optional.of(Objection.PASSWORD_TOO_LONG);
    }
    var lower = password.toLowerCase(Locale.ROOT);
    if (COMMON.contains(lower)
        || lower.codePoints().distinct().count() < FEWEST_DIFFERENT
        || repeated(lower)
        || inARow(lower)) {
      return Optional.of(Objection.PASSWORD_COMMON);
    }
    return withoutWords(lower, ownWords) < LEAST_BESIDE_OWN_WORDS
        ? Optional.of(Objection.PASSWORD_OWN_WORDS)
        : Optional.empty();
  }

  /// The words of these texts that are long enough to matter, and the name of the product.
  static Set<String> words(String... texts) {
    return Stream.concat(
            Arrays.stream(texts).flatMap(NOT_OF_A_WORD::splitAsStream), Stream.of("decorum"))
        .filter(word -> word.length() >= SHORTEST_WORD)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(toUnmodifiableSet());
  }

  /// How many letters and digits remain when the words are taken out, the longest first.
  private static int withoutWords(String password, Set<String> words) {
    var rest = password;
    for (var word : words.stream().sorted((a, b) -> b.length() - a.length()).toList()) {
      rest = rest.replace(word, " ");
    }
    return NOT_OF_A_WORD.matcher(rest).replaceAll("").length();
  }

  /// Whether it is a shorter text over and over.
  private static boolean repeated(String password) {
    return (password + password).indexOf(password, 1) < password.length();
  }

  /// Whether it follows the alphabet, the digits or the rows of a keyboard, either way.
  private static boolean inARow(String password) {
    var plain = NOT_OF_A_WORD.matcher(password).replaceAll("");
    return !plain.isEmpty()
        && (ROWS.contains(plain) || ROWS.contains(new StringBuilder(plain).reverse()));
  }

  private static Set<String> common() {
    try {
      return new ClassPathResource("dev/decorum/staff/common-passwords.txt")
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
