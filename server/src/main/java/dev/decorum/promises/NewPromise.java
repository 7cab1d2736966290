package dev.decorum.promises;

import dev.decorum.inbox.InteractionId;
import dev.decorum.staff.MemberId;
import org.jspecify.annotations.Nullable;

/// A promise that a member writes down.
///
/// @param words what was said
/// @param owner who keeps it; null: whoever writes it down
/// @param source the message, call or note in which it was given; null: none that is kept here
public record NewPromise(
    String words, Due due, @Nullable MemberId owner, @Nullable InteractionId source) {}
