package dev.decorum.conduct.leaks;

import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;

/// Cards, accounts, ids and keys: what is told by its form, in one pass over the text.
final class Numbers {

  private static final long NUMBER_LABELS =
      Label.set(Label.CARD, Label.ID, Label.SURE_ID, Label.PASSPORT, Label.BIRTH, Label.NEUTRAL);
  private static final long IDS = Label.set(Label.ID, Label.SURE_ID);
  private static final long ACCOUNTS = Label.set(Label.PAYEE, Label.HOLDER);

  private static final int FAR = 110;
  private static final int NEAR = 36;
  private static final int SHORTEST_KEY = 16;
  private static final int LONGEST_PEM = 20_000;

  private final Reading reading;
  private final String text;
  private final String plain;
  private final Labels labels;
  private final Dates dates;
  private final Found found;
  private final DigitRun run = new DigitRun();

  /// Where the run of signs that keys are made of ends that was looked at last.
  private int keyRunEnd;

  Numbers(Reading reading, Labels labels, Dates dates, Found found) {
    this.reading = reading;
    this.dates = dates;
    this.labels = labels;
    this.found = found;
    text = reading.text();
    plain = reading.plain();
  }

  void scan() {
    var i = 0;
    while (i < plain.length()) {
      var c = plain.charAt(i);
      if (Signs.digit(c)) {
        i = digits(i);
      } else if (Signs.latin(c)) {
        i = letters(i);
      } else if (c == ':' && plain.startsWith("://", i)) {
        i = userInfo(i + 3);
      } else if (c == '*' && Signs.at(plain, i - 1) == '(' && dates.end(i + 1) > 0) {
        found.add(Kind.DOB, "date_of_birth", i + 1, dates.end(i + 1));
        i = dates.end(i + 1);
      } else if (c == '-' && plain.startsWith("-----begin ", i)) {
        i = pem(i);
      } else {
        i++;
      }
    }
  }

  /// A word that begins with a letter, and what is joined to it.
  private int letters(int start) {
    if (Ibans.mayBeginAt(plain, start)) {
      var end = Ibans.end(plain, start);
      if (end > 0) {
        iban(start, end);
        return end;
      }
    }
    var end = start;
    var digits = 0;
    while (end < plain.length() && Signs.alphanumeric(plain.charAt(end))) {
      digits += Signs.digit(plain.charAt(end)) ? 1 : 0;
      end++;
    }
    if (digits > 0 && end - start >= 9 && end - start <= 16) {
      word(start, end);
    } else if (end - start == 2 && Signs.digit(Signs.at(plain, end + 1))) {
      spacedNationalInsurance(start);
    }
    if (end > keyRunEnd) {
      keyRunEnd = keyEnd(end);
    }
    var keyEnd = keyRunEnd;
    if (keyEnd - start >= SHORTEST_KEY && !Signs.alphanumeric(Signs.at(plain, start - 1))) {
      key(start, keyEnd);
    }
    return Math.max(end, start + 1);
  }

  private int keyEnd(int from) {
    var end = from;
    while (end < plain.length() && keySign(plain.charAt(end))) {
      end++;
    }
    while (end > from && (plain.charAt(end - 1) == '.' || plain.charAt(end - 1) == '/')) {
      end--;
    }
    return end;
  }

  static boolean keySign(char c) {
    return Signs.alphanumeric(c)
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '+'
        || c == '/'
        || c == '~'
        || c == '=';
  }

  /// The password in `mysql://root:secret@db.example.com`.
  private int userInfo(int start) {
    var colon = -1;
    for (var i = start; i < plain.length() && i - start < 120; i++) {
      var c = plain.charAt(i);
      if (c == ':' && colon < 0) {
        colon = i;
      } else if (c == '@') {
        if (colon > 0 && i - colon > 3 && "<[{*".indexOf(plain.charAt(colon + 1)) < 0) {
          found.add(Kind.PASSWORD, "address", colon + 1, i);
        }
        return start;
      } else if (c == '/' || c == ' ' || c == '\n') {
        return start;
      }
    }
    return start;
  }

  private void key(int start, int end) {
    var form = KeyForm.at(text, start, end);
    if (form != null) {
      found.add(Kind.API_KEY, form.name(), start, end);
    }
  }

  /// A private key from its first to its last line, or to the end of the text.
  private int pem(int start) {
    var line = plain.indexOf("-----", start + 11, Math.min(plain.length(), start + 60));
    if (line < 0 || !plain.substring(start, line).contains("private key")) {
      return start + 11;
    }
    var far = Math.min(plain.length(), line + LONGEST_PEM);
    var last = plain.indexOf("-----end ", line + 5, far);
    var end = last < 0 ? -1 : plain.indexOf("-----", last + 9, far);
    var stop = end < 0 ? Math.min(plain.length(), line + 5) : end + 5;
    found.add(Kind.API_KEY, "private_key", start, stop);
    return stop;
  }

  private int digits(int start) {
    var before = Signs.at(plain, start - 1);
    var end = run.read(plain, start);
    if (run.cut && run.groups == 1 && run.count >= 7 && run.count <= 8) {
      return spanishWord(start, end);
    }
    if (run.count < 9 || Character.isLetter(before) || before == '+' || before == '_') {
      return run.cut ? wordFrom(start, end) : end;
    }
    if (!reading.urlAt(start)) {
      if (card()) {
        return run.end();
      }
      nationalId();
    }
    return end;
  }

  /// Digits with letters after them: a Spanish DNI, or a word of both.
  private int spanishWord(int start, int digitsEnd) {
    return wordFrom(start, digitsEnd);
  }

  private int wordFrom(int start, int digitsEnd) {
    var end = digitsEnd;
    while (end < plain.length() && Signs.alphanumeric(plain.charAt(end))) {
      end++;
    }
    if (run.groups == 1 && end - start >= 9 && end - start <= 16) {
      word(start, end);
    }
    return end;
  }

  private boolean card() {
    var groups = Cards.groups(run);
    if (groups == 0) {
      return false;
    }
    var start = run.start();
    var end = run.ends[groups - 1];
    var label = labels.before(start, from(start), NUMBER_LABELS);
    var told = labels.is(label, Label.CARD) || after(end, Label.CARD.bit());
    var other = labels.is(label, Label.NEUTRAL);
    if (told || Cards.plain(run, groups) && !(other && !Cards.printed(run, groups))) {
      return found.add(Kind.CARD, "card_" + Cards.issuer(run), start, end);
    }
    return false;
  }

  private void nationalId() {
    var start = run.start();
    var end = run.end();
    var label = labels.before(start, from(start), NUMBER_LABELS);
    if (labels.is(label, Label.NEUTRAL)) {
      return;
    }
    var form = NationalIds.plain(run);
    if (form == null && !run.slashed() && (isId(label) || after(end, IDS))) {
      form = NationalIds.told(run);
    }
    if (form != null) {
      found.add(Kind.ID, form, start, end);
    }
  }

  private void word(int start, int end) {
    if (Signs.alphanumeric(Signs.at(plain, start - 1)) || reading.urlAt(start)) {
      return;
    }
    var form = NationalIds.plainWord(plain, start, end);
    if (form == null) {
      var label = labels.before(start, from(start), NUMBER_LABELS);
      if (isId(label) || !labels.is(label, Label.NEUTRAL) && after(end, IDS)) {
        form = NationalIds.toldWord(plain, start, end);
      }
    }
    if (form != null) {
      found.add(Kind.ID, form, start, end);
    }
  }

  /// `AB 12 34 56 C`, as it is printed.
  private void spacedNationalInsurance(int start) {
    if (start + 13 > plain.length() || Signs.alphanumeric(Signs.at(plain, start + 13))) {
      return;
    }
    var joined = new StringBuilder(9);
    for (var i = 0; i < 13; i++) {
      var c = plain.charAt(start + i);
      var space = i == 2 || i == 5 || i == 8 || i == 11;
      if (space != (c == ' ')) {
        return;
      }
      if (!space) {
        joined.append(c);
      }
    }
    if (NationalIds.nationalInsurance(joined.toString(), 0)) {
      found.add(Kind.ID, "uk_nino", start, start + 13);
    }
  }

  /// An account of the organisation itself may be told: it stands in the footer, or the client is
  /// asked to pay into it.
  private void iban(int start, int end) {
    var cue = labels.before(start, Math.max(0, start - 200), ACCOUNTS);
    if (labels.is(cue, Label.HOLDER)) {
      found.add(Kind.IBAN, "iban", start, end);
      return;
    }
    if (labels.is(cue, Label.PAYEE) || reading.zoneAt(start) == Zone.SIGNATURE) {
      return;
    }
    var next = labels.after(end, end + NEAR, ACCOUNTS);
    if (!labels.is(next, Label.PAYEE)) {
      found.add(Kind.IBAN, "iban", start, end);
    }
  }

  private boolean isId(int label) {
    return labels.is(label, Label.ID) || labels.is(label, Label.SURE_ID);
  }

  private boolean after(int end, long set) {
    return labels.after(end, Math.min(end + NEAR, lineEnd(end)), set) >= 0;
  }

  private int lineEnd(int from) {
    for (var i = from; i < plain.length() && i < from + NEAR; i++) {
      if (plain.charAt(i) == '\n') {
        return i;
      }
    }
    return from + NEAR;
  }

  /// Where words that tell what a number is may begin: not too far, and not before an empty line.
  private int from(int start) {
    var least = Math.max(0, start - FAR);
    for (var i = start - 1; i > least; i--) {
      if (plain.charAt(i) == '\n' && plain.charAt(i - 1) == '\n') {
        return i;
      }
    }
    return least;
  }
}
