package dev.decorum.templates;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is filled in by itself. Any other words in braces are for the writer to fill.
public enum Field {
  CLIENT_NAME,
  /// How the client wants to be addressed; where nobody has noted it, the name.
  NAME_TO_USE,
  REFERENCE,
  SUBJECT,
  MY_NAME,
  ORGANISATION;

  /// As it is written in a template, without the braces.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Optional<Field> of(String word) {
    return Arrays.stream(values()).filter(field -> field.word().equalsIgnoreCase(word)).findFirst();
  }
}
