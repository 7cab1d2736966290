package dev.decorum.channels;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Automatic answers that cannot be as they are wanted.
public final class AnswerRefused extends Refusal {

  /// Why.
  public enum Reason {
    NO_TEXT,
    LONG_TEXT,
    /// A field in braces that cannot be filled in.
    UNKNOWN_FIELD,
    NO_AWAY_TEXT,
    LONG_AWAY_TEXT,
    UNKNOWN_AWAY_FIELD,
    /// A text names the agreed time, and none is agreed.
    NO_RESPONSE_TIME,
    BAD_RESPONSE_TIME,
    /// An office without hours is never closed.
    NO_HOURS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  AnswerRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "answer." + reason.word(),
        "channels.answer_refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
