package dev.decorum.mail;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mail as it is read: decoded, bounded, and with the new words told from the old.
///
/// Nothing here is verified and nothing is safe as HTML: names, addresses and ids are claims of the
/// sender, and `html` is what the mail holds. Message ids are without angle brackets.
///
/// @param from who claims to have written it; usually one, none in broken mails
/// @param subject decoded once, on one line, without control characters; empty where there is none
/// @param date as the sender's clock says
/// @param inReplyTo the mails this one answers
/// @param references the thread, oldest first
/// @param text all of the readable text, lines ended by `\n`; made from the HTML where there is no
///   other
/// @param html as in the mail, decoded; null where there is none or it is too large to show
/// @param newText `text` without quoted text and signature, trimmed
/// @param zones of `text`, in order, without gaps
/// @param attachments everything else, inline images included
/// @param report what a bounce, a complaint or a receipt tells of a mail of ours; null in others
/// @param autoSubmitted a machine sent it
/// @param autoAnswerable a machine may answer it, as far as the mail tells (RFC 3834)
public record Message(
    List<Address> from,
    List<Address> replyTo,
    List<Address> to,
    List<Address> cc,
    String subject,
    @Nullable OffsetDateTime date,
    @Nullable String messageId,
    List<String> inReplyTo,
    List<String> references,
    String text,
    @Nullable String html,
    String newText,
    List<Zone> zones,
    List<Part> attachments,
    Verdict verdict,
    @Nullable DeliveryReport report,
    boolean autoSubmitted,
    boolean autoAnswerable,
    Set<Notice> notices) {

  public Message {
    from = List.copyOf(from);
    replyTo = List.copyOf(replyTo);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
    zones = List.copyOf(zones);
    attachments = List.copyOf(attachments);
    notices = Set.copyOf(notices);
  }

  /// Says nothing of what the mail says, so that it may end up in a log.
  @Override
  public String toString() {
    return "Message[%s, %d attachments]".formatted(verdict, attachments.size());
  }
}
