package dev.decorum.engagements;

import dev.decorum.staff.MemberId;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A step of a service on its way to the client, and the rules of its date.
///
/// Two dates: by when it is meant to be done, and which one the client knows. They part when
/// somebody moves the date without saying so, and the client's decides what is late, as it does for
/// promises.
///
/// @param name what the client gets
/// @param owner null: nobody has it
/// @param dueOn the day by the end of which it is meant to be done
/// @param knownOn the day the client counts on
/// @param late whether a day passed before the client was told of another one
/// @param noticed whether words for the client about its date were put into a reply
public record Milestone(
    UUID id,
    long no,
    String name,
    @Nullable MemberId owner,
    LocalDate dueOn,
    LocalDate knownOn,
    boolean late,
    boolean noticed,
    State state) {

  /// How far it is.
  public enum State {
    PLANNED,
    UNDER_WAY,
    DONE,
    /// It is not done, for a reason.
    DROPPED;

    /// The word in the database and in message bundles.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
      return this == DONE || this == DROPPED;
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  static Milestone planned(UUID id, String name, @Nullable MemberId owner, LocalDate dueOn) {
    return new Milestone(id, 0, name, owner, dueOn, dueOn, false, false, State.PLANNED);
  }

  /// Its day has passed, as the client knows it.
  public boolean overdue(LocalDate today) {
    return !state.ended() && knownOn.isBefore(today);
  }

  /// The client counts on another day than we do.
  public boolean unknown() {
    return !state.ended() && !knownOn.equals(dueOn);
  }

  /// The client should hear of it: its day has passed, or was moved without telling them.
  public boolean slips(LocalDate today) {
    return overdue(today) || unknown();
  }

  /// @param told whether the client knows the new day
  Milestone moved(LocalDate to, boolean told, LocalDate today) {
    var moved = new Milestone(id, no, name, owner, to, knownOn, late, false, state);
    return told ? moved.told(today) : moved;
  }

  /// The client was told of the day it is meant to be done by. Told before the one they counted on
  /// had passed it is a new agreement; told afterwards it stays late.
  Milestone told(LocalDate today) {
    return new Milestone(
        id, no, name, owner, dueOn, dueOn, late || knownOn.isBefore(today), false, state);
  }

  /// Words for the client about its date stand in a reply that has not left.
  Milestone mentioned() {
    return new Milestone(id, no, name, owner, dueOn, knownOn, late, true, state);
  }

  Milestone to(State next, LocalDate today) {
    boolean after = next == State.DONE && knownOn.isBefore(today);
    return new Milestone(id, no, name, owner, dueOn, knownOn, late || after, noticed, next);
  }

  Milestone given(@Nullable MemberId to) {
    return new Milestone(id, no, name, to, dueOn, knownOn, late, noticed, state);
  }
}
