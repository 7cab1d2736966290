package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When and by what way something was said that is searched for. What is null does not narrow it.
///
/// @param channel of the conversation it was said in
/// @param from the first moment
/// @param before the moment after the last
public record Said(@Nullable Channel channel, @Nullable Instant from, @Nullable Instant before) {

  public static final Said ANYHOW = new Said(null, null, null);

  /// That it was said in this time, as SQL about a column; empty when any time will do.
  String when(String column) {
    return (from == null ? "" : " and %s >= :saidFrom::timestamptz".formatted(column))
        + (before == null ? "" : " and %s < :saidBefore::timestamptz".formatted(column));
  }
}
