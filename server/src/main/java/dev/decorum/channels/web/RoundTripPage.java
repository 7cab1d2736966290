package dev.decorum.channels.web;

import dev.decorum.channels.Mailbox;
import dev.decorum.channels.RoundTrip;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The test mail of a mailbox, leg by leg.
///
/// @param trip null: none was sent yet
public record RoundTripPage(Mailbox mailbox, @Nullable RoundTrip trip) {

  public boolean underWay() {
    return trip != null && trip.state().underWay();
  }

  public List<Leg> legs() {
    return trip == null ? List.of() : List.of(out(trip), back(trip));
  }

  private static Leg out(RoundTrip trip) {
    var name = "channels.trip.out";
    return switch (trip.state()) {
      case LEAVING -> new Leg(name, Standing.NOW, "channels.trip.out.now", trip.out(), null);
      case NOT_LEFT -> new Leg(name, Standing.FAILED, name, "", trip.trouble());
      case ON_ITS_WAY, ARRIVED, NOT_ARRIVED ->
          new Leg(name, Standing.WELL, "channels.trip.out.well", trip.out(), null);
    };
  }

  private static Leg back(RoundTrip trip) {
    var name = "channels.trip.back";
    var from = Optional.ofNullable(trip.fetchedFrom()).orElse("");
    return switch (trip.state()) {
      case LEAVING -> new Leg(name, Standing.AHEAD, "channels.trip.back.not_yet", "", null);
      case NOT_LEFT -> new Leg(name, Standing.AHEAD, "channels.trip.back.never", "", null);
      case ON_ITS_WAY ->
          new Leg(
              name,
              Standing.NOW,
              from.isEmpty() ? "channels.trip.back.now.smtp" : "channels.trip.back.now.imap",
              from,
              trip.trouble());
      case ARRIVED ->
          new Leg(
              name,
              Standing.WELL,
              trip.way() == RoundTrip.Way.IMAP
                  ? "channels.trip.back.imap"
                  : "channels.trip.back.smtp",
              from,
              null);
      case NOT_ARRIVED -> new Leg(name, Standing.FAILED, name, "", trip.trouble());
    };
  }

  /// How far a leg is.
  public enum Standing {
    AHEAD,
    NOW,
    WELL,
    FAILED
  }

  /// One of the two.
  ///
  /// @param key of what is said about it, with `about` in it
  /// @param trouble said instead, in words; null: nothing is in the way
  public record Leg(
      String name, Standing standing, String key, String about, @Nullable String trouble) {}
}
