package dev.decorum.clients;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one source of a timeline knows in sum about a client, as far as the viewer may see it.
///
/// @param entries how many entries of the timeline each channel has; channels without are absent
/// @param open matters that are not closed
/// @param waitingSince since when the client has been waiting for us; null: not waiting
/// @param lastContact time of the newest entry, whoever began it
public record ContactFigures(
    Map<Channel, Integer> entries,
    int open,
    @Nullable Instant waitingSince,
    @Nullable Instant lastContact) {

  static final ContactFigures NONE = new ContactFigures(Map.of(), 0, null, null);

  public ContactFigures {
    entries = Map.copyOf(entries);
  }

  ContactFigures plus(ContactFigures other) {
    var sum = new EnumMap<Channel, Integer>(Channel.class);
    sum.putAll(entries);
    other.entries.forEach((channel, count) -> sum.merge(channel, count, Integer::sum));
    return new ContactFigures(
        sum,
        open + other.open,
        Stream.of(this, other)
            .flatMap(figures -> Stream.ofNullable(figures.waitingSince))
            .min(Instant::compareTo)
            .orElse(null),
        Stream.of(this, other)
            .flatMap(figures -> Stream.ofNullable(figures.lastContact))
            .max(Instant::compareTo)
            .orElse(null));
  }

  /// Entries over all channels.
  public int total() {
    return entries.values().stream().mapToInt(Integer::intValue).sum();
  }
}
