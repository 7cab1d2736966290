package dev.decorum.conduct.rules;

/// A file of rules or of a layer, as text.
///
/// @param file its name, for errors
public record Source(String file, String yaml) {}
