package dev.decorum.engagements;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was written down after a call or meeting, taken apart for the client: what was said, and
/// what comes next.
///
/// It was written for colleagues. Nothing is rephrased, so that its writer recognises each point
/// and can judge whether it is for the client's eyes.
record Recap(List<String> points, List<String> next) {

  private static final int MOST_POINTS = 12;

  /// A line as long as that is a text and not a point.
  private static final int LONG = 100;

  private static final Pattern BULLET = Pattern.compile("^([-*•–]|\\d{1,2}[.)])\\s+");

  Recap {
    points = List.copyOf(points);
    next = List.copyOf(next);
  }

  /// @param withLine how the line begins that says who took part; it is left out
  /// @param nextLine how the line begins that says what comes next
  static Recap of(String logged, String withLine, String nextLine) {
    var points = new ArrayList<String>();
    var next = new ArrayList<String>();
    var lines = logged.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (i == 0 && lines.size() > 1 && line.startsWith(withLine)) continue;
      if (line.startsWith(nextLine)) {
        next.add(line.substring(nextLine.length()).strip());
      } else {
        sentences(BULLET.matcher(line).replaceFirst("")).forEach(points::add);
      }
    }
    return new Recap(points.stream().limit(MOST_POINTS).toList(), next);
  }

  private static Stream<String> sentences(String line) {
    if (line.length() <= LONG) return Stream.of(line);
    var found = new ArrayList<String>();
    var sentences = BreakIterator.getSentenceInstance(Locale.UK);
    sentences.setText(line);
    int from = sentences.first();
    for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
      found.add(line.substring(from, to).strip());
      from = to;
    }
    return found.stream().filter(sentence -> !sentence.isEmpty());
  }
}
