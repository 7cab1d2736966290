package dev.decorum.staff;

import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/// Who is asking: the member behind a request. A controller takes it as a parameter.
///
/// @param permissions what this request may do: the role's permissions, for a token no more than
///   its scopes
/// @param via how the member signed in
/// @param session the id of the session or of the access token
/// @param zone the member's time zone, else the organisation's
public record Viewer(
    MemberId id,
    int no,
    String name,
    Role role,
    Set<Permission> permissions,
    Via via,
    UUID session,
    ZoneId zone) {

  /// The two ways in.
  public enum Via {
    BROWSER,
    TOKEN
  }

  public Viewer {
    permissions = Set.copyOf(permissions);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
