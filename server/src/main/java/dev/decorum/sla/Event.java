package dev.decorum.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happens in a conversation, as far as clocks hear of it.
sealed interface Event {

  Instant at();

  /// The client wrote and waits for an answer.
  record ClientWrote(Instant at) implements Event {}

  /// We said something to the client, in a message, on the phone or face to face.
  ///
  /// @param told when it was written down
  record Answered(Instant at, Instant told) implements Event {}

  /// Something of which no clock takes notice: a note, a machine's mail, an absence.
  record Aside(Instant at) implements Event {}

  /// An answer was taken back, or did not arrive.
  ///
  /// @param since when the oldest message came that nobody has answered without it; null: none
  record NotAnswered(Instant at, @Nullable Instant since) implements Event {}

  /// We wait for the client.
  record Waits(Instant at) implements Event {}

  /// A member opened it: we do not wait for the client any more, or it was not resolved after all.
  record Opened(Instant at) implements Event {}

  record Resolved(Instant at) implements Event {}

  record Trashed(Instant at) implements Event {}

  /// It is back from the trash.
  ///
  /// @param phase in which it was put there
  record Restored(Instant at, Clocks.Phase phase) implements Event {}

  /// Another conversation went up in it.
  record Merged(Instant at, Clocks other) implements Event {}

  /// A conversation went up in another one.
  record Absorbed(Instant at) implements Event {}

  /// What was said from a moment on became a conversation of its own: see [Clocks#part].
  ///
  /// @param unanswered when the oldest message came that stayed and nobody has answered
  record SplitOff(Instant at, Instant since, @Nullable Instant unanswered) implements Event {}

  /// Other targets hold, because a policy, the priority or the hours changed.
  record Retargeted(Instant at, Terms terms) implements Event {}

  /// Time passed.
  record Passed(Instant at) implements Event {}
}
