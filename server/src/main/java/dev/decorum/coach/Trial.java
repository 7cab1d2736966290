package dev.decorum.coach;

import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.inbox.InteractionId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a draft of a pack finds in texts, beside what holds now.
///
/// @param texts how many were read
/// @param hits its own, and those that differ from what holds
/// @param more how many hits there are beyond those listed
/// @param slow within what time 95 of 100 texts were read
public record Trial(int texts, List<Tally> rules, List<Hit> hits, int more, Duration slow) {

  public Trial {
    rules = List.copyOf(rules);
    hits = List.copyOf(hits);
  }

  /// What a rule found.
  ///
  /// @param texts in how many of them
  /// @param wrong how many of the hits people marked as false alarms
  public record Tally(String rule, int hits, int texts, int wrong) {

    private static final int FEWEST = 10;

    /// Whether it finds something in nearly all of so many texts.
    ///
    /// @param of how many were read; a few tell nothing
    public boolean everywhere(int of) {
      return of >= FEWEST && texts > Proof.EVERYTHING * of;
    }
  }

  /// How a finding compares with what holds now.
  public enum Change {
    SAME,
    NEW,
    /// It is found now, and no longer would be.
    GONE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param message it stands in; null: a text that was pasted
  /// @param name of the finding
  /// @param before some words before it; confidential ones are masked, as in all of it
  /// @param wrong whether somebody marked it as a false alarm
  public record Hit(
      String rule,
      Level level,
      Change change,
      @Nullable InteractionId message,
      String name,
      String before,
      String words,
      String after,
      boolean wrong) {}

  /// A finding as far as two editions of the guidelines agree on it.
  record Same(String rule, Level level, Object where, int start, int end) {

    static Same of(Finding finding) {
      return new Same(
          finding.rule(), finding.level(), finding.where(), finding.start(), finding.end());
    }
  }
}
