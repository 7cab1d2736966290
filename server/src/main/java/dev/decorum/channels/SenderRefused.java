package dev.decorum.channels;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A sender that cannot be blocked.
public final class SenderRefused extends Refusal {

  /// Why.
  public enum Reason {
    /// Neither an address nor a domain.
    BAD_SENDER,
    /// A mailbox or a colleague, or a domain in which there is one.
    OURS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  SenderRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "sender." + reason.word(),
        "channels.refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
