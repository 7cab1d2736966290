package dev.decorum.web;

import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The person at the screen, as far as the frame of a page needs to know them.
///
/// @param session what ends when they sign out
/// @param role the role in words, fit to show
/// @param permissions the names of what the person may do, such as `READ_CLIENTS`
/// @param zone the person's own time zone; null means the organisation's
public record SignedIn(
    UUID id,
    UUID session,
    String name,
    String role,
    Set<String> permissions,
    @Nullable ZoneId zone) {

  public SignedIn {
    permissions = Set.copyOf(permissions);
  }
}
