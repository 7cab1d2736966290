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

  /// A member at a browser, with all that the role allows.
  public static Viewer of(Member member, UUID session, ZoneId zone) {
    return new Viewer(
        member.id(),
        member.no(),
        member.name(),
        member.role(),
        member.role().permissions(),
        Via.BROWSER,
        session,
        zone);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
