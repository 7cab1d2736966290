package dev.decorum.channels;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How the copying of what a mailbox has sent is going.
///
/// @param folder null: the one that the server says is for sent mail
/// @param waiting how many answers are still to be copied
/// @param leftOut how many were given up
/// @param trouble why nothing can be copied, in words; null: nothing is in the way
/// @param troubledSince null: nothing is in the way
/// @param nextTry when it is tried again; null: it is being tried, or nothing is in the way
public record SentStanding(
    @Nullable String folder,
    int waiting,
    int leftOut,
    @Nullable String trouble,
    @Nullable Instant troubledSince,
    @Nullable Instant nextTry) {

  public boolean well() {
    return trouble == null && leftOut == 0;
  }
}
