package dev.decorum.coach;

import java.util.Locale;
import java.util.Optional;

/// Why a writer sets a finding aside. Kept with the draft behind the name of the finding, and with
/// the message once it is sent.
public enum Aside {
  /// It suits this client or matter.
  FITS,
  /// What was found is not there.
  MISTAKEN,
  /// It was agreed with the client.
  AGREED;

  private static final char BETWEEN = '.';

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As it is kept: the keyed name of a finding with a reason.
  public String of(String finding) {
    return finding + BETWEEN + word();
  }

  /// The name of the finding that was set aside.
  static String finding(String kept) {
    int between = kept.indexOf(BETWEEN);
    return between < 0 ? kept : kept.substring(0, between);
  }

  /// Why; empty where nobody said, or something else stands there.
  static Optional<Aside> reason(String kept) {
    for (var reason : values()) {
      if (kept.endsWith(BETWEEN + reason.word())) return Optional.of(reason);
    }
    return Optional.empty();
  }
}
