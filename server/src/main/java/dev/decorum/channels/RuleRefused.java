package dev.decorum.channels;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A rule that cannot be as it is wanted.
public final class RuleRefused extends Refusal {

  /// Why.
  public enum Reason {
    NOT_FOUND,
    NO_NAME,
    LONG_NAME,
    /// Neither an address nor a domain.
    BAD_SENDER,
    /// Nothing that could be found in a text.
    BAD_WORD,
    /// More entries in a list than a rule may have.
    TOO_MANY_ENTRIES,
    BAD_LANGUAGE,
    /// Who leads some teams says for which mailboxes of theirs a rule is.
    NO_MAILBOX,
    NO_SUCH_TEAM,
    BAD_TAGS,
    /// It does nothing.
    NO_ACTION,
    /// There are as many rules as there may be.
    TOO_MANY_RULES;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  RuleRefused(Reason reason) {
    super(
        reason == Reason.NOT_FOUND ? HttpStatus.NOT_FOUND : HttpStatus.UNPROCESSABLE_CONTENT,
        "rule." + reason.word(),
        "channels.rule_refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
