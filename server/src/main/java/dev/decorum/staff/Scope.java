package dev.decorum.staff;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a token may do at most; its member's role may allow less, never more.
public enum Scope {
  READ(Permission.READ_CLIENTS),
  WRITE(Permission.READ_CLIENTS, Permission.WRITE_CLIENTS),
  ADMIN(
      Permission.MANAGE_STAFF,
      Permission.MANAGE_CHANNELS,
      Permission.BLOCK_SENDERS,
      Permission.ROUTE_MAIL,
      Permission.READ_AUDIT);

  private final Set<Permission> permissions;

  Scope(Permission... permissions) {
    this.permissions = Set.of(permissions);
  }

  /// The word in the database, on pages and on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The scope of this word.
  ///
  /// @throws IllegalArgumentException when there is none; its message lists those there are
  public static Scope of(String word) {
    return Arrays.stream(values())
        .filter(scope -> scope.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No such scope: "
                        + word
                        + ". There are "
                        + Arrays.stream(values())
                            .map(Scope::word)
                            .collect(Collectors.joining(", "))));
  }

  /// What a token with these scopes may do for a member of this role. No scope: all the role may.
  static Set<Permission> permissions(Role role, Collection<Scope> scopes) {
    if (scopes.isEmpty()) {
      return role.permissions();
    }
    var permissions = EnumSet.noneOf(Permission.class);
    scopes.forEach(scope -> permissions.addAll(scope.permissions));
    permissions.retainAll(role.permissions());
    return Set.copyOf(permissions);
  }
}
