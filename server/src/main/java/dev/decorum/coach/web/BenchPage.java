package dev.decorum.coach.web;

import org.jspecify.annotations.Nullable;

/// Where a text can be tried on the guidelines in force.
///
/// @param findings null: nothing was tried yet
public record BenchPage(String text, String message, @Nullable FindingsPage findings) {}
