package dev.decorum.coaching;

import dev.decorum.conduct.Score.Dimension;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How messages were written in the last twelve months: medians, never single messages.
///
/// @param whole of all of them; null: too few to say anything, and then all else is empty
/// @param months those with messages enough, the oldest first
/// @param channels those with messages enough, by name
/// @param patterns what was found most often, the most frequent first
/// @param waiting how many the edition in force has not reviewed yet
public record Course(
    @Nullable Figure whole,
    List<Month> months,
    List<OnChannel> channels,
    List<Pattern> patterns,
    int waiting) {

  public Course {
    months = List.copyOf(months);
    channels = List.copyOf(channels);
    patterns = List.copyOf(patterns);
  }

  /// Medians of some messages.
  ///
  /// @param n how many messages
  /// @param marks in the order of [Dimension]; null where none of them can be judged by it
  public record Figure(int n, int overall, List<@Nullable Integer> marks) {

    public @Nullable Integer mark(Dimension dimension) {
      return marks.get(dimension.ordinal());
    }
  }

  public record Month(LocalDate first, Figure figure) {}

  public record OnChannel(String channel, Figure figure) {}

  /// @param messages in how many messages something of this category was found and kept
  /// @param fits in how many of them its writer had set it aside since it fits
  /// @param mistaken since it is mistaken
  /// @param agreed since it was agreed with the client
  public record Pattern(String category, int messages, int fits, int mistaken, int agreed) {

    public int aside() {
      return fits + mistaken + agreed;
    }
  }
}
