package dev.decorum.channels;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A mail that is on the server and not here.
///
/// @param uid its number on the server
/// @param arrived when the server got it; null: it does not say
/// @param again when it is fetched again; null: when somebody says so
public record MissingMail(
    long uid, long size, @Nullable Instant arrived, Reason reason, @Nullable Instant again) {

  /// Why it is not here.
  public enum Reason {
    /// The server refuses to give it out.
    UNREADABLE,
    /// It says that there is nothing in it.
    EMPTY,
    /// The line broke whenever it was fetched.
    BREAKS_OFF,
    /// Larger than we take.
    TOO_LARGE,
    /// Found when server and store were compared.
    NOT_FETCHED,
    /// Found when they were compared: the number belongs to another mail now.
    REPLACED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Reason of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
