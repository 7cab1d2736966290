package dev.decorum.conduct;

import org.jspecify.annotations.Nullable;

/// What is counted in a call. `docs/conduct.md` holds the definitions.
///
/// @param agentTalkRatio the agent's part of all speech, 0 to 1; silence is left out, overlap
///   counts for both; null when nobody speaks
/// @param agentSpeech seconds in which the agent speaks
/// @param clientSpeech seconds in which the client speaks
/// @param interruptionsByAgent turns of the agent that cut a turn of the client short
/// @param interruptionsByClient turns of the client that cut a turn of the agent short
/// @param overlap seconds in which both speak
/// @param longestMonologueAgent seconds, 0 when the agent says nothing but backchannels
/// @param longestMonologueClient seconds, 0 when the client says nothing but backchannels
/// @param meanAgentResponseLatency seconds from the end of what the client said to the beginning of
///   the agent's answer; null when the agent never answers
/// @param questionsByAgent sentences of the agent that end in a question mark
/// @param questionsByClient sentences of the client that end in a question mark
/// @param agentPatience the part of the client's turns that the agent let end, 0 to 1; null when
///   the client says nothing but backchannels
public record CallMeasures(
    @Nullable Double agentTalkRatio,
    double agentSpeech,
    double clientSpeech,
    int interruptionsByAgent,
    int interruptionsByClient,
    double overlap,
    double longestMonologueAgent,
    double longestMonologueClient,
    @Nullable Double meanAgentResponseLatency,
    int questionsByAgent,
    int questionsByClient,
    @Nullable Double agentPatience) {}
