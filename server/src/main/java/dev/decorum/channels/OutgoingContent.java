package dev.decorum.channels;

import dev.decorum.mail.Address;
import dev.decorum.mail.MailComposer;
import dev.decorum.mail.OutgoingMail.Quote;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a row of the outbox holds: all that is needed to make the same mail again and again.
///
/// @param from name and address of ours
/// @param replyTo the address with the token, where bounces go too; null: to `from`
/// @param references the thread without `inReplyTo`
/// @param files stored elsewhere, and never changed there
/// @param automatic no person wrote it
record OutgoingContent(
    Address from,
    @Nullable String replyTo,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    Instant date,
    String messageId,
    @Nullable String inReplyTo,
    List<String> references,
    String text,
    @Nullable Quote quote,
    String signature,
    List<UUID> files,
    boolean automatic) {

  /// Whether a machine wrote it in answer to a mail; what the installation sends by itself to
  /// members has no place in a conversation.
  boolean autoReply() {
    return automatic && replyTo != null;
  }

  /// Of the envelope, without duplicates, in the order in which [MailComposer] names them.
  List<String> recipients() {
    return MailComposer.recipients(Stream.of(to, cc, bcc).flatMap(List::stream).toList());
  }

  @Override
  public String toString() {
    return "OutgoingContent";
  }
}
