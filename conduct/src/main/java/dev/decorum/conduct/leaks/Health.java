package dev.decorum.conduct.leaks;

import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Illnesses, treatments and medicines of somebody: a word of illness alone says nothing, next to a
/// person it does.
final class Health {

  private static final int FAR = 200;
  private static final long PEOPLE =
      Label.set(Label.PERSON, Label.OWNER, Label.THEIRS, Label.GROUP, Label.ANIMAL, Label.WRITER);
  private static final long SOMEBODY = Label.set(Label.PERSON, Label.OWNER, Label.THEIRS);
  private static final long NOBODY = Label.set(Label.GROUP, Label.ANIMAL, Label.WRITER);
  private static final long BEING = Label.set(Label.IS, Label.HAS);
  private static final long HAS = Label.set(Label.HAS, Label.DIAGNOSED);

  private final Reading reading;
  private final String plain;
  private final Labels labels;
  private final Found found;
  private final Set<String> functionWords;
  private int lastStart;
  private int lastEnd;
  private boolean lastIll;

  /// Sentences that tell something already.
  private final Set<Integer> told = new HashSet<>();

  private final List<Integer> exams = new ArrayList<>();

  Health(Reading reading, Labels labels, Set<String> functionWords, Found found) {
    this.reading = reading;
    this.labels = labels;
    this.functionWords = functionWords;
    this.found = found;
    plain = reading.plain();
  }

  void scan() {
    for (var hit = 0; hit < labels.count(); hit++) {
      switch (labels.label(hit)) {
        case ILLNESS, ILL -> illness(hit);
        case BODY, LIMB -> body(hit);
        case EXAM -> exams.add(hit);
        default -> {}
      }
    }
    flush();
    exams.forEach(this::exam);
  }

  private void illness(int hit) {
    var start = labels.start(hit);
    var follows = lastEnd > 0 && start >= lastEnd && start - lastEnd < 24;
    if (follows && listed(lastEnd, start)) {
      next(start, labels.end(hit), lastIll);
    } else if (follows && words(lastEnd, start) <= (lastIll ? 2 : 0) && sameSentence(start)) {
      // `Parkinson's medication` and `in hospital after a stroke` tell one thing.
      lastEnd = labels.end(hit);
    } else if (somebodys(hit)) {
      next(start, labels.end(hit), labels.is(hit, Label.ILL));
    }
  }

  private void next(int start, int end, boolean ill) {
    flush();
    lastStart = start;
    lastEnd = end;
    lastIll = ill;
    told.add(reading.sentenceAt(start));
  }

  /// `your meniscus is torn`, `his enlarged prostate`
  private void body(int hit) {
    var start = labels.start(hit);
    var end = labels.end(hit);
    if (start < lastEnd || elsewhere(start) || thing(end)) {
      return;
    }
    var sentence = reading.sentenceAt(start);
    var from = Math.max(reading.sentenceStart(sentence), start - FAR);
    var before = labels.before(start, Math.max(from, start - 24), Label.STATE.bit());
    var near = before >= 0 && words(labels.end(before), start) <= 2;
    var after =
        labels.after(end, Math.min(end + 30, reading.sentenceEnd(sentence)), Label.STATE.bit());
    var joined = after >= 0 && labels.after(end, end + 2, BEING) >= 0;
    if (!near && !(joined && words(end, labels.start(after)) <= 3)) {
      return;
    }
    var first = near ? labels.start(before) : start;
    var last = near ? end : labels.end(after);
    if (whose(first, from, labels.is(hit, Label.LIMB)) || near && whose(start, from, false)) {
      next(first, last, false);
    }
  }

  private boolean whose(int start, int from, boolean directly) {
    var person = labels.before(start, from, PEOPLE);
    if (person >= 0 && (NOBODY & labels.label(person).bit()) != 0) {
      return false;
    }
    var owner = labels.is(person, Label.OWNER) || labels.is(person, Label.THEIRS);
    return directly ? owner && words(labels.end(person), start) == 0 : owned(start, from, person);
  }

  /// `your blood test is positive`: an examination of somebody with what came out of it, where the
  /// sentence tells nothing else.
  private void exam(int hit) {
    var start = labels.start(hit);
    var end = labels.end(hit);
    var sentence = reading.sentenceAt(start);
    if (told.contains(sentence) || elsewhere(start)) {
      return;
    }
    var from = Math.max(reading.sentenceStart(sentence), start - FAR);
    var to = Math.min(reading.sentenceEnd(sentence), end + 60);
    var result = labels.after(end, to, Label.RESULT.bit());
    if (result >= 0
        && words(end, labels.start(result)) <= 4
        && labels.before(start, from, Label.MAYBE.bit()) < 0
        && plain.charAt(reading.sentenceEnd(sentence) - 1) != '?'
        && whose(start, from, false)) {
      found.add(Kind.HEALTH, "health", start, labels.end(result));
      told.add(sentence);
    }
  }

  private boolean elsewhere(int start) {
    return reading.zoneAt(start) == Zone.QUOTED || reading.speechAt(start) || reading.urlAt(start);
  }

  private void flush() {
    if (lastEnd > 0) {
      found.add(Kind.HEALTH, "health", lastStart, lastEnd);
    }
  }

  private boolean sameSentence(int start) {
    return reading.sentenceAt(lastStart) == reading.sentenceAt(start);
  }

  /// `diabetes and asthma`
  private boolean listed(int from, int to) {
    var comma = plain.charAt(from) == ',';
    return words(from, to) <= 1 && (comma || labels.after(from, to, Label.AND.bit()) >= 0);
  }

  private boolean somebodys(int hit) {
    var start = labels.start(hit);
    var end = labels.end(hit);
    if (elsewhere(start) || thing(end)) {
      return false;
    }
    var sentence = reading.sentenceAt(start);
    var from = Math.max(reading.sentenceStart(sentence), start - FAR);
    var to = Math.min(reading.sentenceEnd(sentence), end + FAR);
    var person = labels.before(start, from, PEOPLE);
    if (person >= 0 && (NOBODY & labels.label(person).bit()) != 0) {
      return false;
    }
    if (owned(start, from, person)) {
      return true;
    }
    var asked = plain.charAt(Math.max(from, to - 1)) == '?';
    if (asked || labels.before(start, from, Label.MAYBE.bit()) >= 0) {
      return ofSomebody(end, to);
    }
    var has = labels.before(start, from, HAS);
    if (has >= 0
        && words(labels.end(has), start) <= 3
        && (labels.is(has, Label.DIAGNOSED) || subject(has, from))) {
      return true;
    }
    if (labels.is(hit, Label.ILL)) {
      var after = labels.after(end, Math.min(to, end + 12), SOMEBODY);
      return person >= 0 && words(labels.end(person), start) <= 4 || after >= 0;
    }
    return ofSomebody(end, to);
  }

  /// A thing follows: `diabetes nurse`, `gluten-friendly`.
  private boolean thing(int end) {
    return Signs.at(plain, end) == '-' && Signs.latin(Signs.at(plain, end + 1))
        || labels.after(end, end + 3, Label.THING.bit()) >= 0;
  }

  /// `your diabetes`, `your recent miscarriage`, `his mother's dementia`, `Anna's chemotherapy`
  private boolean owned(int start, int from, int person) {
    var owner =
        labels.is(person, Label.OWNER)
            || labels.is(person, Label.THEIRS)
                && labels.before(labels.start(person), from, Label.GROUP.bit()) < 0;
    if (owner && near(labels.end(person), start)) {
      return true;
    }
    var word = reading.wordAt(start) - 1;
    for (var back = 0; back < 3 && word >= 0 && reading.wordStart(word) >= from; back++, word--) {
      if (possessive(word)) {
        var known = labels.before(reading.wordEnd(word), reading.wordStart(word), PEOPLE);
        return (known >= 0 || reading.capitalised(word)) && near(reading.wordEnd(word), start);
      }
    }
    return false;
  }

  private boolean possessive(int word) {
    var end = reading.wordEnd(word);
    var last = plain.charAt(end - 1);
    return last == 's' && Signs.at(plain, end - 2) == '\''
        || last == 's' && Signs.at(plain, end) == '\'';
  }

  /// One word between, or more that only say of what kind the illness is.
  private boolean near(int from, int to) {
    var between = words(from, to);
    if (between <= 1) {
      return true;
    }
    var kinds = 0;
    for (var hit = labels.after(from, to, Label.QUALITY.bit());
        hit >= 0;
        hit = labels.after(labels.end(hit), to, Label.QUALITY.bit())) {
      kinds++;
    }
    return between <= 5 && kinds >= between - 1;
  }

  /// Whether somebody stands before `has`.
  private boolean subject(int has, int from) {
    var start = labels.start(has);
    var person = labels.before(start, from, PEOPLE);
    if (person >= 0 && words(labels.end(person), start) <= 6) {
      return (SOMEBODY & labels.label(person).bit()) != 0;
    }
    var word = reading.wordAt(start) - 1;
    for (var back = 0; back < 4 && word >= 0 && reading.wordStart(word) >= from; back++, word--) {
      if (name(word)) {
        return true;
      }
    }
    return false;
  }

  /// A word with a capital that is no ordinary one, and no activity or plural either.
  private boolean name(int word) {
    var spelled = reading.word(word);
    return reading.capitalised(word)
        && spelled.length() > 2
        && !functionWords.contains(spelled)
        && !spelled.endsWith("ing")
        && !spelled.endsWith("s");
  }

  /// `the chemotherapy of your father`
  private boolean ofSomebody(int end, int to) {
    var person = labels.after(end, Math.min(to, end + 24), SOMEBODY);
    if (person < 0 || words(end, labels.start(person)) > 3) {
      return false;
    }
    var joined = labels.before(labels.start(person), end, Label.OF.bit());
    return joined >= 0 && words(labels.end(joined), labels.start(person)) == 0;
  }

  /// How many words there are between two offsets.
  private int words(int from, int to) {
    return from >= to ? 0 : reading.wordAt(to) - reading.wordAt(from);
  }
}
