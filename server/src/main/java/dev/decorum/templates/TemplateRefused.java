package dev.decorum.templates;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A template that cannot be as it is.
public final class TemplateRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    NO_NAME,
    NO_TEXT,
    /// Two texts speak alike, so that nobody could tell which one is meant.
    TWICE,
    TOO_LONG,
    /// Leads write for their own teams, admins for everybody.
    NOT_YOUR_TEAM,
    /// Somebody else reads a draft and shares it.
    OWN_DRAFT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  public TemplateRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "template." + reason.word(),
        "templates.refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
