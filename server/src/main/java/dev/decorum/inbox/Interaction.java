package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import dev.decorum.clients.ClientId;
import dev.decorum.staff.MemberId;
import dev.decorum.vault.RowIds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An interaction that is about to be written down.
///
/// @param channel null for notes and events
/// @param newText without what its author quoted; null: that is all of it
record Interaction(
    InteractionId id,
    Kind kind,
    @Nullable Channel channel,
    Direction direction,
    Instant at,
    @Nullable MemberId authorMember,
    @Nullable ClientId authorClient,
    @Nullable Address sender,
    @Nullable Recipients recipients,
    @Nullable String subject,
    String text,
    @Nullable String newText,
    @Nullable String html,
    Verdict verdict,
    @Nullable SenderCheck senderCheck,
    @Nullable SenderProof senderProof,
    @Nullable Delivery delivery) {

  static Interaction incoming(IncomingMessage message) {
    return new Interaction(
        new InteractionId(RowIds.next()),
        Kind.MESSAGE,
        message.channel(),
        Direction.IN,
        message.at(),
        null,
        message.client(),
        message.from(),
        message.recipients(),
        message.subject(),
        message.text(),
        newText(message),
        message.html(),
        message.verdict(),
        message.senderCheck(),
        message.senderProof(),
        null);
  }

  /// Of most messages all is new: nothing is kept twice.
  private static @Nullable String newText(IncomingMessage message) {
    var own = message.newText();
    return own == null || own.equals(message.text().strip()) ? null : own;
  }

  /// @param newText without what it passes on; null: that is all of it
  /// @param at when it leaves
  static Interaction outgoing(
      MemberId author,
      Recipients recipients,
      @Nullable String subject,
      String text,
      @Nullable String newText,
      Instant at,
      Delivery delivery) {
    return new Interaction(
        new InteractionId(RowIds.next()),
        Kind.MESSAGE,
        Channel.EMAIL,
        Direction.OUT,
        at,
        author,
        null,
        null,
        recipients,
        subject,
        text,
        newText,
        null,
        Verdict.ORDINARY,
        null,
        null,
        delivery);
  }

  static Interaction note(MemberId author, String text, Instant at) {
    return own(Kind.NOTE, null, Direction.INTERNAL, at, author, text);
  }

  static Interaction contact(MemberId author, NewContact contact) {
    return own(
        contact.kind(),
        contact.channel(),
        contact.direction(),
        contact.at(),
        author,
        contact.text());
  }

  private static Interaction own(
      Kind kind,
      @Nullable Channel channel,
      Direction direction,
      Instant at,
      MemberId author,
      String text) {
    return new Interaction(
        new InteractionId(RowIds.next()),
        kind,
        channel,
        direction,
        at,
        author,
        null,
        null,
        null,
        null,
        text,
        null,
        null,
        Verdict.ORDINARY,
        null,
        null,
        null);
  }

  /// What its author wrote, without what they quoted.
  String ownText() {
    return newText == null || newText.isBlank() ? text : newText;
  }
}
