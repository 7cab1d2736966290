package dev.decorum.clients;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By what somebody names one client exactly.
public enum NamedBy {
  CLIENT_NUMBER,
  CONVERSATION_NUMBER,
  EMAIL;

  /// The word in forms and in the audit log.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<NamedBy> of(@Nullable String word) {
    return Stream.of(values()).filter(by -> by.word().equals(word)).findFirst();
  }
}
