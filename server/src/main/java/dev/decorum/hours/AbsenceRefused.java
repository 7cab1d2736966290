package dev.decorum.hours;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// An absence that cannot be as it is.
public final class AbsenceRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// Nobody whom the viewer may speak for.
    NO_SUCH_MEMBER("member"),
    UNREADABLE_FROM("from"),
    UNREADABLE_TO("to"),
    UNKNOWN_ZONE("zone"),
    /// It ends before it begins, or with it.
    INVERTED("to"),
    OVER("to"),
    FAR("to"),
    /// It began too long ago to matter.
    LONG_AGO("from"),
    /// They are away then as it is.
    OVERLAP("from"),
    TOO_MANY("from");

    private final String field;

    Reason(String field) {
      this.field = field;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  public AbsenceRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "absence." + reason.word(),
        "hours.absence.refused." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// The field of a form that it is about.
  public String field() {
    return reason.field;
  }
}
