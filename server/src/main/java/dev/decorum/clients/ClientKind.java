package dev.decorum.clients;

import java.util.Locale;

/// Whether a client is one human being or a body of them.
public enum ClientKind {
  PERSON,
  ORGANISATION;

  /// The word for it in the database and in the API.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ClientKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
