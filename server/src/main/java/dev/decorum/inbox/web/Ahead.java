package dev.decorum.inbox.web;

import org.jspecify.annotations.Nullable;

/// What has to do with fetching pages before somebody asks for them.
///
/// A page that was fetched ahead counts as read only once it is shown: it asks for its thread again
/// then, and throws the answer away, since what has changed meanwhile comes as live news. The next
/// one is fetched unless the reader wants to save data; by a page that was fetched ahead itself
/// once it is shown, since nothing of it runs any earlier.
///
/// @param fetched whether this page is fetched ahead itself
/// @param next the page to fetch ahead; null: none
public record Ahead(boolean fetched, @Nullable String next) {

  static final Ahead NOT = new Ahead(false, null);

  /// @param purpose the header `Sec-Purpose`, which only a browser may set, or `Purpose`, by which
  ///   our own script says the same
  static boolean is(@Nullable String purpose) {
    return purpose != null && purpose.startsWith("prefetch");
  }

  /// @param saveData the header `Save-Data`
  static Ahead of(boolean fetched, @Nullable String saveData, QueuePage queue) {
    boolean saves = "on".equalsIgnoreCase(saveData);
    return new Ahead(fetched, saves ? null : queue.following());
  }
}
