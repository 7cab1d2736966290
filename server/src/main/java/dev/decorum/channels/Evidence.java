package dev.decorum.channels;

import dev.decorum.inbox.ConversationId;
import org.jspecify.annotations.Nullable;

/// All that decides where a mail belongs.
///
/// @param token the conversation of the reply token it was sent to; null: none, or none of ours
/// @param reference the conversation of a mail it says it answers; null: none that we know
record Evidence(
    @Nullable Known token, @Nullable Known reference, Dmarc dmarc, Sender sender, Nature nature) {

  Evidence with(Dmarc other) {
    return new Evidence(token, reference, other, sender, nature);
  }

  /// A conversation the mail points to.
  ///
  /// @param senderTakesPart whether the address in From is among its participants
  record Known(ConversationId conversation, boolean senderTakesPart) {}

  /// Whose address stands in From.
  enum Sender {
    /// Anybody's but ours.
    OUTSIDER,
    /// That of a member of staff, so it seems.
    MEMBER,
    /// That of a member who may work on the conversation the reply token is of.
    MEMBER_WITH_ACCESS
  }

  /// What sort of mail it is.
  enum Nature {
    /// Somebody, or something, writes to us.
    LETTER,
    /// A machine answers for a person: an automatic reply.
    AUTOMATIC,
    /// A machine tells what became of a mail of ours: a bounce, a receipt, a complaint.
    NOTICE,
    /// Our own mail has come back.
    LOOP
  }
}
