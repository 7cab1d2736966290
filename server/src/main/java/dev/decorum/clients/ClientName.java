package dev.decorum.clients;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// How names are compared.
final class ClientName {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

  private ClientName() {}

  /// In lower case without accents, the words one space apart.
  static String folded(String name) {
    var plain = Normalizer.normalize(name, Normalizer.Form.NFKD);
    var words = MARKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    return BETWEEN.matcher(words).replaceAll(" ").strip();
  }
}
