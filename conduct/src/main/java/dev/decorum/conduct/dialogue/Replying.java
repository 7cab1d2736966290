package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.wording.Patterns;
import dev.decorum.conduct.wording.Patterns.Hit;
import dev.decorum.conduct.wording.Worded;
import dev.decorum.conduct.wording.Wording;
import java.util.ArrayList;
import java.util.List;

/// Takes a reply apart into statements that could answer something.
final class Replying {

  private static final String FILE = "dialogue/answers.txt";

  /// A word that refers to what was said before does so early in its clause.
  private static final int NEAR_BEGINNING = 6;

  /// The most words of a name below a sign-off.
  private static final int NAME = 5;

  private final Patterns patterns;
  private final long numbers;
  private final long fillers;
  private final long anaphors;
  private final long conjunctions;
  private final long subjects;
  private final long dates;
  private final long ordinals;
  private final long verbs;
  private final int signOff;
  private final int tag;
  private final int families;

  final long formula;
  final long yes;
  final long no;
  final long refusal;
  final long plainly;
  final long offer;
  final long both;
  final long promise;
  final long later;
  final long askBack;
  final long done;
  final long reason;
  final long how;
  final long place;
  final long duration;
  final long time;
  final long money;

  /// Which of several things: `the second one`.
  final long choosing;

  /// Says how much something holds: `most`, `usually`, `safe`.
  final long judging;

  /// Who it is that does something: `that's me`.
  final long responsible;

  /// The writer's side as those to turn to: `through me`.
  final long ourselves;

  /// Speaks of the matter and answers nothing: praise, receipt, good will.
  final long dodge;

  /// Says that something has come in: an answer only to who asks for that.
  final long receipt;

  /// Says when one can be reached, which is said to everybody.
  final long standing;

  /// Asks out of friendliness.
  final long smallTalk;

  /// A yes or no that stands by itself in its clause.
  final long word;

  /// A number stands in the statement.
  final long number;

  /// A name or an address stands in the statement.
  final long name;

  Replying(Wording wording) {
    patterns = wording.patterns(FILE);
    numbers = wording.wordsOf("number");
    fillers = wording.wordsOf("stop");
    anaphors = wording.wordsOf("anaphor");
    conjunctions = wording.wordsOf("joining");
    subjects = wording.wordsOf("inverted");
    families = wording.families();
    formula = bit("formula");
    yes = bit("yes");
    no = bit("no");
    refusal = bit("refusal");
    plainly = bit("plainly");
    offer = bit("offer");
    both = bit("both");
    promise = bit("promise");
    later = bit("later");
    askBack = bit("askback");
    done = bit("done");
    reason = bit("reason");
    how = bit("how");
    place = bit("place");
    duration = bit("duration");
    time = bit("time");
    money = bit("money");
    choosing = bit("choosing");
    judging = bit("judging");
    responsible = bit("responsible");
    ourselves = bit("ourselves");
    dodge = bit("dodge");
    receipt = bit("receipt");
    standing = bit("standing");
    smallTalk = bit("smalltalk");
    word = bit("word");
    tag = patterns.group("tag");
    signOff = patterns.group("signoff");
    verbs = wording.wordsOf("aux");
    ordinals = wording.wordsOf("ordinalword");
    dates = wording.wordsOf("weekday") | wording.wordsOf("month") | wording.wordsOf("i");
    number = 1L << patterns.groups().size();
    name = number << 1;
  }

  private long bit(String group) {
    return 1L << patterns.group(group);
  }

  List<Statement> in(Worded reply) {
    var hits = patterns.in(reply);
    var statements = new ArrayList<Statement>();
    var next = 0;
    for (var from = 0; from < reply.words(); ) {
      var to = from + 1;
      while (!reply.startsSentence(to)) {
        to++;
      }
      var first = next;
      while (next < hits.size() && hits.get(next).from() < to) {
        next++;
      }
      var own = hits.subList(first, next);
      add(reply, from, signedOff(reply, to, own), own, statements);
      from = to;
    }
    if (statements.size() > 1 && isName(reply, statements.getLast())) {
      statements.removeLast();
    }
    return statements;
  }

  /// Whether nothing but a name stands there: the writer's, on the last line.
  private boolean isName(Worded reply, Statement statement) {
    var words = statement.to() - statement.from();
    var named = words <= NAME && (statement.offers() & ~name) == 0;
    var small = 0;
    for (var i = statement.from(); i < statement.to() && named; i++) {
      small += reply.capitalised(i) ? 0 : 1;
      named = reply.capitalised(statement.from()) && small <= words / 3;
    }
    return named;
  }

  /// Where a sentence ends, without a sign-off on the same line: `Best, Dana`.
  private int signedOff(Worded reply, int to, List<Hit> hits) {
    for (var hit : hits) {
      if (hit.group() == signOff && to - hit.to() <= NAME && reply.startsClause(hit.to())) {
        return hit.from();
      }
    }
    return to;
  }

  private void add(Worded reply, int from, int to, List<Hit> hits, List<Statement> statements) {
    if (reply.inGreeting(from)) {
      return;
    }
    var begin = behindFormula(reply, from, to, hits);
    var asked = 0L;
    for (var hit : hits) {
      asked |= 1L << hit.group() & askBack;
    }
    for (var i = begin + 1; i <= to && begin < to; i++) {
      if (i == to || parts(reply, begin, i, to) && !softens(i, hits)) {
        addClause(reply, begin, i, hits, asked, statements);
        begin = i;
      }
    }
  }

  /// Whether words begin that only soften what stands before them: `it is sold out, I'm afraid`.
  private boolean softens(int word, List<Hit> hits) {
    for (var hit : hits) {
      if (hit.group() == tag && hit.from() == word) {
        return true;
      }
    }
    return false;
  }

  /// Whether a clause of its own begins at a word.
  private boolean parts(Worded reply, int begin, int word, int to) {
    var subject = reply.is(word, conjunctions) ? word + 1 : word;
    return word - begin >= 3
        && to - word >= 3
        && (subject > word || reply.startsClause(word))
        && (reply.is(subject, subjects) || subject > word && saysMore(reply, begin, word, to))
        && !reply.is(word - 1, conjunctions);
  }

  /// Whether both sides of a comma and a conjunction have a verb: `it is 8841, and breakfast is …`.
  private boolean saysMore(Worded reply, int begin, int conjunction, int to) {
    return reply.afterComma(conjunction)
        && hasVerb(reply, begin, conjunction)
        && hasVerb(reply, conjunction + 2, Math.min(to, conjunction + 5));
  }

  private boolean hasVerb(Worded reply, int from, int to) {
    for (var i = from; i < to; i++) {
      if (reply.is(i, verbs)) {
        return true;
      }
    }
    return false;
  }

  private void addClause(
      Worded reply, int from, int to, List<Hit> hits, long given, List<Statement> statements) {
    var offers = given;
    var opens = 0L;
    for (var hit : hits) {
      if (hit.from() >= from && hit.from() < to) {
        offers |= 1L << hit.group();
        if (hit.from() <= from + 1) {
          opens |= 1L << hit.group();
        }
      }
    }
    var known = new long[(families >> 6) + 1];
    var says = 0;
    var refers = false;
    var stems = 0L;
    for (var i = from; i < to; i++) {
      stems |= Statement.bit(reply.stem(i));
      if (!reply.is(i, fillers)) {
        says++;
        for (var family : reply.families(i)) {
          known[family >> 6] |= 1L << family;
        }
      }
      refers |= i < from + NEAR_BEGINNING && reply.is(i, anaphors);
      if (reply.is(i, numbers)) {
        offers |= reply.isMoney(i) ? number | money : number;
      }
      if (i > from
              && reply.start(i) > reply.start(i - 1)
              && reply.capitalised(i)
              && !reply.is(i, dates)
          || reply.inAddress(i)) {
        offers |= name;
      }
    }
    if (says > 0 || offers != 0) {
      var subject = from + 1 < to && reply.is(from, conjunctions) ? from + 1 : from;
      statements.add(
          new Statement(
              from,
              to,
              subject,
              refers,
              offers,
              opens,
              item(reply, from, statements),
              known,
              stems));
    }
  }

  /// The number of a statement in a list: as it is written, or in words: `First, …`.
  private int item(Worded reply, int from, List<Statement> before) {
    if (!reply.is(from, ordinals) || !reply.startsClause(from + 1)) {
      return reply.item(from);
    }
    var item = 1;
    for (var statement : before) {
      item = Math.max(item, statement.item() + 1);
    }
    return item;
  }

  /// Where a sentence that begins with courtesy comes to the matter; its end when it does not.
  private int behindFormula(Worded reply, int from, int to, List<Hit> hits) {
    var begin = from;
    for (var hit : hits) {
      if (1L << hit.group() == formula
          && hit.from() >= begin
          && hit.from() <= begin + 2
          && !(hit.from() == begin + 2 && reply.startsClause(begin + 2))) {
        begin = Math.max(hit.to(), begin + 1);
        while (begin < to && !reply.startsClause(begin)) {
          begin++;
        }
      }
    }
    return Math.min(begin, to);
  }
}
