package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
/// @param forwards the messages it passes on to somebody outside; null: it is for the client
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
    @Nullable List<UUID> forwards,
    @Nullable Instant undoUntil,
    List<Attachment> attachments,
    int version) {

  public InteractionView {
    attachments = List.copyOf(attachments);
    forwards = forwards == null ? null : List.copyOf(forwards);
  }

  /// Whether it went to somebody outside, about the client and not to them.
  public boolean forwarded() {
    return forwards != null;
  }

  /// Whether it can be passed on: a message that has come, or has left.
  public boolean forwardable() {
    return kind == Kind.MESSAGE
        && (delivery == null || delivery == Delivery.SENT || delivery == Delivery.QUEUED);
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
        forwards,
        undoUntil,
        attachments,
        version);
  }
}
