package dev.decorum.channels.imap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The connection is of no use any more. Says nothing of what the server said, since that may name
/// people.
public final class ImapFailed extends IOException {

  private static final long serialVersionUID = 1L;

  private final ImapTrouble trouble;

  public ImapFailed(ImapTrouble trouble) {
    this(trouble, null);
  }

  public ImapFailed(ImapTrouble trouble, @Nullable Throwable cause) {
    super(trouble.word(), cause);
    this.trouble = trouble;
  }

  public ImapTrouble trouble() {
    return trouble;
  }
}
