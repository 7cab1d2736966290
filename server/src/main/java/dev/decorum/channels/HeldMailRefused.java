package dev.decorum.channels;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// What cannot be done with a mail that waits for a person.
public final class HeldMailRefused extends Refusal {

  /// Why.
  public enum Reason {
    /// There is no such mail, or somebody has decided already.
    NOT_WAITING(HttpStatus.NOT_FOUND),
    /// It was written to no conversation, or to one that has gone.
    NOWHERE(HttpStatus.CONFLICT),
    /// It says of nobody that they wrote it.
    NO_SENDER(HttpStatus.CONFLICT),
    UNREADABLE(HttpStatus.CONFLICT);

    private final HttpStatus status;

    Reason(HttpStatus status) {
      this.status = status;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  HeldMailRefused(Reason reason) {
    super(reason.status, "mail." + reason.word(), "channels.refusal." + reason.word());
  }
}
