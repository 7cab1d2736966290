package dev.decorum.channels;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A test mail from a mailbox to itself, and how far it is.
///
/// @param out by which server it leaves
/// @param fetchedFrom from where it comes in; null: by SMTP
/// @param way how it came in; null: it has not
/// @param trouble what is in the way, in words; null: nothing is
/// @param leftAt when the outgoing server took it; null: it has not
public record RoundTrip(
    State state,
    String out,
    @Nullable String fetchedFrom,
    @Nullable Way way,
    @Nullable String trouble,
    Instant startedAt,
    @Nullable Instant leftAt,
    @Nullable Instant endedAt) {

  /// How far it is.
  public enum State {
    /// It is being handed to the outgoing server.
    LEAVING,
    /// The outgoing server has taken it.
    ON_ITS_WAY,
    ARRIVED,
    /// The outgoing server did not take it.
    NOT_LEFT,
    /// It left and did not come in.
    NOT_ARRIVED;

    public boolean underWay() {
      return this == LEAVING || this == ON_ITS_WAY;
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How mail comes in.
  public enum Way {
    SMTP,
    IMAP;

    static Way of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
