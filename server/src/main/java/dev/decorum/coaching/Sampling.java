package dev.decorum.coaching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/// Draws messages by lot: of each person the same number, each message of a person as likely as any
/// other. Nobody picks; who knows the seed can draw the same again.
final class Sampling {

  private Sampling() {}

  /// @param written ids of messages by person; their order does not matter
  /// @param each how many of a person, or all where there are fewer
  static Map<UUID, List<UUID>> draw(
      Map<UUID, ? extends Collection<UUID>> written, int each, long seed) {
    var drawn = new LinkedHashMap<UUID, List<UUID>>();
    written.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(of -> drawn.put(of.getKey(), draw(of.getKey(), of.getValue(), each, seed)));
    return drawn;
  }

  /// What a person is drawn does not depend on who else is.
  private static List<UUID> draw(UUID person, Collection<UUID> messages, int each, long seed) {
    long own = person.getMostSignificantBits() * 31 + person.getLeastSignificantBits();
    return lot(messages, each, new SplittableRandom(seed ^ own));
  }

  /// Some of them, to be judged twice.
  static List<UUID> twice(Collection<UUID> drawn, int some, long seed) {
    return lot(drawn, some, new SplittableRandom(seed));
  }

  /// The beginning of a shuffle (Fisher and Yates).
  private static List<UUID> lot(Collection<UUID> all, int some, SplittableRandom random) {
    var left = new ArrayList<>(all);
    left.sort(null);
    int count = Math.min(some, left.size());
    for (int at = 0; at < count; at++) {
      int other = random.nextInt(at, left.size());
      var picked = left.get(other);
      left.set(other, left.get(at));
      left.set(at, picked);
    }
    return List.copyOf(left.subList(0, count));
  }
}
