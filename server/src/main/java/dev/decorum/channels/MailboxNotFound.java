package dev.decorum.channels;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such mailbox.
public final class MailboxNotFound extends Refusal {

  MailboxNotFound() {
    super(HttpStatus.NOT_FOUND, "mailbox.not_found", "channels.refusal.mailbox_not_found");
  }
}
