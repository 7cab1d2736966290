package dev.decorum.sla;

import dev.decorum.inbox.ConversationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The clocks of a conversation as they are kept, locked for the rest of the transaction.
///
/// @param policy the one that counts; null: none does
/// @param generation of the policies it was last reckoned with
/// @param stepsDone how many steps were taken about each clock
/// @param next when something is to be done about one of them; null: nothing is
record Matter(
    ConversationId conversation,
    @Nullable UUID policy,
    long generation,
    Clocks clocks,
    Map<ClockKind, Integer> stepsDone,
    @Nullable Instant next) {

  /// When the next of these is due; null: none is.
  static @Nullable Instant due(Clocks clocks) {
    return clocks.running().stream()
        .flatMap(clock -> Stream.ofNullable(clock.due()))
        .min(Instant::compareTo)
        .orElse(null);
  }
}
