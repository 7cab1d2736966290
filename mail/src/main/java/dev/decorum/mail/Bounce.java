package dev.decorum.mail;

/// What became of a mail for one of its recipients.
///
/// @param recipient the address as it was written to, where the notice tells it, else where the
///   mail ended up; empty where neither is told
/// @param status the code of RFC 3463, such as `5.1.1`; empty where none is told
/// @param explanation the words of the server that refused, on one line, cut where they are long
public record Bounce(String recipient, String status, BounceReason reason, String explanation) {

  /// Whether no mail to the address will ever arrive.
  public boolean hard() {
    return reason.isHard();
  }

  /// Says nothing of what the mail says, so that it may end up in a log.
  @Override
  public String toString() {
    return "Bounce[%s, %s]".formatted(reason, status);
  }
}
