package dev.decorum.promises;

import java.time.Duration;
import java.time.Instant;

/// Why a promise may be hard to keep. None of them forbids it.
public sealed interface Doubt {

  /// Nobody works then.
  ///
  /// @param next when somebody does again
  record OutsideHours(Instant next) implements Doubt {}

  /// Somebody works then, and by what is agreed with the client nobody has to.
  ///
  /// @param next when they can count on somebody again
  record OutsideAgreed(Instant next) implements Doubt {}

  /// It leaves less time than the least that is agreed with the client. Both are lengths of their
  /// hours.
  record ShorterThanAgreed(Duration left, Duration agreed) implements Doubt {}

  /// Whoever should keep it is away then, or has no working time left until then.
  ///
  /// @param back when they are there again
  record OwnerAway(Instant back) implements Doubt {}

  /// As much is due that day already as can be.
  ///
  /// @param others how many promises of theirs are due that day
  /// @param most what that is measured by
  /// @param own whether by what they have kept on nine in ten of their days; else by what the
  ///   organisation says
  record FullDay(int others, int most, boolean own) implements Doubt {}

  /// Promises with as little time took them longer than that. All are lengths of working time.
  ///
  /// @param left how much there is now
  /// @param half within which half of them were kept
  /// @param ninety within which nine in ten were
  /// @param of how many these are
  record TooSoon(Duration left, Duration half, Duration ninety, int of) implements Doubt {}
}
