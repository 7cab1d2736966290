package dev.decorum.conduct.rules;

import dev.decorum.conduct.Context;
import org.jspecify.annotations.Nullable;

/// A text with which a rule proves itself: it must find something in it, or must not.
///
/// @param found the words that must be among those found; null where any finding will do
/// @param place file, line and key, for the error
record Example(
    String text, Context context, boolean matches, @Nullable String found, Place place) {}
