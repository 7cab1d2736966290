package dev.decorum.clients;

import java.util.List;
import java.util.Locale;

/// Two clients who may be one.
///
/// @param reasons what they share, the strongest first
public record Duplicate(Client one, Client other, List<Reason> reasons) {

  /// What two records share.
  public enum Reason {
    PHONE,
    NAME,
    ADDRESS,
    INITIAL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Duplicate {
    reasons = List.copyOf(reasons);
  }
}
