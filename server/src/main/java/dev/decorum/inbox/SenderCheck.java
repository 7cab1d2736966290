package dev.decorum.inbox;

import java.util.Locale;

/// Whether a sender is who the message says.
public enum SenderCheck {
  VERIFIED,
  /// Nobody checked, or there was nothing to check by.
  UNVERIFIED,
  FAILED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SenderCheck of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
