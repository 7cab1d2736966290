package dev.decorum.templates;

import java.time.LocalDate;
import java.util.List;

/// How a template fared lately, week by week, the newest first. Who used it is not kept.
public record Usage(List<Week> weeks) {

  public static final Usage NONE = new Usage(List.of());

  /// How far back it goes.
  public static final int WEEKS = 12;

  public Usage {
    weeks = List.copyOf(weeks);
  }

  /// @param monday on which it began
  /// @param inserted how often the template was put into a message
  /// @param sent how many of these messages left with words of it
  /// @param asIs how many of those left with all of its words
  public record Week(LocalDate monday, long inserted, long sent, long asIs) {}

  public long inserted() {
    return weeks.stream().mapToLong(Week::inserted).sum();
  }

  public long sent() {
    return weeks.stream().mapToLong(Week::sent).sum();
  }

  /// Of a hundred messages that left with words of it, those in which some were changed; -1 when
  /// none left.
  public int editedPercent() {
    long sent = sent();
    long asIs = weeks.stream().mapToLong(Week::asIs).sum();
    return sent == 0 ? -1 : Math.round(100f * (sent - asIs) / sent);
  }
}
