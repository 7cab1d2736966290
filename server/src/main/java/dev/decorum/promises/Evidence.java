package dev.decorum.promises;

import dev.decorum.inbox.InteractionId;
import org.jspecify.annotations.Nullable;

/// What shows that a promise was kept: a message, a line, or nothing.
public record Evidence(@Nullable String words, @Nullable InteractionId message) {

  public static final Evidence NONE = new Evidence(null, null);

  public Evidence {
    words = words == null || words.isBlank() ? null : words.strip();
  }

  public static Evidence of(@Nullable String words) {
    return new Evidence(words, null);
  }

  public boolean any() {
    return words != null || message != null;
  }
}
