package dev.decorum.inbox.web;

import org.jspecify.annotations.Nullable;

/// What has to do with fetching pages before somebody asks for them.
///
/// A page that was fetched ahead counts as read only once it is shown: it asks for its thread again
/// then. The next one is fetched unless the reader wants to save data.
///
/// @param fetched whether this page is fetched ahead itself
/// @param next the page to fetch ahead; null: none
public record Ahead(boolean fetched, @Nullable String next) {

  static final Ahead NOT = new Ahead(false, null);

  /// @param purpose the header `Sec-Purpose`
  static boolean is(@Nullable String purpose) {
    return purpose != null && purpose.startsWith("prefetch");
  }

  /// @param saveData the header `Save-Data`
  static Ahead of(boolean fetched, @Nullable String saveData, QueuePage queue) {
    boolean saves = "on".equalsIgnoreCase(saveData);
    return new Ahead(fetched, fetched || saves ? null : queue.following());
  }
}
