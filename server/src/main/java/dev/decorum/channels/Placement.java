package dev.decorum.channels;

import dev.decorum.inbox.ConversationId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a mail goes.
sealed interface Placement {

  /// To the end of a conversation.
  ///
  /// @param verified whether the sender is who the mail says; else it is marked
  record Append(ConversationId conversation, boolean verified) implements Placement {}

  /// Beside the message it answers, and nothing else changes.
  record Attach(ConversationId conversation) implements Placement {}

  /// Begins a conversation.
  ///
  /// @param linkedTo one it may belong to
  /// @param trust what is known of the sender
  record Begin(@Nullable ConversationId linkedTo, Trust trust) implements Placement {}

  /// What a colleague wrote is kept for colleagues. To a client it goes through the composer only,
  /// where it is checked.
  record Note(ConversationId conversation) implements Placement {}

  /// A person decides.
  ///
  /// @param conversation where it would belong
  record Hold(Why why, @Nullable ConversationId conversation) implements Placement {}

  /// What is known of a sender who begins a conversation.
  enum Trust {
    VERIFIED,
    UNVERIFIED,
    FAILED
  }

  /// Why a person must decide.
  enum Why {
    /// Somebody who does not take part used the reply address of a conversation.
    STRANGER,
    /// The sender's domain says that the mail is not from there.
    DMARC_FAILED,
    /// The address of a colleague, and no proof that it was them.
    MEMBER,
    /// A notice about a mail that we do not know.
    NOTICE,
    /// Our own mail has come back.
    LOOP,
    /// One of us has blocked the sender.
    BLOCKED,
    /// Nobody to answer.
    NO_SENDER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
