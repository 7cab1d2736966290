package dev.decorum.inbox;

import java.util.Locale;

/// A message or change that cannot be as it is.
public final class MessageRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    /// It says nothing and has no file.
    EMPTY,
    /// Nobody to send it to.
    NO_RECIPIENT,
    /// An address no mail can go to.
    BAD_ADDRESS,
    /// More recipients than a reply may have.
    TOO_MANY_RECIPIENTS,
    /// Longer than a message may be.
    TOO_LONG,
    /// There is no mailbox to send it by.
    NO_MAILBOX,
    /// The colleague does not serve this client.
    UNFIT_ASSIGNEE,
    NO_SUCH_TEAM,
    /// A time that has passed.
    PAST,
    /// The conversation lies in the trash.
    TRASHED,
    /// No such client.
    NO_SUCH_CLIENT,
    /// Too many tags, or one that is empty or too long.
    BAD_TAGS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  MessageRefused(Reason reason) {
    super("Refused: " + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
