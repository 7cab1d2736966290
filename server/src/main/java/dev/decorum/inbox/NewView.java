package dev.decorum.inbox;

import dev.decorum.staff.TeamId;
import org.jspecify.annotations.Nullable;

/// A saved view as a member wants it.
///
/// @param team null: for oneself
public record NewView(String name, @Nullable TeamId team, ViewRule rule, Sort sort) {}
