package dev.decorum.staff.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a browser says it is, in two words a person knows.
final class Browsers {

  private record Name(String mark, String name) {}

  /// The more special come first: nearly all say they are Safari, too.
  private static final List<Name> PROGRAMS =
      List.of(
          new Name("Edg/", "Edge"),
          new Name("OPR/", "Opera"),
          new Name("Firefox/", "Firefox"),
          new Name("Chromium/", "Chromium"),
          new Name("Chrome/", "Chrome"),
          new Name("Safari/", "Safari"),
          new Name("curl/", "curl"));

  private static final List<Name> SYSTEMS =
      List.of(
          new Name("Android", "Android"),
          new Name("iPhone", "iPhone"),
          new Name("iPad", "iPad"),
          new Name("Windows", "Windows"),
          new Name("Mac OS X", "macOS"),
          new Name("CrOS", "ChromeOS"),
          new Name("Linux", "Linux"));

  private Browsers() {}

  /// Null when it says nothing that is known.
  static @Nullable String name(@Nullable String browser) {
    if (browser == null) {
      return null;
    }
    var program = first(PROGRAMS, browser);
    var system = first(SYSTEMS, browser);
    if (program == null) {
      return system;
    }
    return system == null ? program : program + ", " + system;
  }

  private static @Nullable String first(List<Name> names, String browser) {
    return names.stream()
        .filter(name -> browser.contains(name.mark()))
        .map(Name::name)
        .findFirst()
        .orElse(null);
  }
}
