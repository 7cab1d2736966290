package dev.decorum.promises;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to say about the time of a promise before it is given.
///
/// @param better the next time that nothing speaks against; null: none is near, or none is needed
public record Advice(List<Doubt> doubts, @Nullable Due better) {

  public static final Advice NONE = new Advice(List.of(), null);

  public Advice {
    doubts = List.copyOf(doubts);
  }
}
