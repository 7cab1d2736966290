package dev.decorum.sla;

import java.time.Duration;

/// How long something may take.
///
/// @param working whether only working time counts; else the clock on the wall does
public record Target(Duration length, boolean working) {

  static Target working(Duration length) {
    return new Target(length, true);
  }

  static Target wall(Duration length) {
    return new Target(length, false);
  }
}
