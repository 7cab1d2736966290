package dev.decorum.staff;

/// Sends a plain mail to a member: an invitation, a link to a new password. Implemented by the
/// module that has an outgoing mail server.
public interface StaffMail {

  /// Whether a server for outgoing mail is set up.
  default boolean available() {
    return true;
  }

  /// Sends the mail or returns false, whatever went wrong.
  boolean send(String to, String subject, String text);
}
