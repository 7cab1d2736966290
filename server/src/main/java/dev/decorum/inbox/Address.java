package dev.decorum.inbox;

import org.jspecify.annotations.Nullable;

/// Somebody's e-mail address, with the name that came with it.
public record Address(@Nullable String name, String address) {

  public static Address of(String address) {
    return new Address(null, address);
  }

  /// The name, or the address where there is none.
  public String label() {
    return name == null || name.isBlank() ? address : name;
  }
}
