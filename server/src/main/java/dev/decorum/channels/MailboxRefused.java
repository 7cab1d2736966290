package dev.decorum.channels;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// A mailbox that cannot be as it is wanted.
public final class MailboxRefused extends Refusal {

  /// Why.
  public enum Reason {
    /// Not an address that mail can come to.
    BAD_ADDRESS,
    /// Plus signs are for our own use.
    PLUS_ADDRESS,
    /// There is a mailbox with this address.
    ADDRESS_TAKEN,
    LONG_NAME,
    LONG_SIGNATURE,
    /// The name of the server is not one.
    BAD_HOST,
    BAD_PORT,
    /// The server is in the private network, and a page may not send us there.
    PRIVATE_HOST,
    /// A user without a password; one that is known counts for the server it was typed for.
    NO_PASSWORD,
    /// Fetching needs a user.
    NO_USER,
    /// A user name or a password that cannot be sent to a server.
    BAD_SIGN_IN,
    /// Neither is there a refresh token, nor was one known for this user and server.
    NO_TOKEN,
    /// Not where tokens are given out.
    BAD_TOKEN_URL,
    BAD_FOLDER,
    /// Fetched mail is to be moved, and nobody said where to.
    NO_TARGET,
    /// Answers are to be copied to the server that mail is fetched from, and it is fetched from
    /// none.
    NOT_FETCHED,
    /// Answers are not to be copied to where new mail comes.
    SENT_IS_FETCHED,
    /// The sample organisation sends nothing to the outside.
    DEMO,
    NO_SUCH_TEAM;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  MailboxRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "mailbox." + reason.word(),
        "channels.refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
