package dev.decorum.practice;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// A reply to a simulated client that cannot be taken.
public final class ReplyRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  ReplyRefused(String messageKey) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "reply.refused", messageKey);
  }
}
