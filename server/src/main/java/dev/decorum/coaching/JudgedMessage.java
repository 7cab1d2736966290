package dev.decorum.coaching;

import dev.decorum.inbox.SentMessages.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message that was judged, for its author and whoever decides on an appeal. Who judged is not
/// said.
///
/// @param words null: nobody can read them any more
/// @param judgings one or two
/// @param answer null: its author has said nothing to it
public record JudgedMessage(
    long no,
    Scorecard scorecard,
    Instant at,
    @Nullable Words words,
    List<Said> judgings,
    @Nullable Answer answer) {

  public JudgedMessage {
    judgings = List.copyOf(judgings);
  }

  /// What one person said.
  ///
  /// @param judgements one for each question
  /// @param mark 0 to 100; null: no question applied
  public record Said(List<Judgement> judgements, @Nullable Integer mark, @Nullable String remark) {

    public Said {
      judgements = List.copyOf(judgements);
    }
  }

  /// What the author says.
  ///
  /// @param appeal whether the author asks for another look
  /// @param setAside what came of that; null: nobody has decided
  public record Answer(
      @Nullable String words,
      boolean appeal,
      @Nullable Boolean setAside,
      @Nullable String decision) {}
}
