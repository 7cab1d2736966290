package dev.decorum.staff.web;

import java.time.ZoneId;
import java.util.List;

/// The time zones to choose from: those named after a place, and UTC.
final class Zones {

  private static final List<String> ALL =
      ZoneId.getAvailableZoneIds().stream()
          .filter(
              zone ->
                  zone.equals("UTC")
                      || zone.matches(
                          "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian"
                              + "|Pacific)/.+"))
          .sorted()
          .toList();

  private Zones() {}

  static List<String> all() {
    return ALL;
  }
}
