package dev.decorum.reports;

import org.jspecify.annotations.Nullable;

/// A part of what was counted.
///
/// @param key by which it is asked for again: the number of a team, client or member, the word of a
///   channel, an hour; [#NONE] for what has none
/// @param name of a team, client or member; null: the key says it
public record Group(String key, @Nullable String name, Figure figure) {

  public static final String NONE = "none";
}
