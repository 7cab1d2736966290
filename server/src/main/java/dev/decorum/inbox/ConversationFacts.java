package dev.decorum.inbox;

import dev.decorum.clients.ClientId;
import dev.decorum.staff.TeamId;
import dev.decorum.vault.KeyId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the system may know of a conversation when it routes a message.
///
/// @param participants blind indexes of the addresses that take part
/// @param deleted whether it lies in the trash
public record ConversationFacts(
    ConversationId id,
    long no,
    ClientId client,
    KeyId key,
    @Nullable TeamId team,
    @Nullable MailboxId mailbox,
    List<byte[]> participants,
    boolean deleted) {

  public ConversationFacts {
    participants = List.copyOf(participants);
  }

  /// Whether this address takes part.
  public boolean isParticipant(byte[] addressIndex) {
    return participants.stream().anyMatch(known -> Arrays.equals(known, addressIndex));
  }
}
