package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message from outside, once it is known whose it is and where it belongs.
///
/// @param conversation where it belongs; null begins a new one
/// @param linkedTo for a new conversation: the one it may belong to, to be offered for merging
/// @param client who wrote it; a conversation that begins with it is theirs
/// @param mailbox the address of ours it came to
/// @param team whom that address serves; null: everybody
/// @param also further people the message names, without our own addresses; they take part only
///   when the sender is verified
/// @param newText the text without quoted text and signature
/// @param senderProof why; null: nothing is known
/// @param at when we got it
/// @param archived it is from long ago: it keeps its date and nobody waits for an answer
/// @param routed for a new conversation: what rules say of it
public record IncomingMessage(
    @Nullable ConversationId conversation,
    @Nullable ConversationId linkedTo,
    ClientId client,
    @Nullable MailboxId mailbox,
    @Nullable TeamId team,
    Channel channel,
    Address from,
    Recipients recipients,
    List<Address> also,
    String subject,
    String text,
    @Nullable String newText,
    @Nullable String html,
    Verdict verdict,
    SenderCheck senderCheck,
    @Nullable SenderProof senderProof,
    Instant at,
    boolean archived,
    List<IncomingFile> files,
    Routed routed) {

  public IncomingMessage {
    also = List.copyOf(also);
    files = List.copyOf(files);
  }

  /// One that came just now.
  public IncomingMessage(
      @Nullable ConversationId conversation,
      @Nullable ConversationId linkedTo,
      ClientId client,
      @Nullable MailboxId mailbox,
      @Nullable TeamId team,
      Channel channel,
      Address from,
      Recipients recipients,
      List<Address> also,
      String subject,
      String text,
      @Nullable String newText,
      @Nullable String html,
      Verdict verdict,
      SenderCheck senderCheck,
      Instant at,
      List<IncomingFile> files) {
    this(
        conversation,
        linkedTo,
        client,
        mailbox,
        team,
        channel,
        from,
        recipients,
        also,
        subject,
        text,
        newText,
        html,
        verdict,
        senderCheck,
        null,
        at,
        false,
        files,
        Routed.NOWHERE);
  }

  /// Whether somebody waits for our answer.
  boolean expectsAnswer() {
    return !archived && verdict.expectsAnswer();
  }
}
