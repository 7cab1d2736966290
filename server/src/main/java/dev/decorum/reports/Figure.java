package dev.decorum.reports;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many of what became of it, and how long it took.
///
/// @param renegotiated promises for which the client was told of a new date in time, whatever
///   became of them
/// @param times how long those took that were done; null: too few to say
public record Figure(Map<Result, Integer> counts, int renegotiated, @Nullable Times times) {

  /// Fewer than this make no share and no typical time.
  public static final int FAIR = 20;

  static final Figure NOTHING = new Figure(Map.of(), 0, null);

  public Figure {
    counts = Map.copyOf(counts);
  }

  /// @param n of how many
  public record Times(int n, Duration median, Duration ninetieth, Duration mean) {}

  public int of(Result result) {
    return counts.getOrDefault(result, 0);
  }

  /// Without those that the client did not want any more.
  public int n() {
    return of(Result.ON_TIME) + of(Result.LATE) + of(Result.BROKEN) + of(Result.UNDONE);
  }

  /// How many were in time, in tenths of a percent; null: too few to say.
  public @Nullable Integer share() {
    return n() < FAIR ? null : Math.round(1000f * of(Result.ON_TIME) / n());
  }
}
