package dev.decorum.sla;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A policy that cannot be as it is.
public final class PolicyRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    NO_NAME,
    LONG_NAME,
    /// No conversation could ever be so.
    CONTRADICTION,
    TOO_MANY_CONDITIONS,
    UNKNOWN_CALENDAR,
    /// Hours by which nothing could be due.
    NO_HOURS,
    /// No target at all.
    NO_TARGET,
    /// Less than a minute or more than a year.
    BAD_LENGTH,
    /// More than a year before or after.
    BAD_STEP,
    TOO_MANY_STEPS,
    TOO_MANY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  PolicyRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "policy." + reason.word(),
        "sla.refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
