package dev.decorum.promises;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// That a promise comes again: how often, and until when.
///
/// @param last the last day it may be due on; null: without an end
public record Repeats(Rhythm rhythm, @Nullable LocalDate last) {}
