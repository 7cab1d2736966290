package dev.decorum.conduct.text;

import dev.decorum.conduct.automaton.Ints;

/// What lies inside lines and is not prose of the writer: quoted speech, addresses of the web and
/// of mail, words between backticks. In order, without overlaps.
///
/// Each character is looked at a bounded number of times: a quotation mark that opens ends the
/// search of the one before.
final class Insets {

  static final int CODE = 0x40;
  private static final int LONGEST_SPEECH = 1_000;
  private static final String TOP_LEVEL =
      " com org net edu gov info io eu uk de fr es it nl be pl at ch br in ie us ca au dev app co shop online biz example test ";

  private final String plain;
  private final Words words;
  private final Ints starts = new Ints(8);
  private final Ints ends = new Ints(8);
  private final Ints kinds = new Ints(8);

  Insets(String plain, Words words) {
    this.plain = plain;
    this.words = words;
    var i = 0;
    while (i < plain.length()) {
      i =
          switch (plain.charAt(i)) {
            case '"' -> speech(i, '"');
            case '\'' -> speech(i, '\'');
            case '`' -> code(i);
            case ':' -> scheme(i);
            case '@' -> mail(i);
            case '.' -> domain(i);
            default -> i + 1;
          };
    }
  }

  boolean none() {
    return starts.size() == 0;
  }

  int count() {
    return starts.size();
  }

  int start(int inset) {
    return starts.get(inset);
  }

  int end(int inset) {
    return ends.get(inset);
  }

  int kind(int inset) {
    return kinds.get(inset);
  }

  private int add(int start, int end, int kind) {
    var last = starts.size() - 1;
    if (last >= 0 && ends.get(last) > start) {
      return Math.max(end, ends.get(last));
    }
    starts.add(start);
    ends.add(end);
    kinds.add(kind);
    return end;
  }

  /// A quotation mark opens after a space or bracket and before a word, and closes after a word or
  /// punctuation and before anything that is none.
  private int speech(int open, char mark) {
    if (!opens(open)) {
      return open + 1;
    }
    var limit = Math.min(plain.length(), open + LONGEST_SPEECH);
    for (var i = open + 1; i < limit; i++) {
      var c = plain.charAt(i);
      if (c == mark) {
        if (opens(i)) {
          return i;
        }
        if (closes(i)) {
          add(open + 1, i, Reading.SPEECH);
          return i + 1;
        }
      } else if (c == '\n' && i + 1 < limit && plain.charAt(i + 1) == '\n') {
        return open + 1;
      }
    }
    return open + 1;
  }

  private int code(int open) {
    for (var i = open + 1; i < Math.min(plain.length(), open + LONGEST_SPEECH); i++) {
      var c = plain.charAt(i);
      if (c == '\n') {
        return i;
      }
      if (c == '`') {
        return i == open + 1 ? i + 1 : add(open, i + 1, CODE);
      }
    }
    return open + 1;
  }

  private boolean opens(int i) {
    if (i + 1 >= plain.length() || Letters.space(plain.charAt(i + 1))) {
      return false;
    }
    if (i == 0) {
      return true;
    }
    var before = plain.charAt(i - 1);
    return Letters.space(before) || before == '(' || before == '[' || before == '-';
  }

  private boolean closes(int i) {
    return !Letters.space(plain.charAt(i - 1))
        && (i + 1 >= plain.length() || !Letters.word(plain.charAt(i + 1)));
  }

  /// `https://…`, `mailto:…`.
  private int scheme(int colon) {
    var schemeWord = words.at(colon - 1);
    if (colon == 0 || schemeWord >= words.count() || words.end(schemeWord) != colon) {
      return colon + 1;
    }
    var start = words.start(schemeWord);
    if (plain.startsWith("//", colon + 1)
        || plain.startsWith("mailto", start) && colon - start == 6) {
      var end = addressEnd(colon + 1);
      return end > colon + 3 ? add(start, end, Reading.URL) : colon + 1;
    }
    return colon + 1;
  }

  private int mail(int at) {
    var start = at;
    while (start > 0 && at - start < 64 && inLocalPart(plain.charAt(start - 1))) {
      start--;
    }
    var end = at + 1;
    while (end < plain.length()
        && end - at < 255
        && (Letters.word(plain.charAt(end))
            || (plain.charAt(end) == '.' || plain.charAt(end) == '-')
                && end + 1 < plain.length()
                && Letters.word(plain.charAt(end + 1)))) {
      end++;
    }
    var dotted = end > at + 2 && plain.indexOf('.', at + 2, end) > 0;
    return start < at && dotted ? add(start, end, Reading.URL) : at + 1;
  }

  private static boolean inLocalPart(char c) {
    return Letters.word(c) || c == '.' || c == '-' || c == '_' || c == '+';
  }

  /// `www.…`, or a name that ends as addresses do.
  private int domain(int dot) {
    if (dot == 0
        || dot + 1 >= plain.length()
        || !Letters.word(plain.charAt(dot - 1))
        || !Letters.word(plain.charAt(dot + 1))) {
      return dot + 1;
    }
    var start = dot;
    while (start > 0
        && dot - start < 64
        && (Letters.word(plain.charAt(start - 1)) || plain.charAt(start - 1) == '-')) {
      start--;
    }
    var end = dot;
    var last = dot;
    while (end < plain.length() && end - dot < 255) {
      var c = plain.charAt(end);
      if (c == '.' && end + 1 < plain.length() && Letters.word(plain.charAt(end + 1))) {
        last = end;
      } else if (!Letters.word(c) && c != '-') {
        break;
      }
      end++;
    }
    if (plain.startsWith("www", start) && dot - start == 3 || topLevel(last + 1, end)) {
      return add(start, addressEnd(end), Reading.URL);
    }
    return Math.max(end, dot + 1);
  }

  private boolean topLevel(int from, int to) {
    if (to - from < 2 || to - from > 7) {
      return false;
    }
    var at = TOP_LEVEL.indexOf(plain.substring(from, to));
    return at > 0 && TOP_LEVEL.charAt(at - 1) == ' ' && TOP_LEVEL.charAt(at + to - from) == ' ';
  }

  /// Up to white space, less the punctuation of the sentence.
  private int addressEnd(int from) {
    var end = from;
    while (end < plain.length() && "<>\"' \n".indexOf(plain.charAt(end)) < 0) {
      end++;
    }
    while (end > from && ".,;:!?)]".indexOf(plain.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }
}
