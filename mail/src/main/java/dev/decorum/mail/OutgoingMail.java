package dev.decorum.mail;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail to send, before it is put into bytes by [MailComposer].
///
/// @param messageId ours, without angle brackets, unique for ever; see [MessageIds]
/// @param bcc receive the mail by the envelope and stand in no header
/// @param inReplyTo the id of the mail that is answered
/// @param references the thread, oldest first; trimmed when it is long
/// @param html the twin of the text; null: made from the text. Taken as it is: sanitise it before
/// @param quote the mail that is answered, put below the text
/// @param signature set off by `-- `; empty for none
/// @param autoSubmitted set for mails that no person wrote
/// @param unsubscribe where whoever gets it can say that they want no more of the kind (RFC 8058);
///   null for what a person writes to a person
public record OutgoingMail(
    Address from,
    List<Address> replyTo,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    OffsetDateTime date,
    String messageId,
    @Nullable String inReplyTo,
    List<String> references,
    String text,
    @Nullable String html,
    @Nullable Quote quote,
    String signature,
    List<Part> attachments,
    @Nullable AutoSubmitted autoSubmitted,
    @Nullable URI unsubscribe) {

  public OutgoingMail {
    replyTo = List.copyOf(replyTo);
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    references = List.copyOf(references);
    attachments = List.copyOf(attachments);
  }

  /// The mail that is answered: its text under a line such as `On 3 March 2026, Ann Lee wrote:`, in
  /// the words of whoever sends it.
  public record Quote(String attribution, String text) {}

  /// How a mail came to be without a person (RFC 3834).
  public enum AutoSubmitted {
    /// In answer to one mail.
    REPLIED("auto-replied"),
    /// Of the system's own accord, such as a password reset.
    GENERATED("auto-generated");

    final String value;

    AutoSubmitted(String value) {
      this.value = value;
    }
  }

  /// A mail with the three things that every mail has.
  public static Draft from(Address from, String messageId, OffsetDateTime date) {
    return new Draft(from, messageId, date);
  }

  @Override
  public String toString() {
    return "OutgoingMail[%d attachments]".formatted(attachments.size());
  }

  /// An [OutgoingMail] while it is being filled in.
  public static final class Draft {
    private final Address from;
    private final String messageId;
    private final OffsetDateTime date;
    private final List<Address> replyTo = new ArrayList<>();
    private final List<Address> to = new ArrayList<>();
    private final List<Address> cc = new ArrayList<>();
    private final List<Address> bcc = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final List<Part> attachments = new ArrayList<>();
    private String subject = "";
    private String text = "";
    private String signature = "";
    private @Nullable String inReplyTo;
    private @Nullable String html;
    private @Nullable Quote quote;
    private @Nullable AutoSubmitted autoSubmitted;
    private @Nullable URI unsubscribe;

    private Draft(Address from, String messageId, OffsetDateTime date) {
      this.from = from;
      this.messageId = messageId;
      this.date = date;
    }

    public Draft replyTo(Address address) {
      replyTo.add(address);
      return this;
    }

    public Draft to(Address address) {
      to.add(address);
      return this;
    }

    public Draft to(List<Address> addresses) {
      to.addAll(addresses);
      return this;
    }

    public Draft cc(List<Address> addresses) {
      cc.addAll(addresses);
      return this;
    }

    public Draft bcc(List<Address> addresses) {
      bcc.addAll(addresses);
      return this;
    }

    public Draft subject(String subject) {
      this.subject = subject;
      return this;
    }

    /// `references` are those of the answered mail; its own id is added by the composer.
    public Draft answers(@Nullable String messageId, List<String> references) {
      this.inReplyTo = messageId;
      this.references.clear();
      this.references.addAll(references);
      return this;
    }

    public Draft text(String text) {
      this.text = text;
      return this;
    }

    public Draft html(@Nullable String html) {
      this.html = html;
      return this;
    }

    public Draft quote(@Nullable Quote quote) {
      this.quote = quote;
      return this;
    }

    public Draft signature(String signature) {
      this.signature = signature;
      return this;
    }

    public Draft attach(Part part) {
      attachments.add(part);
      return this;
    }

    public Draft autoSubmitted(@Nullable AutoSubmitted autoSubmitted) {
      this.autoSubmitted = autoSubmitted;
      return this;
    }

    public Draft unsubscribe(@Nullable URI unsubscribe) {
      this.unsubscribe = unsubscribe;
      return this;
    }

    public OutgoingMail build() {
      return new OutgoingMail(
          from,
          replyTo,
          to,
          cc,
          bcc,
          subject,
          date,
          messageId,
          inReplyTo,
          references,
          text,
          html,
          quote,
          signature,
          attachments,
          autoSubmitted,
          unsubscribe);
    }
  }
}
