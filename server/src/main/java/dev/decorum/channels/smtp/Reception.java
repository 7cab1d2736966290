package dev.decorum.channels.smtp;

import dev.decorum.channels.spool.Content;
import java.io.IOException;

/// What the server asks of the product. Called by many threads at once.
public interface Reception {

  /// Whether mail for this address is taken.
  Answer recipient(String address);

  /// Takes over responsibility for a mail. [Outcome#KEPT] is only answered when the mail will be
  /// there after a crash of everything.
  Outcome receive(Envelope envelope, Content content) throws IOException;

  /// The answer to RCPT.
  enum Answer {
    KNOWN,
    UNKNOWN,
    /// It cannot be found out now.
    TRY_LATER
  }

  /// The answer to the end of DATA.
  enum Outcome {
    KEPT,
    TRY_LATER,
    /// There is no room for it now.
    NO_ROOM
  }
}
