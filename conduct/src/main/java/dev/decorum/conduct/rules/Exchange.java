package dev.decorum.conduct.rules;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.leaks.Leak;
import dev.decorum.conduct.listening.Heard;
import dev.decorum.conduct.text.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reply with all that is known about it when the rules look at it.
///
/// @param reply the text under review
/// @param client the client's message that is answered
/// @param heard in the client's message
/// @param questions of the client, with what the reply does about them
/// @param commitments made in the reply
/// @param leaks what must not leave, in the reply
public record Exchange(
    Reading reply,
    @Nullable Reading client,
    Context context,
    Heard heard,
    List<Question> questions,
    List<Commitment> commitments,
    List<Leak> leaks) {}
