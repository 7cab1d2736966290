package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A saved view that cannot be as it is.
public final class ViewRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    NO_NAME,
    LONG_NAME,
    NO_CONDITION,
    /// One says nothing yet, or something its field does not know.
    INCOMPLETE,
    TOO_MANY_CONDITIONS,
    TOO_MANY_VIEWS,
    /// One shares with teams of one's own.
    NOT_YOUR_TEAM;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  public ViewRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "view." + reason.word(),
        "inbox.views.refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
