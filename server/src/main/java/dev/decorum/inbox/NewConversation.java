package dev.decorum.inbox;

import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A first message to a client.
///
/// @param client number of the client to write to; null: whoever has the first address, found or
///   made
/// @param recipients empty: the client's preferred address
/// @param team whose conversation it is; null: everybody's, or that of the mailbox
/// @param draft what it was written in
public record NewConversation(
    @Nullable Long client,
    Recipients recipients,
    String subject,
    String text,
    @Nullable TeamId team,
    List<NewFile> files,
    @Nullable DraftId draft,
    @Nullable Instant sendAt,
    boolean undoable) {

  public NewConversation {
    files = List.copyOf(files);
  }
}
