package dev.decorum.assistant;

/// What was said in a conversation, in short, by a model.
///
/// @param earlier whether there is more than it was given
public record Summary(String text, boolean earlier, String model, String edition) {}
