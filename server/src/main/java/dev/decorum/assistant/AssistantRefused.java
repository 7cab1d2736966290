package dev.decorum.assistant;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// The assistant has no answer. What was written stays as it is.
public final class AssistantRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// The organisation does not want it for this.
    OFF,
    /// There is nothing to work on.
    NOTHING_WRITTEN,
    /// What it was about is not there any more.
    GONE,
    /// It is more than the model is given.
    TOO_MUCH,
    /// Something in the draft must not leave the house, to nobody.
    CONFIDENTIAL,
    /// Others are being served, or the same member's last question still is.
    BUSY,
    /// The endpoint cannot be reached.
    AWAY,
    /// It did not answer in time.
    TOO_SLOW,
    /// It stands where connections from here must not go.
    OUT_OF_REACH,
    /// It wants another key.
    KEY_REFUSED,
    /// It has no such model, or is no such endpoint.
    NOT_FOUND,
    /// It takes no more questions for now.
    OVERLOADED,
    /// It sent us elsewhere, which is not followed.
    REDIRECTED,
    /// It said that it failed.
    FAILED,
    /// It answered with more than anybody would read.
    TOO_LONG,
    /// What it answered is not the protocol.
    UNREADABLE,
    /// It said nothing, or stopped in the middle.
    UNFINISHED,
    /// It invented or spoiled a placeholder.
    MIXED_UP,
    /// What it suggests must not leave.
    STOPPED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  AssistantRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "assistant." + reason.word(),
        "assistant.refusal." + reason.word());
    this.reason = reason;
  }

  /// The organisation does not want it.
  public static AssistantRefused off() {
    return new AssistantRefused(Reason.OFF);
  }

  public Reason reason() {
    return reason;
  }
}
