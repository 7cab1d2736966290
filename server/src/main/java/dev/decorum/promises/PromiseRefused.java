package dev.decorum.promises;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A promise, or a change of one, that cannot be as it is.
public final class PromiseRefused extends Refusal {

  /// Why.
  public enum Reason {
    /// Neither a client nor a conversation is named.
    NO_CLIENT("client"),
    NO_WORDS("words"),
    LONG_WORDS("words"),
    LONG_EVIDENCE("evidence"),
    NO_DUE("due"),
    UNREADABLE_DUE("due"),
    PAST_DUE("due"),
    FAR_DUE("due"),
    NO_SUCH_OWNER("owner"),
    /// The message, call or note is of another conversation.
    NO_SUCH_SOURCE("source"),
    /// The message that shows it is of another client.
    NO_SUCH_MESSAGE("message"),
    /// It is over, or has not begun.
    NOT_OPEN("state"),
    NOT_OVER("state"),
    /// Time decides on this state, and nobody else.
    NO_SUCH_STATE("state"),
    /// It cannot come again without a time to count from.
    REPEATS_UNDATED("day"),
    UNREADABLE_RHYTHM("repeats"),
    UNREADABLE_LAST("last"),
    /// It would end before it is due once.
    PAST_LAST("last"),
    /// The one after it is there already.
    REPEATS_LATER("repeats"),
    /// No number of promises a day.
    BAD_MOST("most");

    private final String field;

    Reason(String field) {
      this.field = field;
    }
  }

  private final Reason reason;

  public PromiseRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "promise." + reason.name().toLowerCase(Locale.ROOT),
        "promises.refused." + reason.name().toLowerCase(Locale.ROOT));
    this.reason = reason;
  }

  /// The field of a form that it is about.
  public String field() {
    return reason.field;
  }
}
