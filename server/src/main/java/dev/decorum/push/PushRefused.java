package dev.decorum.push;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A browser that cannot be told anything.
public final class PushRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// The organisation does not allow it.
    NOT_ALLOWED,
    /// Not the address of a push service.
    BAD_ENDPOINT,
    /// No keys of a browser.
    BAD_KEYS,
    /// The member has enough of them.
    TOO_MANY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  PushRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT, "push." + reason.word(), "push.refusal." + reason.word());
  }
}
