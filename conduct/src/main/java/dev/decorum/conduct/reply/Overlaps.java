package dev.decorum.conduct.reply;

import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Leaves one finding where several categories object to the same words: the most telling one.
public final class Overlaps {

  /// Categories of which one stretch of words needs but one, the most telling first.
  private static final List<String> TONES =
      List.of(
          "profanity",
          "bias",
          "slang",
          "blame",
          "defensive",
          "discourteous",
          "dismissive",
          "negative_tone");

  /// By category: those that it makes superfluous on the same words.
  private static final Map<String, Set<String>> INSTEAD =
      Map.of(
          "refusal.no_alternative", Set.of("dismissive", "defensive", "discourteous"),
          "template.unfilled", Set.of("shouting", "jargon"),
          "shouting", Set.of("jargon", "discourteous", "dismissive", "negative_tone"),
          "slang", Set.of("jargon", "vague_cost"),
          "blame", Set.of("refusal.no_alternative"),
          "overpromise", Set.of("dismissive"),
          "jargon", Set.of("wordy"),
          "vague_time", Set.of("slang", "jargon"));

  private Overlaps() {}

  /// The findings without those that another one makes superfluous, in their order.
  public static List<Finding> settled(List<Finding> findings) {
    var kept = new ArrayList<Finding>(findings.size());
    for (var finding : findings) {
      var superfluous = false;
      for (var i = 0; i < findings.size() && !superfluous; i++) {
        superfluous = outdoes(findings.get(i), finding);
      }
      if (!superfluous) {
        kept.add(finding);
      }
    }
    return kept;
  }

  private static boolean outdoes(Finding stronger, Finding weaker) {
    if (stronger.where() != Where.REPLY
        || weaker.where() != Where.REPLY
        || stronger.start() >= weaker.end()
        || weaker.start() >= stronger.end()) {
      return false;
    }
    if (stronger.category().equals(weaker.category())) {
      var longer = (stronger.end() - stronger.start()) - (weaker.end() - weaker.start());
      return longer > 0 || longer == 0 && stronger.start() < weaker.start();
    }
    var tone = TONES.indexOf(stronger.category());
    return tone >= 0 && tone < TONES.indexOf(weaker.category())
        || INSTEAD.getOrDefault(stronger.category(), Set.of()).contains(weaker.category());
  }
}
