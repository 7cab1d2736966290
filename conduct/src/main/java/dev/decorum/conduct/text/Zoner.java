package dev.decorum.conduct.text;

import dev.decorum.conduct.automaton.Ints;
import dev.decorum.conduct.text.Language.Opening;
import org.jspecify.annotations.Nullable;

/// Tells the zones of a message, line by line.
///
/// What is quoted or code is told first; the writer's own lines are the rest. The first of them may
/// greet, and the signature begins with the last one that signs off.
final class Zoner {

  private static final Opening[] OPENINGS = Opening.values();
  private static final int MOST_NAME_WORDS = 5;
  private static final int LONGEST_NAME_LINE = 60;
  private static final int LAST_WORDS = 120;

  /// No hit ends at offset 0.
  private static final long UNASKED = 0;

  private final String text;
  private final String plain;
  private final Words words;
  private final Sequence sequence;
  private final Language language;

  /// First and after the last visible character of each line, its raw start, and its zone.
  private final Ints raws = new Ints(32);

  private final Ints starts = new Ints(32);
  private final Ints ends = new Ints(32);
  private final Ints zones = new Ints(32);

  /// By line, what it begins with; not filled before all lines are known.
  private long[] hits = {};

  /// Where the greeting ends; -1 for none. Where a signature begins inside a line; -1 for none.
  private int greetingEnd = -1;

  private int greetingLine = -1;
  private int inlineSignature = -1;

  Zoner(String text, String plain, Words words, Sequence sequence, Language language) {
    this.text = text;
    this.plain = plain;
    this.words = words;
    this.sequence = sequence;
    this.language = language;
  }

  void read(Marks marks) {
    split();
    tellQuotedAndCode();
    var first = nextOwn(0);
    if (first < 0) {
      mark(marks);
      return;
    }
    greet(first);
    var signature = signature(first);
    if (signature >= 0) {
      for (var line = signature; line < starts.size(); line++) {
        if (own(line)) {
          zones.set(line, Zone.SIGNATURE.ordinal());
        }
      }
    }
    tellPostscript(first);
    mark(marks);
  }

  private void mark(Marks marks) {
    for (var line = 0; line < starts.size(); line++) {
      if (line == greetingLine) {
        marks.from(raws.get(line), Zone.GREETING.ordinal());
        marks.from(greetingEnd, zones.get(line));
      } else {
        marks.from(raws.get(line), zones.get(line));
      }
      if (line == starts.size() - 1 || inlineSignature < raws.get(line + 1)) {
        if (inlineSignature >= raws.get(line)) {
          marks.from(inlineSignature, Zone.SIGNATURE.ordinal());
        }
      }
    }
  }

  private void split() {
    var length = plain.length();
    for (var from = 0; from <= length; ) {
      var end = plain.indexOf('\n', from);
      if (end < 0) {
        end = length;
      }
      var first = from;
      while (first < end && plain.charAt(first) == ' ') {
        first++;
      }
      var last = end;
      while (last > first && plain.charAt(last - 1) == ' ') {
        last--;
      }
      raws.add(from);
      starts.add(first);
      ends.add(last);
      zones.add(Zone.BODY.ordinal());
      from = end + 1;
    }
  }

  private boolean blank(int line) {
    return starts.get(line) == ends.get(line);
  }

  private boolean own(int line) {
    return zones.get(line) == Zone.BODY.ordinal();
  }

  private int nextOwn(int from) {
    for (var line = from; line < starts.size(); line++) {
      if (!blank(line) && own(line)) {
        return line;
      }
    }
    return -1;
  }

  private void tellQuotedAndCode() {
    var inCode = false;
    for (var line = 0; line < starts.size(); line++) {
      if (blank(line)) {
        zones.set(line, inCode ? Zone.CODE.ordinal() : Zone.BODY.ordinal());
        continue;
      }
      var start = starts.get(line);
      var fence = plain.startsWith("```", start) || plain.startsWith("~~~", start);
      if (fence || inCode) {
        zones.set(line, Zone.CODE.ordinal());
        inCode ^= fence && !closedInside(line);
      } else if (plain.charAt(start) == '>') {
        zones.set(line, Zone.QUOTED.ordinal());
      } else if (introduces(line)) {
        line = quote(line);
      }
    }
  }

  private boolean closedInside(int line) {
    var start = starts.get(line);
    return ends.get(line) - start > 6
        && plain.startsWith(plain.substring(start, start + 3), ends.get(line) - 3);
  }

  /// Whether a line says that an earlier message follows.
  private boolean introduces(int line) {
    return switch (opening(line)) {
      case ORIGINAL -> true;
      case ATTRIBUTION -> attributionEnd(line) >= 0;
      case HEADER ->
          line + 1 < starts.size() && !blank(line + 1) && opening(line + 1) == Opening.HEADER;
      case null, default -> false;
    };
  }

  /// The line, this or one of the next two, on which an attribution ends; -1 when there is none.
  private int attributionEnd(int line) {
    for (var last = line; last < Math.min(line + 3, starts.size()); last++) {
      if (blank(last)) {
        return -1;
      }
      var end = ends.get(last);
      if (plain.charAt(end - 1) == ':') {
        var found = new boolean[1];
        language
            .openings()
            .in(
                sequence,
                sequence.from(Math.max(starts.get(last), end - 40)),
                sequence.to(end),
                (label, _, stop) ->
                    found[0] |= label == Opening.ATTRIBUTION_END.ordinal() && stop == end);
        return found[0] ? last : -1;
      }
    }
    return -1;
  }

  /// Marks an introduction, and all after it unless the earlier message carries its own marks;
  /// returns the last line done.
  private int quote(int line) {
    var last = Math.max(line, attributionEnd(line));
    for (var l = line; l <= last; l++) {
      zones.set(l, Zone.QUOTED.ordinal());
    }
    var next = last + 1;
    while (next < starts.size() && blank(next)) {
      next++;
    }
    if (next < starts.size() && plain.charAt(starts.get(next)) == '>') {
      return last;
    }
    for (var l = last + 1; l < starts.size(); l++) {
      zones.set(l, Zone.QUOTED.ordinal());
    }
    return starts.size();
  }

  private @Nullable Opening opening(int line) {
    var hit = hit(line);
    return hit < 0 ? null : OPENINGS[(int) (hit >> 32)];
  }

  /// What a line begins with, as [Patterns#longestAt] says it.
  private long hit(int line) {
    if (hits.length == 0) {
      hits = new long[starts.size()];
    }
    if (hits[line] == UNASKED) {
      hits[line] = language.openings().longestAt(sequence, starts.get(line), ends.get(line));
    }
    return hits[line];
  }

  private void greet(int line) {
    var start = starts.get(line);
    var end = ends.get(line);
    var hit = hit(line);
    var stop = -1;
    if (hit >= 0 && OPENINGS[(int) (hit >> 32)] == Opening.GREETING) {
      stop = greetingEnd((int) hit, end);
    } else if (plain.charAt(end - 1) == ',' && names(start, end, 4)) {
      stop = end;
    }
    if (stop >= 0) {
      greetingEnd = stop;
      greetingLine = line;
    }
  }

  /// A greeting takes the name that follows and its punctuation: `Hello, Ms Brandt!`.
  private int greetingEnd(int from, int lineEnd) {
    if (lineEnd - from < LONGEST_NAME_LINE
        && (from == lineEnd || ",!:.-".indexOf(plain.charAt(lineEnd - 1)) >= 0)
        && words.at(lineEnd) - words.at(from) <= MOST_NAME_WORDS
        && (names(from, lineEnd, MOST_NAME_WORDS) || !punctuated(from, lineEnd - 1))) {
      return lineEnd;
    }
    var at = from;
    if (at < lineEnd && plain.charAt(at) == ',') {
      var behind = nameEnd(at + 1, lineEnd, 0);
      if (behind > at + 1 && behind < lineEnd && ",!.:-".indexOf(plain.charAt(behind)) >= 0) {
        return behind + 1;
      }
      return at + 1;
    }
    at = nameEnd(at, lineEnd, 2);
    while (at < lineEnd && ",!.:;-".indexOf(plain.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private boolean punctuated(int from, int to) {
    for (var i = from; i < to; i++) {
      var c = plain.charAt(i);
      if (",!?:;.".indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  /// After the words of a name; up to `uncapitalised` of its words may be in lower case when a
  /// comma follows them.
  private int nameEnd(int from, int to, int uncapitalised) {
    if (from < to && plain.charAt(from) == '.') {
      return from;
    }
    var end = from;
    var lower = 0;
    var word = words.at(from);
    for (var n = 0; n < MOST_NAME_WORDS && word < words.count(); n++, word++) {
      var start = words.start(word);
      if (start >= to || !joined(end, start)) {
        break;
      }
      if (!name(word)) {
        lower++;
      }
      if (lower > uncapitalised) {
        break;
      }
      if (lower == 0 || words.end(word) == to || plain.charAt(words.end(word)) == ',') {
        end = words.end(word);
        if (end < to && plain.charAt(end) == '.' && language.abbreviation(word(word))) {
          end++;
        }
      } else if (lower > 0 && n + 1 >= uncapitalised) {
        break;
      }
      if (end < to && plain.charAt(end) == ',' && end >= words.end(word)) {
        break;
      }
    }
    return end;
  }

  /// Whether nothing but spaces and what joins names lies between two offsets.
  private boolean joined(int from, int to) {
    for (var i = from; i < to; i++) {
      var c = plain.charAt(i);
      if (c != ' '
          && c != '-'
          && c != '&'
          && c != '/'
          && c != '.'
          && !Letters.word(c)
          && c != '\'') {
        return false;
      }
    }
    return true;
  }

  private String word(int word) {
    return plain.substring(words.start(word), words.end(word));
  }

  private boolean capital(int word) {
    return Character.isUpperCase(text.charAt(words.start(word)));
  }

  private boolean name(int word) {
    return capital(word) || language.particle(word(word)) || language.abbreviation(word(word));
  }

  /// Whether a stretch is nothing but the words of a name, one of them with a capital.
  private boolean names(int from, int to, int most) {
    var first = words.at(from);
    var capitals = 0;
    var word = first;
    for (; word < words.count() && words.start(word) < to; word++) {
      if (word - first >= most || !name(word)) {
        return false;
      }
      capitals += capital(word) ? 1 : 0;
    }
    return capitals > 0;
  }

  /// The line with which the signature begins; -1 for none, or when it begins inside a line.
  private int signature(int first) {
    var last = first;
    for (var line = first; line >= 0; line = nextOwn(line + 1)) {
      if (ends.get(line) - starts.get(line) == 2 && plain.startsWith("--", starts.get(line))) {
        return line;
      }
      if (opening(line) != Opening.POSTSCRIPT) {
        last = line;
      } else {
        break;
      }
    }
    var found = -1;
    for (var line = first; line >= 0 && line <= last; line = nextOwn(line + 1)) {
      if (signsOff(line, first)) {
        found = line;
      }
    }
    if (found >= 0) {
      return found;
    }
    inlineSignature = signsOffInside(last);
    if (inlineSignature >= 0) {
      return -1;
    }
    return last != first && namesWriter(last) ? last : -1;
  }

  private boolean signsOff(int line, int first) {
    if (ends.get(line) - starts.get(line) > LAST_WORDS) {
      return false;
    }
    var hit = hit(line);
    if (hit < 0) {
      return false;
    }
    var opening = OPENINGS[(int) (hit >> 32)];
    if (opening != Opening.SIGNOFF && opening != Opening.THANKS) {
      return false;
    }
    if (!nameOrNothing((int) hit, ends.get(line))) {
      return false;
    }
    var next = nextOwn(line + 1);
    if (opening == Opening.THANKS) {
      return line != first && (next < 0 || nameLine(next) || signsOff(next, first));
    }
    return next < 0
        || ends.get(next) - starts.get(next) <= LONGEST_NAME_LINE
            && ".?!".indexOf(plain.charAt(ends.get(next) - 1)) < 0
        || blank(line + 1);
  }

  private boolean nameOrNothing(int from, int to) {
    var word = words.at(from);
    return word >= words.count() || words.start(word) >= to || names(from, to, 4);
  }

  private boolean nameLine(int line) {
    return names(starts.get(line), ends.get(line), MOST_NAME_WORDS)
        && ".?!:".indexOf(plain.charAt(ends.get(line) - 1)) < 0;
  }

  /// A last line such as `Jonas` or `- Jonas Lind`, set apart from what comes before.
  private boolean namesWriter(int line) {
    return nameLine(line)
        && line != greetingLine
        && line > 0
        && (blank(line - 1)
            || plain.charAt(starts.get(line)) == '-'
            || ".?!".indexOf(plain.charAt(ends.get(line - 1) - 1)) >= 0);
  }

  /// Where the last line itself signs off after a sentence: `… at three. Kind regards, Jonas`.
  private int signsOffInside(int line) {
    var end = ends.get(line);
    var from = Math.max(starts.get(line), end - LAST_WORDS);
    var found = new int[] {-1};
    language
        .openings()
        .in(
            sequence,
            sequence.from(from),
            sequence.to(end),
            (label, start, stop) -> {
              if ((label == Opening.SIGNOFF.ordinal() || label == Opening.THANKS.ordinal())
                  && start > from
                  && found[0] < 0
                  && afterSentence(start)
                  && nameOrNothing(stop, end)) {
                found[0] = start;
              }
            });
    return found[0];
  }

  private boolean afterSentence(int start) {
    var i = start - 1;
    while (i > 0 && plain.charAt(i) == ' ') {
      i--;
    }
    return i > 0 && ".!?)-".indexOf(plain.charAt(i)) >= 0;
  }

  private void tellPostscript(int first) {
    var inside = false;
    for (var line = nextAny(first + 1); line >= 0; line = nextAny(line + 1)) {
      var zone = zones.get(line);
      if (zone == Zone.QUOTED.ordinal() || zone == Zone.CODE.ordinal()) {
        inside = false;
      } else if (inside || opening(line) == Opening.POSTSCRIPT) {
        inside = zone != Zone.SIGNATURE.ordinal() || !inside || !signsOff(line, first);
        if (inside) {
          zones.set(line, Zone.POSTSCRIPT.ordinal());
        }
      }
    }
  }

  private int nextAny(int from) {
    for (var line = from; line < starts.size(); line++) {
      if (!blank(line)) {
        return line;
      }
    }
    return -1;
  }
}
