package dev.decorum.staff;

import org.jspecify.annotations.Nullable;

/// What the first admin has answered in the set-up so far. It is kept with the link, so that one
/// can go back, or go on in another browser.
///
/// @param name null: not asked yet
/// @param email null: not asked yet
public record Beginning(@Nullable String name, @Nullable String email) {

  @Override
  public String toString() {
    return "Beginning";
  }
}
