package dev.decorum.staff;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a link lets its holder do. A link of one purpose is worth nothing where another is asked
/// for.
enum LinkPurpose {
  /// Become the first admin.
  SET_UP("/setup", null),
  /// Choose a first password.
  INVITATION("/invitation", Duration.ofDays(7)),
  /// Choose a new password.
  RESET("/reset", Duration.ofHours(1)),
  /// Sign in to the sample organisation, as often as wished.
  DEMO("/demo", null);

  private final String path;
  private final @Nullable Duration validity;

  LinkPurpose(String path, @Nullable Duration validity) {
    this.path = path;
    this.validity = validity;
  }

  /// The page that the link opens.
  String path() {
    return path;
  }

  /// Null: until it is used.
  @Nullable Duration validity() {
    return validity;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
