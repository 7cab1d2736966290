package dev.decorum.templates;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A language one writes to clients in.
///
/// @param code two letters
/// @param label its name in English
public record Language(String code, String label) {

  private static final List<Language> ALL =
      Arrays.stream(Locale.getISOLanguages())
          .filter(code -> code.length() == 2)
          .map(Language::of)
          .sorted(Comparator.comparing(Language::label))
          .toList();

  public static Language of(String code) {
    return new Language(code, Locale.of(code).getDisplayLanguage(Locale.ENGLISH));
  }

  public static List<Language> all() {
    return ALL;
  }

  public static boolean known(String code) {
    return ALL.stream().anyMatch(language -> language.code().equals(code));
  }
}
