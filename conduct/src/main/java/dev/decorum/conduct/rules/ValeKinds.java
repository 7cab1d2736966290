package dev.decorum.conduct.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Kinds of rules that only styles for Vale have.
final class ValeKinds {

  private ValeKinds() {}

  /// The parts of a text that a rule of a scope looks at one by one.
  static List<Span> stretches(Reading reading, ValeStyle.Scope scope) {
    return switch (scope) {
      case TEXT -> List.of(new Span(0, reading.text().length()));
      case SENTENCE -> sentences(reading);
      case PARAGRAPH -> lines(reading, "\n\n", "");
      case HEADING -> lines(reading, "\n", "#");
    };
  }

  private static List<Span> sentences(Reading reading) {
    var all = new ArrayList<Span>();
    for (var s = 0; s < reading.sentences(); s++) {
      all.add(new Span(reading.sentenceStart(s), reading.sentenceEnd(s)));
    }
    return all;
  }

  private static List<Span> lines(Reading reading, String end, String beginning) {
    var all = new ArrayList<Span>();
    var plain = reading.plain();
    for (var from = 0; from < plain.length(); ) {
      var to = plain.indexOf(end, from);
      var stop = to < 0 ? plain.length() : to;
      if (plain.startsWith(beginning, from)) {
        var start = from;
        while (!beginning.isEmpty() && start < stop && "# ".indexOf(plain.charAt(start)) >= 0) {
          start++;
        }
        all.add(new Span(start, stop));
      }
      from = stop + end.length();
    }
    return all;
  }

  /// Too many, or too few, of something in a stretch.
  record Occurrence(Pattern token, int most, int least, ValeStyle.Scope scope) implements Kind {

    @Override
    public String name() {
      return "occurrence";
    }

    @Override
    public void look(Work work) {
      var reading = work.exchange().reply();
      for (var stretch : stretches(reading, scope)) {
        var matcher = token.matcher(stretch.in(reading.text()));
        var count = 0;
        while (matcher.find()) {
          count++;
        }
        if (count > most || count < least && stretch.end() > stretch.start()) {
          work.say(stretch.start(), stretch.end(), null);
        }
      }
    }
  }

  /// The same word several times in a row.
  ///
  /// @param alphabetic whether only words with a letter count
  record Repetition(
      Pattern token, int most, boolean alphabetic, boolean ignoresCase, ValeStyle.Scope scope)
      implements Kind {

    @Override
    public String name() {
      return "repetition";
    }

    @Override
    public void look(Work work) {
      var reading = work.exchange().reply();
      for (var stretch : stretches(reading, scope)) {
        var matcher = token.matcher(stretch.in(reading.text()));
        var before = "";
        var start = 0;
        var count = 0;
        while (matcher.find()) {
          var word = ignoresCase ? matcher.group().toLowerCase(Locale.ROOT) : matcher.group();
          if (!word.equals(before)) {
            start = matcher.start();
            count = 0;
          }
          before = word;
          count++;
          if (count > most && (!alphabetic || word.chars().anyMatch(Character::isLetter))) {
            work.say(stretch.start() + start, stretch.start() + matcher.end(), null);
          }
        }
      }
    }
  }

  /// Two ways to write the same.
  record Pair(Pattern one, Pattern other) {}

  /// Both ways to write something in one text: the one that comes later is at fault.
  record Consistency(List<Pair> pairs) implements Kind {

    public Consistency {
      pairs = List.copyOf(pairs);
    }

    @Override
    public String name() {
      return "consistency";
    }

    @Override
    public void look(Work work) {
      var text = work.exchange().reply().text();
      for (var pair : pairs) {
        var one = pair.one.matcher(text);
        var other = pair.other.matcher(text);
        if (one.find() && other.find()) {
          var later = one.start() > other.start() ? one : other;
          work.say(later.start(), later.end(), null);
        }
      }
    }
  }

  /// What may stand in a text only when something else introduces it: an abbreviation without its
  /// long form.
  record Conditional(Pattern first, Pattern second, Set<String> exceptions) implements Kind {

    @Override
    public String name() {
      return "conditional";
    }

    @Override
    public void look(Work work) {
      var text = work.exchange().reply().text();
      var introduced = new HashSet<String>();
      for (var matcher = second.matcher(text); matcher.find(); ) {
        introduced.add(inner(matcher));
      }
      for (var matcher = first.matcher(text); matcher.find(); ) {
        var words = inner(matcher);
        if (!introduced.contains(words) && !exceptions.contains(words.toLowerCase(Locale.ROOT))) {
          work.say(matcher.start(), matcher.end(), null);
        }
      }
    }

    private static String inner(Matcher matcher) {
      var inner = matcher.groupCount() > 0 ? matcher.group(1) : null;
      return inner == null ? matcher.group() : inner;
    }
  }

  /// Stretches that are not written with capitals as they should be.
  ///
  /// @param match `$title`, `$sentence`, `$lower`, `$upper` or an expression
  record Capitalization(
      String match, @Nullable Pattern form, Set<String> exceptions, ValeStyle.Scope scope)
      implements Kind {

    @Override
    public String name() {
      return "capitalization";
    }

    @Override
    public void look(Work work) {
      var reading = work.exchange().reply();
      for (var stretch : stretches(reading, scope)) {
        if (stretch.end() > stretch.start() && !right(stretch.in(reading.text()))) {
          work.say(stretch.start(), stretch.end(), null);
        }
      }
    }

    private boolean right(String words) {
      if (form != null) {
        return form.matcher(words).find();
      }
      return switch (match) {
        case "$lower" -> words.equals(words.toLowerCase(Locale.ROOT));
        case "$upper" -> words.equals(words.toUpperCase(Locale.ROOT));
        default -> mostRight(words.strip().split("\\s+"));
      };
    }

    /// As Vale does, four words of five are enough: names cannot be told.
    private boolean mostRight(String[] words) {
      var right = 0;
      for (var i = 0; i < words.length; i++) {
        var word = words[i];
        var capital = Character.isUpperCase(word.charAt(0)) || !Character.isLetter(word.charAt(0));
        var small = word.equals(word.toLowerCase(Locale.ROOT));
        var excused = exceptions.contains(word.toLowerCase(Locale.ROOT)) || shouted(word);
        var fits =
            match.equals("$title")
                ? capital || word.length() < 5 && i > 0
                : i == 0 ? capital : small;
        right += fits || excused ? 1 : 0;
      }
      return right > words.length * 0.8 - 1e-9;
    }

    private static boolean shouted(String word) {
      return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
    }
  }
}
