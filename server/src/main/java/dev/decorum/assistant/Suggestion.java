package dev.decorum.assistant;

import dev.decorum.coach.Checked;

/// Another wording for a draft, for its writer to judge.
///
/// @param text with everything in it that the model was not shown
/// @param checked what the coach says about it
/// @param difference what it says that the draft does not, and the other way round
/// @param model that suggested it
/// @param edition of the prompt
public record Suggestion(
    String text, Checked checked, Difference difference, String model, String edition) {}
