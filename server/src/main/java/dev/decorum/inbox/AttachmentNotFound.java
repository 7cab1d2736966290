package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such file, or the viewer may not see where it belongs; the two look the same.
public final class AttachmentNotFound extends Refusal {

  AttachmentNotFound() {
    super(HttpStatus.NOT_FOUND, "attachment.not_found", "inbox.refusal.attachment_not_found");
  }
}
