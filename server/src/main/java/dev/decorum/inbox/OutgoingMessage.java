package dev.decorum.inbox;

import dev.decorum.files.FileId;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.KeyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message of ours to be carried to its recipients.
///
/// @param key seals what the carrier keeps of it
/// @param author who of us wrote it
/// @param answers the message it answers, to be quoted and referred to; null: a first message
/// @param forward whether it goes to somebody outside, who is told nothing of the thread
/// @param notBefore when it may leave
/// @param undoable whether it may be taken back until then
/// @param scheduled whether its author chose that time
public record OutgoingMessage(
    InteractionId interaction,
    ConversationId conversation,
    long no,
    KeyId key,
    MailboxId mailbox,
    MemberId author,
    Recipients recipients,
    String subject,
    String text,
    @Nullable Answered answers,
    boolean forward,
    List<FileId> files,
    Instant notBefore,
    boolean undoable,
    boolean scheduled) {

  public OutgoingMessage {
    files = List.copyOf(files);
  }

  /// The same by another mailbox.
  public OutgoingMessage by(MailboxId other) {
    return new OutgoingMessage(
        interaction,
        conversation,
        no,
        key,
        other,
        author,
        recipients,
        subject,
        text,
        answers,
        forward,
        files,
        notBefore,
        undoable,
        scheduled);
  }

  /// The message that is answered.
  ///
  /// @param text what its author wrote, without what they quoted themselves
  public record Answered(
      InteractionId interaction, @Nullable Address from, Instant at, String text) {}
}
