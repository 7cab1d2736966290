package dev.decorum.protocols;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a conversation stands in its protocol.
///
/// @param protocol null: none was chosen
/// @param written whether there is a draft that could be read
/// @param proposed the one that fits as far as can be known; null: that is not known
public record Guided(
    long no,
    @Nullable Protocol protocol,
    List<Place> places,
    boolean written,
    List<Protocol> choices,
    @Nullable String proposed) {

  public Guided {
    places = List.copyOf(places);
    choices = List.copyOf(choices);
  }

  /// A step, and whether it was done.
  ///
  /// @param id names it as long as its words stay
  /// @param ticked by hand
  /// @param seen by the coach, in the draft as it is kept
  public record Place(String id, Step step, boolean ticked, boolean seen) {

    public boolean done() {
      return ticked || seen;
    }
  }

  /// The first step that is not done; null: all are.
  public @Nullable Place current() {
    return places.stream().filter(place -> !place.done()).findFirst().orElse(null);
  }

  /// What the coach looked for in the draft and did not find.
  public List<Place> missing() {
    return written
        ? places.stream().filter(place -> place.step().look() != null && !place.done()).toList()
        : List.of();
  }

  public long done() {
    return places.stream().filter(Place::done).count();
  }
}
