package dev.decorum.templates.web;

import dev.decorum.clients.Formality;
import dev.decorum.templates.Reader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Clients that do not exist, to look at a template as they would.
public enum MadeUp {
  FORMAL(new Reader("Dr. Amara Okafor", "Dr. Okafor", "en", Formality.FORMAL)),
  INFORMAL(new Reader("Tom Hale", "Tom", "en", Formality.INFORMAL)),
  GERMAN(new Reader("Prof. Dr. Gesine Voß", "Frau Professorin Voß", "de", Formality.FORMAL)),
  /// Wrote for the first time, and signed with nothing.
  STRANGER(Reader.UNKNOWN);

  private final Reader reader;

  MadeUp(Reader reader) {
    this.reader = reader;
  }

  public Reader reader() {
    return reader;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<MadeUp> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
