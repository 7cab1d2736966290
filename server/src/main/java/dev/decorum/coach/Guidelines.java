package dev.decorum.coach;

import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.text.Language;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The guidelines in force, by language.
@Component
class Guidelines {

  private final Map<Language, Conduct> loaded = new ConcurrentHashMap<>();

  /// Those in which a client of this language is written to; English where there are none.
  Conduct in(Locale locale) {
    return loaded.computeIfAbsent(Language.of(locale), Guidelines::load);
  }

  private static Conduct load(Language language) {
    return language == Language.english() ? Conduct.english() : Conduct.of(language);
  }

  /// Grows when the guidelines change: what was read with earlier ones is read again.
  int version() {
    return 0;
  }
}
