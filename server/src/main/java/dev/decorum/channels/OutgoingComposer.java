package dev.decorum.channels;

import dev.decorum.clients.EmailAddress;
import dev.decorum.files.FileId;
import dev.decorum.files.FileInfo;
import dev.decorum.files.Files;
import dev.decorum.mail.Address;
import dev.decorum.mail.ComposedMail;
import dev.decorum.mail.MailComposer;
import dev.decorum.mail.OutgoingMail;
import dev.decorum.mail.OutgoingMail.AutoSubmitted;
import dev.decorum.mail.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes the mail that a row of the outbox holds: the same each time.
@Component
class OutgoingComposer {

  private final Files files;
  private final Unsubscribing unsubscribing;

  OutgoingComposer(Files files, Unsubscribing unsubscribing) {
    this.files = files;
    this.unsubscribing = unsubscribing;
  }

  /// What is attached to it, and how large that is.
  Map<FileId, FileInfo> attached(OutgoingContent content) {
    return files.describe(content.files().stream().map(FileId::new).toList());
  }

  /// @param infos of what is attached
  /// @throws dev.decorum.files.FileNotFound when something attached is gone
  ComposedMail compose(OutgoingContent content, Map<FileId, FileInfo> infos) {
    var mail =
        OutgoingMail.from(
                content.from(), content.messageId(), content.date().atOffset(ZoneOffset.UTC))
            .to(content.to())
            .cc(content.cc())
            .bcc(content.bcc())
            .subject(content.subject())
            .answers(content.inReplyTo(), content.references())
            .text(content.text())
            .quote(content.quote())
            .signature(content.signature())
            .autoSubmitted(
                content.autoReply()
                    ? AutoSubmitted.REPLIED
                    : content.automatic() ? AutoSubmitted.GENERATED : null);
    if (content.replyTo() != null) {
      mail.replyTo(new Address(content.from().name(), content.replyTo()));
    }
    mail.unsubscribe(unsubscribe(content));
    for (var file : content.files()) {
      var id = new FileId(file);
      var bytes = bytes(id);
      var info = Objects.requireNonNull(infos.get(id));
      mail.attach(Part.attachment(info.name(), info.type(), bytes));
    }
    return MailComposer.compose(mail.build());
  }

  /// A link is good for one address, so only a mail to one carries it.
  private @Nullable URI unsubscribe(OutgoingContent content) {
    var recipients = content.recipients();
    return content.autoReply() && recipients.size() == 1
        ? EmailAddress.parse(recipients.getFirst()).map(unsubscribing::link).orElse(null)
        : null;
  }

  private byte[] bytes(FileId file) {
    try (var content = files.open(file)) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
