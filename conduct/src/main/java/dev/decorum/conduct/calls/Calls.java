package dev.decorum.conduct.calls;

import dev.decorum.conduct.text.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads and measures calls in one language. Immutable and thread-safe.
public final class Calls {

  private final Backchannels backchannels;
  private final Map<String, Side> roles;

  private Calls(Backchannels backchannels, Map<String, Side> roles) {
    this.backchannels = backchannels;
    this.roles = Map.copyOf(roles);
  }

  public static Calls english() {
    return in(Language.english());
  }

  public static Calls in(Language language) {
    Set<String> words = new HashSet<>();
    for (var line : language.lines("calls/backchannels.txt")) {
      words.add(Backchannels.normal(line));
    }
    Map<String, Side> roles = new HashMap<>();
    for (var line : language.lines("calls/speakers.txt")) {
      var parts = line.split(":", 2);
      var side = Side.valueOf(parts[0].strip().toUpperCase(Locale.ROOT));
      for (var word : parts[1].strip().split("\\s*,\\s*")) {
        roles.put(word.toLowerCase(Locale.ROOT), side);
      }
    }
    return new Calls(new Backchannels(words), roles);
  }

  public CallMeasures measure(Transcript transcript) {
    return new Measuring(transcript, backchannels).measures();
  }

  /// Reads transcripts whose speakers are named by their part: agent, client, caller and the like.
  public TranscriptReader reader() {
    return reader(Set.of());
  }

  /// Reads transcripts in which these names are agents. When there is at least one, every other
  /// name is a client.
  public TranscriptReader reader(Set<String> agents) {
    return new TranscriptReader(new Speakers(roles, agents));
  }
}
