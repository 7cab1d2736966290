package dev.decorum.promises;

import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.MemberId;
import org.jspecify.annotations.Nullable;

/// A promise that a member writes down.
///
/// @param words what was said
/// @param owner who keeps it; null: whoever writes it down
/// @param source the message, call or note in which it was given; null: none that is kept here
/// @param repeats null: it does not come again
public record NewPromise(
    String words,
    Due due,
    @Nullable MemberId owner,
    @Nullable InteractionId source,
    @Nullable Repeats repeats) {

  /// One that does not come again.
  public NewPromise(
      String words, Due due, @Nullable MemberId owner, @Nullable InteractionId source) {
    this(words, due, owner, source, null);
  }
}
