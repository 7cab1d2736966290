package dev.decorum.web;

import org.jspecify.annotations.Nullable;

/// Tells every page whether something made-up is on show. Asked for each page, so it answers from
/// memory.
public interface SampleSource {

  /// The key of what to say about it in a message bundle; null: everything is real.
  @Nullable String sample();
}
