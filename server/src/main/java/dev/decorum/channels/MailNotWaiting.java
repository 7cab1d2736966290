package dev.decorum.channels;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such mail in the queue, or none that the viewer may know of.
public final class MailNotWaiting extends Refusal {

  MailNotWaiting() {
    super(HttpStatus.NOT_FOUND, "mail.not_waiting", "channels.refusal.not_waiting");
  }
}
