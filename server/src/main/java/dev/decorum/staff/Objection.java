package dev.decorum.staff;

import java.util.Locale;

/// Why something about a member, a team or the organisation is refused. The words are in the
/// message bundle under `key`.
public enum Objection {
  NAME_MISSING("name"),
  NAME_TOO_LONG("name"),
  EMAIL_WRONG("email"),
  EMAIL_TAKEN("email"),
  PASSWORD_TOO_SHORT("password"),
  PASSWORD_TOO_LONG("password"),
  PASSWORD_COMMON("password"),
  PASSWORD_OWN_WORDS("password"),
  TEAM_NAME_TAKEN("name"),
  ZONE_WRONG("zone"),
  SIGNATURE_TOO_LONG("signature"),
  PASSWORD_WRONG("current"),
  LAST_ADMIN("role"),
  ALREADY_ACTIVE("state"),
  DISABLED("state");

  private final String field;

  Objection(String field) {
    this.field = field;
  }

  /// The field of the form that it is about.
  public String field() {
    return field;
  }

  public String key() {
    return "staff.objection." + name().toLowerCase(Locale.ROOT);
  }
}
