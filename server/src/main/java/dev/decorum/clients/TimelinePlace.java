package dev.decorum.clients;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// Where on a timeline one reads on: after this entry, towards the past. Ids order as PostgreSQL
/// orders them, byte by byte.
public record TimelinePlace(Instant at, UUID id) implements Comparable<TimelinePlace> {

  private static final Comparator<TimelinePlace> ORDER =
      Comparator.comparing(TimelinePlace::at).thenComparing(place -> place.id().toString());

  @Override
  public int compareTo(TimelinePlace other) {
    return ORDER.compare(this, other);
  }
}
