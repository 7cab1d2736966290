package dev.decorum.inbox;

import java.util.Locale;

/// What sort of message came in: from a person, or from a machine.
public enum Verdict {
  ORDINARY,
  AUTO_REPLY,
  OUT_OF_OFFICE,
  BULK,
  LIST,
  BOUNCE,
  COMPLAINT,
  RECEIPT,
  LOOP;

  /// Whether somebody waits for our answer. What machines send is kept, and changes neither status
  /// nor clock.
  public boolean expectsAnswer() {
    return this == ORDINARY || this == LIST;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Verdict of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
