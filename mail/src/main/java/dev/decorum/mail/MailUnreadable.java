package dev.decorum.mail;

import org.jspecify.annotations.Nullable;

/// A mail that cannot be read. Its message says why in plain words and holds nothing of the mail.
public final class MailUnreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    EMPTY("The mail is empty."),
    TOO_LARGE("The mail is larger than 50 MB."),
    TOO_MANY_HEADERS(
        "The mail has more than 1,000 header fields in one part, or more than 1 MB of them."),
    TOO_MANY_PARTS("The mail has more than 1,000 parts."),
    MALFORMED("The structure of the mail cannot be made out."),
    STOPPED("Reading the mail took too long.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;

  MailUnreadable(Reason reason) {
    this(reason, null);
  }

  MailUnreadable(Reason reason, @Nullable Throwable cause) {
    super(reason.sentence, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// Ends the reading where somebody has asked this thread to stop.
  static void stopWhenInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new MailUnreadable(Reason.STOPPED);
    }
  }
}
