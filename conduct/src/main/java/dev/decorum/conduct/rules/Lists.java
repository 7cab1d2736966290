package dev.decorum.conduct.rules;

import dev.decorum.conduct.text.Span;
import java.util.Map;

/// What was found of the word lists of a rule (`lists:` in its pack).
///
/// Hits in quoted text, speech, code and addresses are left out.
public final class Lists {

  private final Map<String, Integer> sets;
  private final Scan reply;
  private final Scan client;

  Lists(Map<String, Integer> sets, Scan reply, Scan client) {
    this.sets = sets;
    this.reply = reply;
    this.client = client;
  }

  /// Hits of a list in the reply.
  ///
  /// @throws IllegalArgumentException when the rule has no such list
  public Found inReply(String list) {
    return new Found(reply, set(list));
  }

  /// Hits of a list in the client's message; none when there is no message.
  public Found inClient(String list) {
    return new Found(client, set(list));
  }

  private int set(String list) {
    var set = sets.get(list);
    if (set == null) {
      throw new IllegalArgumentException("the rule has no list " + list);
    }
    return set;
  }

  /// Hits of one list in one text, by the offset of their end.
  public static final class Found {

    private final Scan scan;
    private final int from;
    private final int to;

    Found(Scan scan, int set) {
      this.scan = scan;
      from = scan.from(set);
      to = scan.to(set);
    }

    public boolean any() {
      return to > from;
    }

    public int count() {
      return to - from;
    }

    public int start(int hit) {
      return scan.start(from + hit);
    }

    public int end(int hit) {
      return scan.end(from + hit);
    }

    /// The hit that begins first, the longest of these.
    ///
    /// @throws IndexOutOfBoundsException when there is none
    public Span first() {
      var best = 0;
      for (var hit = 1; hit < count(); hit++) {
        if (start(hit) < start(best) || start(hit) == start(best) && end(hit) > end(best)) {
          best = hit;
        }
      }
      return new Span(start(best), end(best));
    }

    /// Whether a hit lies between two offsets.
    public boolean within(int start, int end) {
      return scan.within(from, to, start, end);
    }

    /// Whether a hit has a character in common with a stretch.
    public boolean touches(int start, int end) {
      return scan.touches(from, to, start, end);
    }
  }
}
