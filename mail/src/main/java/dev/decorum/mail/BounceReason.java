package dev.decorum.mail;

/// Why a mail did not reach one of its recipients, as far as the notice tells.
public enum BounceReason {
  /// The address does not exist, or does not any longer.
  NO_SUCH_ADDRESS(true),
  /// The domain of the address does not exist.
  NO_SUCH_DOMAIN(true),
  /// The recipient has another address now.
  MOVED(true),
  /// The domain takes no mail at all.
  TAKES_NO_MAIL(true),
  MAILBOX_FULL(false),
  /// The mailbox is locked, disabled or unused.
  SUSPENDED(false),
  /// The mail is larger than the recipient takes.
  TOO_LARGE(false),
  /// The recipient's server does not take mail from this sender address.
  SENDER_REFUSED(false),
  /// The recipient's server does not take mail from the sending server: its reputation, its name,
  /// its rate, or a missing proof (SPF, DKIM, DMARC).
  SERVER_REFUSED(false),
  /// Taken for spam or malware.
  SPAM(false),
  /// Refused for its form or by a rule of the recipient.
  CONTENT(false),
  /// Not delivered in time, or not yet.
  DELAYED(false),
  /// The recipient's server could not be reached, or has trouble of its own.
  SERVER_TROUBLE(false),
  /// The recipient called the mail spam, or wants no more of them.
  COMPLAINT(false),
  /// Not told in a way that is understood.
  OTHER(false);

  private final boolean hard;

  BounceReason(boolean hard) {
    this.hard = hard;
  }

  /// Whether no mail to the address will ever arrive.
  public boolean isHard() {
    return hard;
  }
}
