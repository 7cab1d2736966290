package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationView;
import dev.decorum.inbox.web.ConversationPage.Thread;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation on paper.
///
/// @param notes whether what colleagues wrote for each other is printed as well
/// @param earlier address of the sheet before; null: it begins here
public record PrintPage(
    ConversationView conversation,
    Thread thread,
    boolean notes,
    @Nullable String earlier,
    Instant at) {}
