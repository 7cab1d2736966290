package dev.decorum.mail.auth;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose word is taken.
///
/// @param sealers domains that pass mail on and whose ARC seals are believed
/// @param servers the names that servers in front of us give themselves in
///   `Authentication-Results`; they must take such fields of others out
public record Trust(Set<String> sealers, Set<String> servers) {

  public Trust {
    sealers = lowerCase(sealers);
    servers = lowerCase(servers);
  }

  public static Trust nobody() {
    return new Trust(Set.of(), Set.of());
  }

  private static Set<String> lowerCase(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
