package dev.decorum.conduct.leaks;

import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;

/// What is told by the words before it: passwords, keys without a form of their own, passports, ids
/// of any kind, dates of birth; and what internal phrases give away.
final class TellTales {

  private static final long NUMBER_STOPS =
      Label.set(Label.NEUTRAL, Label.CARD, Label.BIRTH, Label.PASSPORT, Label.ID, Label.SURE_ID);
  private static final long THIRDS = Label.set(Label.THIRD, Label.HARMLESS_THIRD);
  private static final long NO_BIRTH = Label.set(Label.NEUTRAL, Label.DEADLINE);
  private static final long SECRET_STOPS =
      Label.set(Label.PASSWORD, Label.PIN, Label.KEY, Label.ABOUT_SECRET);

  private final Reading reading;
  private final String text;
  private final String plain;
  private final Labels labels;
  private final Dates dates;
  private final Found found;
  private int internalStart = -1;
  private int internalEnd;

  TellTales(Reading reading, Labels labels, Dates dates, Found found) {
    this.reading = reading;
    this.labels = labels;
    this.dates = dates;
    this.found = found;
    text = reading.text();
    plain = reading.plain();
  }

  void scan() {
    for (var hit = 0; hit < labels.count(); hit++) {
      switch (labels.label(hit)) {
        case PASSPORT -> number(hit, "passport", 60);
        case SURE_ID -> number(hit, "national_id", 40);
        case BIRTH -> birth(hit);
        case PASSWORD -> password(hit, false);
        case PIN -> password(hit, true);
        case KEY -> key(hit);
        case LOGIN -> login(hit);
        case INTERNAL -> internal(labels.start(hit), labels.end(hit));
        case FORBID -> forbidden(labels.start(hit), labels.end(hit));
        case NOT -> not(hit);
        case TRAIT -> trait(hit);
        case INTERNAL_OPENING -> internalOpening(hit);
        default -> {}
      }
    }
    flushInternal();
  }

  // Numbers

  /// A number that follows its name: at least five digits, letters among them, in one word or in
  /// groups.
  private void number(int hit, String form, int far) {
    var from = labels.end(hit);
    var next = labels.after(from, from + far, NUMBER_STOPS);
    var to = Math.min(clauseEnd(from, far), next < 0 ? plain.length() : labels.start(next));
    for (var i = from; i < to; i++) {
      if (!Signs.alphanumeric(plain.charAt(i))) {
        continue;
      }
      var end = groupsEnd(i);
      var digits = 0;
      for (var j = i; j < end; j++) {
        digits += Signs.digit(plain.charAt(j)) ? 1 : 0;
      }
      if (digits >= 5
          && end - i <= 24
          && dates.end(i) < 0
          && !Character.isLetterOrDigit(Signs.at(plain, i - 1))) {
        found.add(Kind.ID, form, i, end);
        return;
      }
      i = wordEnd(i);
    }
  }

  /// The end of a word, and of the groups with digits that follow it after one separator.
  private int groupsEnd(int start) {
    var end = wordEnd(start);
    if (!hasDigit(start, end) && (end - start > 3 || !Character.isUpperCase(text.charAt(start)))) {
      return end;
    }
    while (true) {
      var separator = Signs.at(plain, end);
      if (separator != ' ' && separator != '-' && separator != '.' && separator != '/') {
        return end;
      }
      var next = wordEnd(end + 1);
      var closing = next - end == 2 && Signs.latin(plain.charAt(end + 1));
      if (next == end + 1
          || !hasDigit(end + 1, next) && !closing
          || closing && separator != '-' && next - start > 13 + 1) {
        return end;
      }
      end = next;
    }
  }

  private int wordEnd(int from) {
    var end = from;
    while (end < plain.length() && Signs.alphanumeric(plain.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean hasDigit(int from, int to) {
    for (var i = from; i < to; i++) {
      if (Signs.digit(plain.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  // Dates of birth

  private void birth(int hit) {
    var from = labels.end(hit);
    var to = Math.min(clauseEnd(from, 40), plain.length());
    for (var i = from; i < to; i++) {
      if (Character.isLetterOrDigit(plain.charAt(i))
          && !Character.isLetterOrDigit(Signs.at(plain, i - 1))) {
        var end = dates.end(i);
        if (end > 0) {
          found.add(Kind.DOB, "date_of_birth", i, end);
          return;
        }
        var stop = labels.after(i, i + 1, NO_BIRTH);
        if (stop >= 0) {
          return;
        }
      }
    }
    if (from - labels.start(hit) > 4) {
      before(labels.start(hit));
    }
  }

  /// `14 March 1986 (date of birth)`
  private void before(int label) {
    var least = Math.max(0, label - 34);
    for (var i = label - 1; i > least; i--) {
      var c = plain.charAt(i);
      if (c == '\n'
          || c == '.' && Signs.at(plain, i + 1) == ' ' && !Signs.digit(Signs.at(plain, i - 1))) {
        return;
      }
    }
    for (var i = least; i < label; i++) {
      if (Character.isLetterOrDigit(plain.charAt(i))
          && !Character.isLetterOrDigit(Signs.at(plain, i - 1))) {
        var end = dates.end(i);
        if (end > 0 && end <= label && label - end <= 14) {
          found.add(Kind.DOB, "date_of_birth", i, end);
          return;
        }
      }
    }
  }

  // Passwords and keys

  private void password(int hit, boolean pin) {
    if (pin
        && !text.startsWith("PIN", labels.start(hit))
        && labels.end(hit) - labels.start(hit) < 5) {
      return;
    }
    if (shared(hit)) {
      return;
    }
    var from = labels.end(hit);
    if (Signs.at(plain, from) == '-' || Signs.at(plain, from) == '/') {
      return;
    }
    var secret = new Secret(text, plain);
    if (secret.follows(from, labels, SECRET_STOPS, pin)
        || secret.precedes(labels.start(hit), labels)) {
      found.add(Kind.PASSWORD, pin ? "pin" : "password", secret.start, secret.end);
    }
  }

  /// `Sign in as jlind with P@ssw0rd1`, `credentials: helen / Kestrel-91`
  private void login(int hit) {
    var secret = new Secret(text, plain);
    var end = labels.end(hit);
    if (!shared(hit) && secret.amongLogin(end, clauseEnd(end, 70))) {
      found.add(Kind.PASSWORD, "password", secret.start, secret.end);
    }
  }

  /// Whether it opens what every guest may use: the network of the house, a meeting.
  private boolean shared(int hit) {
    var start = labels.start(hit);
    return labels.before(start, Math.max(0, start - 90), Label.SHARED.bit()) >= 0
        || labels.after(labels.end(hit), labels.end(hit) + 30, Label.SHARED.bit()) >= 0;
  }

  private void key(int hit) {
    var secret = new Secret(text, plain);
    if (secret.keyFollows(labels.end(hit), labels, SECRET_STOPS)) {
      found.add(Kind.API_KEY, "secret", secret.start, secret.end);
    }
  }

  // Internal phrases

  private void internal(int start, int end) {
    if (reading.zoneAt(start) == Zone.QUOTED) {
      return;
    }
    if (internalStart >= 0 && reading.sentenceAt(internalStart) == reading.sentenceAt(start)) {
      internalEnd = Math.max(internalEnd, end);
    } else {
      flushInternal();
      internalStart = start;
      internalEnd = end;
    }
  }

  /// What is internal in one sentence is one leak.
  private void flushInternal() {
    if (internalStart >= 0) {
      found.add(Kind.INTERNAL, "phrase", internalStart, internalEnd);
    }
  }

  private void not(int hit) {
    var end = labels.end(hit);
    var tell = labels.after(end, end + 2, Label.TELL.bit());
    if (tell >= 0) {
      forbidden(labels.start(hit), labels.end(tell));
    }
  }

  /// `do not share this with the client`
  private void forbidden(int start, int end) {
    var third = labels.after(end, Math.min(end + 30, clauseEnd(end, 30)), THIRDS);
    if (labels.is(third, Label.THIRD)
        && reading.wordAt(labels.start(third)) - reading.wordAt(end) <= 3) {
      internal(start, labels.end(third));
    }
  }

  /// `the client is a pain`
  private void trait(int hit) {
    var start = labels.start(hit);
    var third = labels.before(start, Math.max(0, start - 2), Label.THIRD.bit());
    if (third >= 0) {
      internal(labels.start(third), labels.end(hit));
    }
  }

  /// `Between us,` with a comma, a colon or a dash after it.
  private void internalOpening(int hit) {
    var end = labels.end(hit);
    var after = Signs.at(plain, end);
    var dash = after == ' ' && Signs.at(plain, end + 1) == '-';
    if (after == ',' || after == ':' || after == ']' || after == ')' || dash) {
      internal(labels.start(hit), end);
    }
  }

  private int clauseEnd(int from, int far) {
    var most = Math.min(plain.length(), from + far);
    for (var i = from; i < most; i++) {
      var c = plain.charAt(i);
      if (c == '\n' && Signs.at(plain, i + 1) == '\n') {
        return i;
      }
      var stop = c == '.' || c == '!' || c == '?' || c == ';';
      if (stop
          && Signs.at(plain, i + 1) == ' '
          && i > from
          && Character.isLetter(plain.charAt(i - 1))
          && i - from > 4) {
        return i;
      }
    }
    return most;
  }
}
