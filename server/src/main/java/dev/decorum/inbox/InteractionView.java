package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An interaction as pages and the API show it.
///
/// @param channel null for notes and events
/// @param authorMember who of us wrote it
/// @param authorClient which client it came from
/// @param text the whole text
/// @param newText the text without quoted text and signature
/// @param html whether there is an HTML body to ask for
/// @param happening for events: what happened
/// @param deliveryReason why it failed or waits, in words
/// @param undoUntil until when its author may take it back; null: it has left, or is not a message
///   of ours
public record InteractionView(
    InteractionId id,
    Kind kind,
    @Nullable Channel channel,
    Direction direction,
    Instant at,
    @Nullable MemberId authorMember,
    @Nullable ClientId authorClient,
    @Nullable Address from,
    Recipients recipients,
    @Nullable String subject,
    String text,
    @Nullable String newText,
    boolean html,
    Verdict verdict,
    @Nullable SenderCheck senderCheck,
    @Nullable SenderProof senderProof,
    @Nullable Happening happening,
    @Nullable Delivery delivery,
    @Nullable String deliveryReason,
    @Nullable Instant undoUntil,
    List<Attachment> attachments,
    int version) {

  public InteractionView {
    attachments = List.copyOf(attachments);
  }

  InteractionView with(List<Attachment> attachments) {
    return new InteractionView(
        id,
        kind,
        channel,
        direction,
        at,
        authorMember,
        authorClient,
        from,
        recipients,
        subject,
        text,
        newText,
        html,
        verdict,
        senderCheck,
        senderProof,
        happening,
        delivery,
        deliveryReason,
        undoUntil,
        attachments,
        version);
  }
}
