package dev.decorum.web;

import org.jspecify.annotations.Nullable;

/// A page that the palette leads to.
///
/// @param labelKey its name, a key of a message bundle
/// @param groupKey what it belongs to, a key of a message bundle; null: it stands for itself
public record PageLink(String url, String labelKey, @Nullable String groupKey) {}
