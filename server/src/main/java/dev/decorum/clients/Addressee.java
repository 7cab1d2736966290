package dev.decorum.clients;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is needed to write to a client.
///
/// @param language null: not known
public record Addressee(String name, @Nullable Locale language) {}
