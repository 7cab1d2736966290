package dev.decorum.conduct.leaks;

import java.util.Locale;

/// What is confidential about some words; the categories `leak.…` of a finding.
public enum Kind {
  CARD,
  IBAN,
  ID,
  DOB,
  PASSWORD,
  API_KEY,
  HEALTH,
  OTHER_CLIENT,
  INTERNAL;

  private final String category = "leak." + name().toLowerCase(Locale.ROOT);

  /// The category of findings, such as `leak.api_key`.
  public String category() {
    return category;
  }
}
