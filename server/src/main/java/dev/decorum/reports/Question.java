package dev.decorum.reports;

import org.jspecify.annotations.Nullable;

/// Which rows a figure is made of.
///
/// @param key of a [Group], told apart by `by`; null with it: all
/// @param result null: all of them
/// @param renegotiated only those whose date was agreed anew
public record Question(
    Subject of,
    Period period,
    @Nullable By by,
    @Nullable String key,
    @Nullable Result result,
    boolean renegotiated) {}
