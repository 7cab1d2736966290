package dev.decorum.clients;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that passed between a client and us, as the client's page shows it.
///
/// @param id makes the order firm where times are equal
/// @param until the end of what lasted, such as a visit
/// @param title what it was about
/// @param by who of us took part, in words; null: nobody, or nobody known
/// @param sentence what was said, in one sentence; may be empty
/// @param url where to read it
public record TimelineEntry(
    UUID id,
    Instant at,
    @Nullable Instant until,
    Channel channel,
    Direction direction,
    String title,
    @Nullable String by,
    String sentence,
    String url,
    List<String> tags) {

  /// Who turned to whom.
  public enum Direction {
    IN,
    OUT,
    /// We to somebody outside, about the client.
    OUTSIDE,
    INTERNAL;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TimelineEntry {
    tags = List.copyOf(tags);
  }

  TimelinePlace place() {
    return new TimelinePlace(at, id);
  }
}
