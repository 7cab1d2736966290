package dev.decorum.engagements;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A follow-up, or a change of one, that cannot be as it is.
public final class FollowUpRefused extends Refusal {

  /// Why.
  public enum Reason {
    NO_REASON("reason"),
    LONG_REASON("reason"),
    PAST_DAY("day"),
    FAR_DAY("day"),
    NO_DAY("day"),
    NO_SUCH_OWNER("member"),
    /// It is over.
    NOT_OPEN("state"),
    NOT_OVER("state"),
    /// There is one of its kind already.
    DOUBLED("state");

    private final String field;

    Reason(String field) {
      this.field = field;
    }
  }

  private final Reason reason;

  public FollowUpRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "follow_up." + reason.name().toLowerCase(Locale.ROOT),
        "engagements.refused." + reason.name().toLowerCase(Locale.ROOT));
    this.reason = reason;
  }

  /// The field of a form that it is about.
  public String field() {
    return reason.field;
  }
}
