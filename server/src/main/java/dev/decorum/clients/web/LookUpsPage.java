package dev.decorum.clients.web;

import dev.decorum.clients.LookUp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All records that officers ever opened, the newest first.
///
/// @param next the address of the next part; null at the end
/// @param first the address of the first part; null there
public record LookUpsPage(List<Row> rows, @Nullable String next, @Nullable String first) {

  public LookUpsPage {
    rows = List.copyOf(rows);
  }

  /// A look-up and who did it.
  ///
  /// @param by null: nobody knows the member any more
  public record Row(LookUp lookUp, @Nullable String by) {

    /// `open`, `closed` before its time, or `ended` at it.
    public String state(Instant now) {
      if (lookUp.closedAt() != null) {
        return "closed";
      }
      return lookUp.endsAt().isAfter(now) ? "open" : "ended";
    }

    public Instant end() {
      Instant closed = lookUp.closedAt();
      return closed == null ? lookUp.endsAt() : closed;
    }
  }
}
