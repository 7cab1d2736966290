package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A message or change that cannot be as it is.
public final class MessageRefused extends Refusal {

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
    TOO_MANY_FILES,
    FILES_TOO_LARGE,
    /// The content of a file cannot be read.
    BAD_FILE,
    NO_SUBJECT,
    /// A colleague was asked to read it first, and has not approved it.
    SECOND_LOOK,
    /// It was changed after a colleague had approved it.
    CHANGED_SINCE_LOOK,
    /// Longer than a message may be.
    TOO_LONG,
    /// There is no mailbox to send it by.
    NO_MAILBOX,
    /// The colleague does not serve this client.
    UNFIT_ASSIGNEE,
    NO_SUCH_TEAM,
    /// A time that has passed, or is too far away.
    PAST,
    /// To snooze needs a time.
    NO_TIME,
    /// A contact that has not been yet.
    FUTURE,
    /// A message that is being handed over right now.
    LEAVING,
    /// The conversation lies in the trash.
    TRASHED,
    /// Too many tags, or one that is empty or too long.
    BAD_TAGS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  public MessageRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "message." + reason.word(),
        "inbox.refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
