package dev.decorum.conduct;

import java.util.Map;

/// Marks of a reply, 0 to 100, 100 being a reply without a finding. `docs/conduct.md` says how they
/// are counted.
public record Score(int overall, Map<Dimension, Integer> dimensions) {

  /// A side of a reply that is marked on its own.
  public enum Dimension {
    GREETING_AND_CLOSING,
    CLARITY,
    TONE,
    EMPATHY,
    OWNERSHIP,
    COMPLETENESS,
    CONFIDENTIALITY
  }

  public Score {
    dimensions = Map.copyOf(dimensions);
  }
}
