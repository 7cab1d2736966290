package dev.decorum.inbox;

import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A colleague reads a reply before it goes.
///
/// @param question what the writer wants to know
/// @param words what the colleague answered
/// @param current whether the draft still says what was approved
/// @param at when it was asked, or answered
public record SecondLook(
    UUID id,
    MemberId asker,
    MemberId colleague,
    State state,
    @Nullable String question,
    @Nullable String words,
    boolean current,
    Instant at) {

  /// How far it is.
  public enum State {
    ASKED,
    APPROVED,
    /// Sent back with words.
    RETURNED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// Whether the reply may go.
  public boolean allows() {
    return state == State.APPROVED && current;
  }

  /// The same for the colleague, with what is to be read.
  public record Asked(SecondLook look, Draft draft) {}
}
