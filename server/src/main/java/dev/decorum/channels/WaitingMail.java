package dev.decorum.channels;

import dev.decorum.inbox.InteractionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail that should have left and has not.
///
/// @param interaction the message it carries; null: a mail to a member of staff
/// @param no number of its conversation
/// @param mailbox address it leaves from
/// @param due since when it should have left
/// @param attempts how often it was taken up
/// @param leaving whether it is being handed over right now
/// @param next when it is tried again; null: not before somebody does something
/// @param reason what was in the way the last time, in words; null: nothing yet
public record WaitingMail(
    UUID id,
    @Nullable InteractionId interaction,
    @Nullable Long no,
    String mailbox,
    List<String> recipients,
    Instant due,
    int attempts,
    boolean leaving,
    @Nullable Instant next,
    @Nullable String reason) {

  public WaitingMail {
    recipients = List.copyOf(recipients);
  }

  @Override
  public String toString() {
    return "WaitingMail[%s]".formatted(id);
  }
}
