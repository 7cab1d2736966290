package dev.decorum.inbox;

import dev.decorum.web.Refusal;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// Conversations that cannot become one, or be parted.
public final class MergeRefused extends Refusal {

  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Reason {
    SAME,
    /// They belong to different clients. Whoever knows that it is one and the same merges these.
    OTHER_CLIENT,
    TRASHED,
    /// Nothing of it was merged in, or it was parted again.
    NOT_MERGED,
    /// All of it, or nothing: there would be nothing to part.
    NOTHING_LEFT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Reason reason;

  public MergeRefused(Reason reason) {
    super(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "conversation.merge." + reason.word(),
        "inbox.merge.refusal." + reason.word());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
