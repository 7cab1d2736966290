package dev.decorum.conduct;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Marks of a reply, 0 to 100, 100 being a reply without a finding. Meant to inform, and to compare
/// replies over time.
///
/// A dimension begins at 100, and each finding in it takes away a share of what is left: 70 % for a
/// [Level#STOP], 20 % for a [Level#WARNING], 6 % for [Level#ADVICE]. So one more finding never
/// raises a mark, and the order of findings does not matter. The overall mark is the mean of the
/// dimensions, and never above that of confidentiality.
public record Score(int overall, Map<Dimension, Integer> dimensions) {

  /// A side of a reply that is marked on its own.
  public enum Dimension {
    GREETING_AND_CLOSING,
    CLARITY,
    TONE,
    EMPATHY,
    OWNERSHIP,
    COMPLETENESS,
    CONFIDENTIALITY;

    /// Where findings of a category count.
    public static Dimension of(String category) {
      return switch (category) {
        case "greeting.missing",
            "introduction.missing",
            "name.missing",
            "name.wrong",
            "name.unwanted",
            "closing.missing",
            "contact.missing" ->
            GREETING_AND_CLOSING;
        case "blame",
            "dismissive",
            "defensive",
            "discourteous",
            "negative_tone",
            "shouting",
            "slang",
            "profanity",
            "bias" ->
            TONE;
        case "empathy.missing" -> EMPATHY;
        case "vague_time",
            "vague_cost",
            "overpromise",
            "refusal.no_alternative",
            "escalation.unexplained" ->
            OWNERSHIP;
        case "question.unanswered",
            "next_step.missing",
            "clarification.missing",
            "template.unfilled" ->
            COMPLETENESS;
        default -> category.startsWith("leak.") ? CONFIDENTIALITY : CLARITY;
      };
    }
  }

  public Score {
    dimensions = Collections.unmodifiableMap(new EnumMap<>(dimensions));
  }

  /// The marks of a reply with these findings.
  public static Score of(Collection<Finding> findings) {
    var left = new double[Dimension.values().length];
    Arrays.fill(left, 100);
    for (var finding : findings) {
      left[Dimension.of(finding.category()).ordinal()] *= 1 - share(finding.level());
    }
    var marks = new EnumMap<Dimension, Integer>(Dimension.class);
    var sum = 0.0;
    for (var dimension : Dimension.values()) {
      marks.put(dimension, (int) Math.round(left[dimension.ordinal()]));
      sum += left[dimension.ordinal()];
    }
    var mean = sum / left.length;
    var overall = Math.min(mean, left[Dimension.CONFIDENTIALITY.ordinal()]);
    return new Score((int) Math.round(overall), marks);
  }

  private static double share(Level level) {
    return switch (level) {
      case STOP -> 0.7;
      case WARNING -> 0.2;
      case ADVICE -> 0.06;
    };
  }
}
