package dev.decorum.practice;

import dev.decorum.conduct.Score.Dimension;
import dev.decorum.practice.Scenario.Branch;
import dev.decorum.practice.Scenario.Ending;
import dev.decorum.practice.Scenario.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One time that a member practises with a scenario.
///
/// @param turns what was replied so far
/// @param now what waits for a reply; null: it has ended
/// @param ending null: it goes on
public record Run(
    long no,
    Scenario scenario,
    List<Turn> turns,
    @Nullable Scene now,
    @Nullable Ending ending,
    Instant begunAt) {

  public Run {
    turns = List.copyOf(turns);
  }

  /// A reply.
  ///
  /// @param branch what came of it
  /// @param found categories of what could be better
  /// @param words null: they are no longer kept
  public record Turn(
      Scene scene,
      Branch branch,
      Set<Sign> signs,
      List<String> found,
      Marks marks,
      @Nullable String words) {

    public Turn {
      signs = Set.copyOf(signs);
      found = List.copyOf(found);
    }
  }

  /// Marks of a reply, or the means of those of a run, 0 to 100.
  public record Marks(int overall, Map<Dimension, Integer> dimensions) {

    public Marks {
      dimensions = Map.copyOf(dimensions);
    }

    public int of(Dimension dimension) {
      return dimensions.getOrDefault(dimension, 0);
    }
  }
}
