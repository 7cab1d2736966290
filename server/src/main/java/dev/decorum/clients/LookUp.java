package dev.decorum.clients;

import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A client's record that an officer opened for a while, and why.
///
/// @param client the record that stands for the opened one now
/// @param reason null: erased with the client
/// @param closedAt null: it was not ended before its time
public record LookUp(
    UUID id,
    MemberId by,
    ClientId client,
    long clientNo,
    @Nullable String reason,
    Instant openedAt,
    Instant endsAt,
    @Nullable Instant closedAt) {

  @Override
  public String toString() {
    return "LookUp[" + id + "]";
  }
}
