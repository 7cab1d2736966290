package dev.decorum.reports;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a figure stands beside that of the period before, in a word.
public enum Trend {
  BETTER,
  WORSE,
  /// Within what comes and goes by itself.
  SAME,
  /// Too few in one of the two.
  UNKNOWN;

  /// In tenths of a percent.
  private static final int SHARE = 20;

  private static final double TIME = 0.05;

  /// By how many were in time: two in a hundred more or fewer say nothing.
  public static Trend ofShares(Figure now, Figure before) {
    Integer share = now.share();
    Integer earlier = before.share();
    if (share == null || earlier == null) return UNKNOWN;
    int more = share - earlier;
    if (Math.abs(more) <= SHARE) return SAME;
    return more > 0 ? BETTER : WORSE;
  }

  /// By how long it took half of them: one part in twenty longer or shorter says nothing.
  public static Trend ofTimes(Figure now, Figure before) {
    var time = median(now);
    var earlier = median(before);
    if (time == null || earlier == null) return UNKNOWN;
    var more = time.minus(earlier);
    if (more.abs().toMillis() <= earlier.toMillis() * TIME) return SAME;
    return more.isNegative() ? BETTER : WORSE;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Duration median(Figure figure) {
    var times = figure.times();
    return times == null ? null : times.median();
  }
}
