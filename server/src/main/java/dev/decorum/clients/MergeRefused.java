package dev.decorum.clients;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Two records cannot become one, or not be parted again.
public final class MergeRefused extends Refusal {

  /// Why not.
  public enum Reason {
    /// Both are the same record.
    SAME,
    /// One is seen by people who may not see the other: merging would show them its past.
    RESTRICTED_DIFFERENTLY,
    /// It was undone before.
    UNDONE,
    /// It was done too long ago.
    TOO_OLD
  }

  MergeRefused(Reason reason) {
    super(
        HttpStatus.CONFLICT,
        "client.merge_" + word(reason),
        "clients.refusal.merge_" + word(reason));
  }

  private static String word(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
