package dev.decorum.conduct.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    return in("en");
  }

  /// Calls in the language of a folder such as `en` or `de`.
  public static Calls in(String language) {
    Set<String> words = new HashSet<>();
    for (var line : lines(language, "backchannels.txt")) {
      words.add(Backchannels.normal(line));
    }
    Map<String, Side> roles = new HashMap<>();
    for (var line : lines(language, "speakers.txt")) {
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

  private static Iterable<String> lines(String language, String file) {
    var name = "/dev/decorum/conduct/" + language + "/" + file;
    try (var in = Calls.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no language folder '%s'.".formatted(language));
      }
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
