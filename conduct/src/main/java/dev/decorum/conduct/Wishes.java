package dev.decorum.conduct;

import org.jspecify.annotations.Nullable;

/// How a client asked to be addressed.
///
/// @param nameToUse as a letter begins, without the greeting, such as `Dr. Okafor`; null: nothing
///   is known
/// @param formal whether it is to be formal; null: nothing is known
public record Wishes(@Nullable String nameToUse, @Nullable Boolean formal) {

  public static final Wishes NONE = new Wishes(null, null);
}
