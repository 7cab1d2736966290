package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Conversations that cannot be linked.
public final class LinkRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// One of them went up in the other, or it is the same number.
    SAME,
    /// It would be more than anybody looks through.
    TOO_MANY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LinkRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "conversation.link." + reason.word(),
        "inbox.link.refusal." + reason.word());
  }
}
