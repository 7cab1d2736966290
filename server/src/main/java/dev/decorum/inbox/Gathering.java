package dev.decorum.inbox;

import dev.decorum.inbox.ConversationQueries.Placed;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Conversations that are found through their interactions, the newest interaction first, each
/// conversation once.
///
/// To ask the database for the newest interaction of each would make it look at all of them. So
/// they are read in batches and told apart here until a page is full.
final class Gathering {

  private static final int ROUNDS = 8;

  private final LinkedHashMap<ConversationId, Placed> found = new LinkedHashMap<>();
  private final int limit;
  private @Nullable Position place;

  private Gathering(int limit) {
    this.limit = limit;
  }

  /// @param first what stands before all others
  /// @param after where the page before ended
  /// @param batch interactions older than a place
  /// @param shown those of the conversations that have an interaction from `after` on, which pages
  ///   before have shown
  static Gathering of(
      Collection<Placed> first, @Nullable Position after, int limit, Batch batch, Shown shown) {
    var gathering = new Gathering(limit);
    first.forEach(gathering::add);
    gathering.gather(after, batch, shown);
    return gathering;
  }

  /// A few more than a page holds: most often one batch is enough.
  static int batchFor(int limit) {
    return limit + limit / 4 + 1;
  }

  private void gather(@Nullable Position after, Batch batch, Shown shown) {
    int size = batchFor(limit);
    place = after;
    for (int round = 0; round < ROUNDS && found.size() <= limit; round++) {
      var next = batch.before(place, size);
      var known =
          after == null || next.isEmpty()
              ? Set.<UUID>of()
              : shown.of(next.stream().map(row -> row.row().id().id()).toArray(UUID[]::new), after);
      next.stream().filter(row -> !known.contains(row.row().id().id())).forEach(this::add);
      place = next.size() < size ? null : next.getLast().place();
      if (place == null) break;
    }
  }

  private void add(Placed row) {
    found.putIfAbsent(row.row().id(), row);
  }

  List<Placed> rows() {
    return List.copyOf(found.values());
  }

  /// Where to go on when the page is not full and there may be more: one long conversation can fill
  /// all rounds.
  @Nullable Cursor rest() {
    return found.size() > limit || place == null ? null : place.cursor();
  }

  interface Batch {
    List<Placed> before(@Nullable Position place, int size);
  }

  interface Shown {
    Set<UUID> of(UUID[] conversations, Position after);
  }
}
