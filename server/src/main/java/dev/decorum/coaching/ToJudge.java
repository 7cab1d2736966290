package dev.decorum.coaching;

import dev.decorum.inbox.SentMessages.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A drawn message and the questions to it. Who wrote it is not said.
///
/// @param words null: nobody can read them any more
public record ToJudge(long no, Scorecard scorecard, Instant at, @Nullable Words words) {}
