package dev.decorum.conduct;

import dev.decorum.conduct.calls.Backchannels;
import dev.decorum.conduct.calls.Measuring;
import dev.decorum.conduct.calls.Speakers;
import dev.decorum.conduct.calls.TranscriptReader;
import dev.decorum.conduct.text.Language;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads and measures calls in one language. Immutable and thread-safe; needs no guidelines and so
/// is there sooner than [Conduct].
///
/// In WebVTT and SRT who speaks stands in a voice tag (`<v Agent>`), or before a colon at the start
/// of a cue's text (`Agent: …`). A cue without a speaker goes on with the one before.
public final class Calls {

  private final Backchannels backchannels;
  private final Map<String, Side> roles;
  private final TranscriptReader reader;

  private Calls(Backchannels backchannels, Map<String, Side> roles, Set<String> agents) {
    this.backchannels = backchannels;
    this.roles = roles;
    reader = new TranscriptReader(new Speakers(roles, agents));
  }

  public static Calls english() {
    return of(Language.english());
  }

  public static Calls of(Language language) {
    Map<String, Side> roles = new HashMap<>();
    for (var line : language.lines("calls/speakers.txt")) {
      var parts = line.split(":", 2);
      var side = Side.valueOf(parts[0].strip().toUpperCase(Locale.ROOT));
      for (var word : parts[1].strip().split("\\s*,\\s*")) {
        roles.put(word.toLowerCase(Locale.ROOT), side);
      }
    }
    var words = Set.copyOf(language.lines("calls/backchannels.txt"));
    return new Calls(new Backchannels(words), Map.copyOf(roles), Set.of());
  }

  /// The same for transcripts in which these names are agents, and every other name is a client.
  /// Otherwise speakers have to be called by their part: agent, client, caller and the like.
  public Calls withAgents(Set<String> names) {
    return new Calls(backchannels, roles, Set.copyOf(names));
  }

  /// Reads WebVTT, SRT or JSON, whichever the first words tell.
  ///
  /// @throws TranscriptUnreadable when it is none of the three or broken
  public Transcript read(String text) {
    return reader.read(text);
  }

  /// Reads turns as JSON: an array of `{"speaker":"agent","start":0.0,"end":6.2,"text":"…"}`, or an
  /// object with such an array under `turns`.
  ///
  /// @throws TranscriptUnreadable when it is no JSON, or a turn is not as described
  public Transcript readJson(String text) {
    return reader.json(text);
  }

  /// Who spoke how long, who interrupted whom, and how long answers took.
  public CallMeasures measure(Transcript transcript) {
    return new Measuring(transcript, backchannels).measures();
  }
}
