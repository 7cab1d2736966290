package dev.decorum.conduct.listening;

import dev.decorum.conduct.Signal;
import dev.decorum.conduct.Signal.Kind;
import java.util.List;
import java.util.Set;

/// What was heard in a client's message, and what a good reply would take up.
///
/// @param signals in the order in which they stand in the message
/// @param states how the client is or what happened to the client
public record Heard(List<Signal> signals, Set<State> states) {

  /// How a client is, apart from the signals.
  public enum State {
    /// Has been kept waiting, or something is late.
    WAITED,
    /// Says to be upset, afraid or under stress.
    UPSET,
    /// Was injured or is in pain.
    HURT,
    /// Is ill, in need or cares for somebody who is.
    VULNERABLE,
    /// Has lost somebody.
    BEREAVED
  }

  private static final Set<Kind> UPSET =
      Set.of(Kind.FRUSTRATION, Kind.COMPLAINT, Kind.ABUSE, Kind.LEGAL_THREAT);

  public Heard {
    signals = List.copyOf(signals);
    states = Set.copyOf(states);
  }

  public boolean has(Kind kind) {
    for (var signal : signals) {
      if (signal.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  /// Whether the client is angry, disappointed or in distress.
  public boolean upset() {
    return states.contains(State.UPSET)
        || signals.stream().anyMatch(signal -> UPSET.contains(signal.kind()));
  }

  public boolean waited() {
    return states.contains(State.WAITED);
  }

  public boolean hurt() {
    return states.contains(State.HURT);
  }

  public boolean vulnerable() {
    return states.contains(State.VULNERABLE) || bereaved();
  }

  public boolean bereaved() {
    return states.contains(State.BEREAVED);
  }

  /// Whether a good reply says a word of sympathy first.
  public boolean needsSympathy() {
    return upset() || waited() || hurt() || vulnerable();
  }
}
