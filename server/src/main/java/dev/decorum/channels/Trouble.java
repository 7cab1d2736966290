package dev.decorum.channels;

import java.util.Locale;

/// Why a mail did not leave. Each has words in the bundle: `channels.trouble.…`.
enum Trouble {
  NO_SUCH_ADDRESS(true),
  /// The recipient's domain takes no mail.
  NO_SUCH_DOMAIN(true),
  MAILBOX_FULL(true),
  TOO_LARGE(true),
  /// Their server does not want it.
  REFUSED(true),
  /// An address in another script, and the server knows ASCII only.
  NEEDS_UTF8(true),
  /// An address that cannot stand in a mail.
  UNSENDABLE(true),
  /// Something of it is not there any more, such as an attachment.
  INCOMPLETE(true),
  /// The recipient's server took it and sent it back.
  RETURNED(true),
  /// An address that was given up, since mail to it came back again and again.
  GIVEN_UP(true),
  /// The recipient wants no mail that no person wrote.
  UNSUBSCRIBED(true),
  /// A person took it out of the queue.
  STOPPED(true),

  /// Asked to try again later.
  BUSY(false),
  UNKNOWN_HOST(false),
  UNREACHABLE(false),
  /// The line broke before the server said that it has the mail.
  BROKE_OFF(false),
  NO_TLS(false),
  BAD_CERTIFICATE(false),
  SIGN_IN(false),
  /// The provider gives no token to sign in with.
  NO_TOKEN(false),
  /// The server lets nobody in with the token that the provider gave.
  TOKEN_REFUSED(false),
  /// The outgoing server does not send mail of this address.
  SENDER_REFUSED(false),
  /// Not to be reached from here by decision.
  FORBIDDEN_HOST(false),
  NO_SERVER(false),
  /// This is the sample organisation, and nobody gave the mailbox a server on this machine.
  SAMPLE(false);

  private final boolean permanent;

  Trouble(boolean permanent) {
    this.permanent = permanent;
  }

  /// Whether trying again is pointless. What is wrong with our own server is not: somebody will
  /// mend it, and then the mail leaves.
  boolean permanent() {
    return permanent;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Trouble of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// What an answer to the mail as a whole means.
  static Trouble ofMail(int code, String text) {
    var trouble = ofAnswer(code, text);
    // 550 without more says "no such address" of a recipient, and "no" of a mail.
    return trouble == NO_SUCH_ADDRESS ? REFUSED : trouble;
  }

  /// What an answer to RCPT means.
  ///
  /// @param code the three digits
  /// @param text what follows, with the enhanced code (RFC 3463) where there is one
  static Trouble ofAnswer(int code, String text) {
    var status = enhanced(text);
    if (code < 500) return BUSY;
    return switch (status) {
      case "5.1.1", "5.1.0", "5.1.3", "5.1.6", "5.1.10", "5.2.1" -> NO_SUCH_ADDRESS;
      case "5.1.2", "5.4.4" -> NO_SUCH_DOMAIN;
      case "5.2.2" -> MAILBOX_FULL;
      case "5.2.3", "5.3.4" -> TOO_LARGE;
      case "5.1.7", "5.1.8" -> SENDER_REFUSED;
      case "5.6.7", "5.6.9" -> NEEDS_UTF8;
      default ->
          code == 550 && status.isEmpty() ? NO_SUCH_ADDRESS : code == 552 ? TOO_LARGE : REFUSED;
    };
  }

  private static String enhanced(String text) {
    var words = text.strip().split("[ \\-]", 3);
    for (var word : words) {
      if (word.matches("[245]\\.\\d{1,3}\\.\\d{1,3}")) return word;
    }
    return "";
  }
}
