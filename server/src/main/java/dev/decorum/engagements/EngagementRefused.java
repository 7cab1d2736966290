package dev.decorum.engagements;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A service, a milestone, or a change of one, that cannot be as it is.
public final class EngagementRefused extends Refusal {

  /// Why.
  public enum Reason {
    NO_TITLE("title"),
    LONG_TITLE("title"),
    NO_NAME("name"),
    LONG_NAME("name"),
    NO_DAY("day"),
    FAR_DAY("day"),
    NO_REASON("reason"),
    LONG_REASON("reason"),
    UNFIT_OWNER("owner"),
    /// The conversation is of another client, or cannot be seen.
    NO_SUCH_CONVERSATION("conversation"),
    BAD_SCHEDULE("weeks"),
    TOO_MANY("name"),
    /// It is over.
    OVER("state"),
    NOTHING_TO_TELL("state");

    private final String field;

    Reason(String field) {
      this.field = field;
    }
  }

  private final Reason reason;

  public EngagementRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "engagement." + reason.name().toLowerCase(Locale.ROOT),
        "engagements.wrong." + reason.name().toLowerCase(Locale.ROOT));
    this.reason = reason;
  }

  /// The field of a form that it is about.
  public String field() {
    return reason.field;
  }
}
