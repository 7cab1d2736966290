package dev.decorum.conduct.leaks;

/// A password, PIN or key that follows the word for it.
final class Secret {

  private static final int MOST_WORDS = 9;
  private static final int LONGEST = 128;
  private static final String SPECIAL = "!#$%&*+@^_~=?§€";

  private final String text;
  private final String plain;

  int start;
  int end;

  private boolean quoted;

  Secret(String text, String plain) {
    this.text = text;
    this.plain = plain;
  }

  /// How surely what follows is the secret itself.
  private enum Link {
    NONE,
    /// Nothing between: `PIN 4482`.
    NEXT,
    /// A word: `the password is …`.
    WORD,
    /// A colon or the like.
    SIGN
  }

  boolean follows(int from, Labels labels, long stops, boolean pin) {
    return search(from, labels, stops, link -> fits(link, pin, labels));
  }

  boolean keyFollows(int from, Labels labels, long stops) {
    return search(from, labels, stops, link -> key());
  }

  /// `Spring2027! as the password`: the word before `as`, when nothing but a password looks so.
  boolean precedes(int label, Labels labels) {
    var as = labels.before(label, Math.max(0, label - 12), Label.AS.bit());
    if (as < 0 || labels.start(as) < 2) {
      return false;
    }
    var from = labels.start(as) - 1;
    while (from > 0 && from > label - LONGEST && !Character.isWhitespace(plain.charAt(from - 1))) {
      from--;
    }
    take(from);
    return strong(false);
  }

  /// The first word up to `to` that looks like nothing but a password, or the second of a pair with
  /// a slash between.
  boolean amongLogin(int from, int to) {
    var i = from;
    while (i < to) {
      if (isGap(plain.charAt(i)) || plain.charAt(i) == ',' || plain.charAt(i) == '/') {
        i++;
        continue;
      }
      take(i);
      var paired = i > 1 && plain.charAt(i - 1) == ' ' && plain.charAt(i - 2) == '/';
      if (strong(!paired)) {
        return true;
      }
      i = Math.max(end, i) + 1;
    }
    return false;
  }

  /// Letters and digits, with a special sign where that is asked for.
  private boolean strong(boolean special) {
    var digits = 0;
    var letters = 0;
    var specials = 0;
    for (var i = start; i < end; i++) {
      var c = plain.charAt(i);
      digits += Signs.digit(c) ? 1 : 0;
      letters += Character.isLetter(c) ? 1 : 0;
      specials += SPECIAL.indexOf(c) >= 0 && "+_=~".indexOf(c) < 0 ? 1 : 0;
    }
    return end - start >= 6
        && end - start <= 40
        && letters >= 3
        && digits >= 1
        && !placeholder(letters, digits)
        && (!special || specials > 0);
  }

  private interface Test {
    boolean holds(Link link);
  }

  /// Tries the first word after a colon or after `is` and the like, and the very next word.
  private boolean search(int from, Labels labels, long stops, Test test) {
    var link = Link.NEXT;
    var i = from;
    for (var words = 0; words < MOST_WORDS; words++) {
      // Quotes and brackets after the word itself: "Password" (new):
      while (i < plain.length() && isGap(plain.charAt(i))) {
        var c = plain.charAt(i);
        if (c == ':' || c == '=' || c == '>') {
          link = Link.SIGN;
        } else if (c == '-' && Signs.at(plain, i - 1) == ' ' && Signs.at(plain, i + 1) == ' ') {
          link = Link.SIGN;
        } else if (c == '\n' && Signs.at(plain, i + 1) == '\n') {
          return false;
        }
        if ((c == '"' || c == '\'' || c == '`')
            && !Character.isWhitespace(Signs.at(plain, i + 1))
            && link != Link.NEXT) {
          break;
        }
        i++;
      }
      if (i >= plain.length()) {
        return false;
      }
      take(i);
      var stop = labels.after(start, start + 1, stops);
      var is = labels.after(start, start + 1, Label.IS.bit());
      if (is >= 0 && link != Link.SIGN) {
        link = Link.WORD;
        i = labels.end(is);
        continue;
      }
      if (link != Link.NONE && test.holds(link)) {
        return true;
      }
      if (stop >= 0 || link == Link.SIGN || link == Link.WORD || sentenceEnds()) {
        return false;
      }
      link = Link.NONE;
      i = Math.max(end, i + 1);
    }
    return false;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '\n' || c == ':' || c == '=' || c == '-' || c == '>' || c == '"'
        || c == '\'' || c == '`' || c == ')' || c == '(' || c == '*' || c == '→';
  }

  /// Takes the word at an offset: up to a space, without the quotes around it and the punctuation
  /// after it.
  private void take(int at) {
    var first = plain.charAt(at);
    quoted = first == '"' || first == '\'' || first == '`';
    start = quoted ? at + 1 : at;
    end = start;
    while (end < plain.length() && end - start <= LONGEST) {
      var c = plain.charAt(end);
      if (c == ' ' || c == '\n' || quoted && c == first) {
        break;
      }
      end++;
    }
    if (!quoted) {
      while (end > start && ".,;:)\"'`]".indexOf(plain.charAt(end - 1)) >= 0) {
        end--;
      }
    }
  }

  private boolean sentenceEnds() {
    var c = Signs.at(plain, end);
    return (c == '.' || c == '!' || c == '?' || c == ';')
        && Character.isWhitespace(Signs.at(plain, end + 1));
  }

  private boolean fits(Link link, boolean pin, Labels labels) {
    var length = end - start;
    if (length < 3 || length > 64) {
      return false;
    }
    var digits = 0;
    var letters = 0;
    var upper = 0;
    var special = 0;
    var other = 0;
    for (var i = start; i < end; i++) {
      var c = text.charAt(i);
      if (Signs.digit(c)) {
        digits++;
      } else if (Character.isLetter(c)) {
        letters++;
        upper += i > start && Character.isUpperCase(c) ? 1 : 0;
      } else if (SPECIAL.indexOf(c) >= 0) {
        special++;
      } else {
        other++;
      }
    }
    if (placeholder(letters, digits)) {
      return false;
    }
    if (pin) {
      return digits >= 3 && digits <= 8 && letters == 0 && !unit(labels);
    }
    if (letters == 0) {
      var enough = digits >= 4 || digits >= 2 && special > 0 && length >= 4;
      return enough && other == 0 && !unit(labels) && link != Link.NEXT;
    }
    if (digits > 0 && length >= 4) {
      return !unit(labels) && !ordinal(digits, letters);
    }
    if (special > 0 && length >= 5) {
      return special - trailing() > 0;
    }
    var mixed = upper > 0 && upper < letters - 1;
    if (link == Link.NEXT) {
      return false;
    }
    return quoted && length >= 4
        || mixed && length >= 6
        || link == Link.SIGN && length >= 5 && lastOfLine()
        || Character.isUpperCase(text.charAt(start))
            && length >= 5
            && link == Link.WORD
            && clauseEnds();
  }

  /// Marks at the end that may belong to the sentence.
  private int trailing() {
    var marks = 0;
    for (var i = end - 1; i > start && "!?".indexOf(plain.charAt(i)) >= 0; i--) {
      marks++;
    }
    return marks;
  }

  private boolean unit(Labels labels) {
    return labels.after(end, end + 2, Label.UNIT.bit()) >= 0;
  }

  /// `2nd`, `24h`, `3pm`
  private boolean ordinal(int digits, int letters) {
    return digits <= 2 && letters <= 2 && end - start <= 4;
  }

  private boolean lastOfLine() {
    var i = end;
    while (i < plain.length() && ".\"'`) ".indexOf(plain.charAt(i)) >= 0) {
      i++;
    }
    return i >= plain.length() || plain.charAt(i) == '\n';
  }

  private boolean clauseEnds() {
    var c = Signs.at(plain, end);
    return c == '.' || c == ',' || c == '\n' || end >= plain.length();
  }

  /// Stars, dots, brackets, and words such as `<your-password>` that stand for a secret.
  private boolean placeholder(int letters, int digits) {
    var first = plain.charAt(start);
    if (first == '<'
        || first == '['
        || first == '{'
        || first == '$' && Signs.at(plain, start + 1) == '{') {
      return true;
    }
    if (letters + digits < 3
        || plain.startsWith("http", start)
        || plain.startsWith("//", start)
        || plain.startsWith("www.", start)) {
      return true;
    }
    var same = 0;
    for (var i = start; i < end; i++) {
      same += plain.charAt(i) == 'x' || "*•.#_…".indexOf(plain.charAt(i)) >= 0 ? 1 : 0;
    }
    var word = plain.substring(start, end);
    return same * 2 > end - start
        || word.contains("your")
        || word.contains("://")
        || word.indexOf('@') > 0 && word.indexOf('.', word.indexOf('@')) > 0;
  }

  /// Sixteen signs or more that look like chance, or a key of the usual forms for machines.
  private boolean key() {
    var stop = start;
    while (stop < end && Numbers.keySign(plain.charAt(stop))) {
      stop++;
    }
    while (stop > start && plain.charAt(stop - 1) == '.') {
      stop--;
    }
    end = stop;
    if (end - start < 16) {
      return false;
    }
    var digits = 0;
    var letters = 0;
    for (var i = start; i < end; i++) {
      digits += Signs.digit(plain.charAt(i)) ? 1 : 0;
      letters += Signs.latin(plain.charAt(i)) ? 1 : 0;
    }
    return letters >= 2
        && !placeholder(letters, digits)
        && Entropy.of(text, start, end) >= (digits >= 2 ? 3.0 : 4.0);
  }
}
