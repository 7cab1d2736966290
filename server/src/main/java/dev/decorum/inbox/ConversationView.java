package dev.decorum.inbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation's head: what is true of all of it.
///
/// @param answerTo whom a reply goes to unless the writer says otherwise: who wrote last; before
///   anybody wrote or was written to, the client
/// @param answerAll whom a reply to all goes to
/// @param linkedTo number of a conversation it may belong to
/// @param mayBeLinked whether there is any reason to ask for its links
public record ConversationView(
    ConversationRow row,
    @Nullable MailboxId mailbox,
    List<Participant> participants,
    Recipients answerTo,
    Recipients answerAll,
    @Nullable Long linkedTo,
    boolean mayBeLinked,
    Instant createdAt) {

  public ConversationView {
    participants = List.copyOf(participants);
  }

  public long no() {
    return row.no();
  }

  public int version() {
    return row.version();
  }
}
