package dev.decorum.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The last changes of this node, numbered, for browsers that were away for a moment. Not
/// thread-safe.
final class Ring {

  /// A change with its place in the order of this node.
  record Numbered(long number, Change change) {}

  private final Numbered[] slots;
  private final String epoch = UUID.randomUUID().toString().substring(0, 8);
  private long next = 1;
  private long oldestUsable = 1;

  Ring(int size) {
    slots = new Numbered[size];
  }

  Numbered add(Change change) {
    var numbered = new Numbered(next, change);
    slots[(int) (next % slots.length)] = numbered;
    next++;
    return numbered;
  }

  /// Something may have been missed: nothing before this moment can be replayed.
  void gap() {
    next++;
    oldestUsable = next;
  }

  /// The id a browser hands back after an interruption.
  String id(long number) {
    return epoch + "-" + number;
  }

  String latestId() {
    return id(next - 1);
  }

  /// Everything after the change with this id; empty when that can no longer be told.
  Optional<List<Numbered>> since(String id) {
    int dash = id.indexOf('-');
    if (dash < 0 || !id.substring(0, dash).equals(epoch)) {
      return Optional.empty();
    }
    long number;
    try {
      number = Long.parseLong(id, dash + 1, id.length(), 10);
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
    long first = number + 1;
    if (first > next || first < oldestUsable || first < next - slots.length) {
      return Optional.empty();
    }
    var missed = new ArrayList<Numbered>();
    for (long at = first; at < next; at++) {
      missed.add(slots[(int) (at % slots.length)]);
    }
    return Optional.of(missed);
  }
}
