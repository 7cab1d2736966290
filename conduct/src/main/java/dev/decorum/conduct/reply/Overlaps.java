package dev.decorum.conduct.reply;

import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Where;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
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
          "readability", Set.of("wordy"),
          "wordy", Set.of("vague_time"),
          "template.unfilled", Set.of("shouting", "jargon"),
          "shouting",
              Set.of("jargon", "discourteous", "dismissive", "negative_tone", "overpromise"),
          "slang", Set.of("jargon", "vague_cost"),
          "blame", Set.of("refusal.no_alternative"),
          "overpromise", Set.of("dismissive"),
          "jargon", Set.of("wordy"),
          "vague_time", Set.of("slang", "jargon"));

  private Overlaps() {}

  /// The findings without those that another one makes superfluous, in their order.
  public static List<Finding> settled(List<Finding> findings) {
    var marked = new ArrayList<Finding>(findings.size());
    for (var finding : findings) {
      if (finding.where() == Where.REPLY) {
        marked.add(finding);
      }
    }
    if (marked.size() < 2) {
      return findings;
    }
    marked.sort(Comparator.comparingInt(Finding::start));
    Set<Finding> superfluous = Collections.newSetFromMap(new IdentityHashMap<>());
    var open = new ArrayList<Finding>();
    for (var finding : marked) {
      open.removeIf(earlier -> earlier.end() <= finding.start());
      for (var earlier : open) {
        if (outdoes(earlier, finding)) superfluous.add(finding);
        if (outdoes(finding, earlier)) superfluous.add(earlier);
      }
      open.add(finding);
    }
    return superfluous.isEmpty()
        ? findings
        : findings.stream().filter(finding -> !superfluous.contains(finding)).toList();
  }

  private static boolean outdoes(Finding stronger, Finding weaker) {
    if (stronger.start() >= weaker.end() || weaker.start() >= stronger.end()) {
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
