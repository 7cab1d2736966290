package dev.decorum.assistant.web;

import dev.decorum.assistant.Summary;
import org.jspecify.annotations.Nullable;

/// What was said in a conversation, in short.
///
/// @param summary null: nobody has asked yet, or there is none
/// @param refusal why there is none, as a key of a message
public record SummaryPage(long no, @Nullable Summary summary, @Nullable String refusal) {}
