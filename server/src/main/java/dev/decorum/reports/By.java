package dev.decorum.reports;

import java.util.Locale;

/// By what figures are told apart.
public enum By {
  TEAM("f.team_id::text"),
  CHANNEL("f.channel"),
  CLIENT("f.client_id::text"),
  /// The hour in which the promise was given or the clock began, on the organisation's clocks.
  HOUR("extract(hour from f.begun_at at time zone :zone)::integer::text"),
  /// Whose it was. Only where one may see how single members work.
  PERSON("f.owner_id::text");

  private final String key;

  By(String key) {
    this.key = key;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Of a row `f`; null where it has none.
  String key() {
    return key;
  }
}
