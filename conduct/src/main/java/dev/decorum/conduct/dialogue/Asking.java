package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.dialogue.Ask.Type;
import dev.decorum.conduct.text.Zone;
import dev.decorum.conduct.wording.Patterns;
import dev.decorum.conduct.wording.Patterns.Hit;
import dev.decorum.conduct.wording.Worded;
import dev.decorum.conduct.wording.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the questions and requests in a client's message, clause by clause.
///
/// A clause asks when it begins like a question (`what does it cost`, `can I park there`), when it
/// follows words that ask (`let me know whether …`, `please …`, `I need …`), or when it ends with a
/// question mark. Rhetorical questions and formulas are left out.
final class Asking {

  private static final String FILE = "dialogue/asks.txt";

  /// The most words of a tag.
  private static final int TAG = 3;

  /// The most words between a question and the words it leads on to: `would anybody be able to
  /// tell`.
  private static final int LEAD = 6;

  /// The most words of an item of a list of what is asked for.
  private static final int ITEM = 12;

  /// The most words of a question without a verb.
  private static final int SHORT = 6;

  /// With fewer words before it, a verb only goes on with the one before: `can I come and see it`.
  private static final int FULL = 5;

  private final Patterns patterns;
  private final Grammar grammar;
  private final long aux;
  private final long wh;
  private final int indirect;
  private final int request;
  private final int want;
  private final int notWant;
  private final int imperative;
  private final int rhetorical;
  private final int notAsk;
  private final int formula;
  private final int anaphoric;
  private final int offered;
  private final int otherwise;
  private final int about;
  private final int backdrop;
  private final int ending;
  private final int fragment;
  private final int elliptic;
  private final int itemLead;
  private final int tellFacts;
  private final int reported;
  private final int joint;
  private final int counted;
  private final int asThat;
  private final int andThat;
  private final Type[] types;

  /// Bits of the groups of what is to be told as well: `… and the date of arrival`.
  private long furthers;

  /// By group: what a request would be content with, beside that something is done.
  private final Type[] tolds;

  Asking(Wording wording) {
    patterns = wording.patterns(FILE);
    grammar = Grammar.of(wording);
    aux = grammar.auxiliaries();
    wh = grammar.questionWords();
    indirect = patterns.group("indirect");
    request = patterns.group("request");
    want = patterns.group("want");
    notWant = patterns.group("notwant");
    imperative = patterns.group("imperative");
    rhetorical = patterns.group("rhetorical");
    notAsk = patterns.group("notask");
    formula = patterns.group("courtesy");
    anaphoric = patterns.group("anaphoric");
    offered = patterns.group("offered");
    otherwise = patterns.group("otherwise");
    about = patterns.group("about");
    backdrop = patterns.group("backdrop");
    ending = patterns.group("ending");
    fragment = patterns.group("fragment");
    elliptic = patterns.group("elliptic");
    itemLead = patterns.group("itemlead");
    tellFacts = patterns.group("tellfacts");
    reported = patterns.group("reported");
    joint = patterns.group("joint");
    counted = patterns.group("counted");
    asThat = patterns.group("asthat");
    andThat = patterns.group("andthat");
    tolds = new Type[patterns.groups().size()];
    tolds[patterns.group("tellwhen")] = Type.WHEN;
    tolds[patterns.group("tellhowmuch")] = Type.HOW_MUCH;
    tolds[patterns.group("tellnumber")] = Type.HOW_MANY;
    tolds[patterns.group("tellwhere")] = Type.WHERE;
    tolds[patterns.group("tellwho")] = Type.WHO;
    tolds[patterns.group("tellwhy")] = Type.WHY;
    tolds[patterns.group("tellwhat")] = Type.WHAT;
    types = new Type[patterns.groups().size()];
    types[patterns.group("when")] = Type.WHEN;
    types[patterns.group("howmuch")] = Type.HOW_MUCH;
    types[patterns.group("howlong")] = Type.HOW_LONG;
    types[patterns.group("howmany")] = Type.HOW_MANY;
    types[patterns.group("where")] = Type.WHERE;
    types[patterns.group("who")] = Type.WHO;
    types[patterns.group("why")] = Type.WHY;
    types[patterns.group("how")] = Type.HOW;
    types[patterns.group("what")] = Type.WHAT;
    further(Type.WHEN, "alsowhen");
    further(Type.HOW_MUCH, "alsohowmuch");
    further(Type.WHERE, "alsowhere");
    further(Type.WHO, "alsowho");
    further(Type.WHAT, "alsowhat");
  }

  private void further(Type type, String group) {
    types[patterns.group(group)] = type;
    furthers |= 1L << patterns.group(group);
  }

  List<Ask> in(Worded text) {
    var hits = patterns.in(text);
    var asks = new ArrayList<Ask>();
    var next = 0;
    var listing = false;
    for (var from = 0; from < text.words(); ) {
      var to = from + 1;
      while (!text.startsSentence(to)) {
        to++;
      }
      var first = next;
      while (next < hits.size() && hits.get(next).from() < to) {
        next++;
      }
      if (text.reading().zoneAt(text.start(from)) != Zone.GREETING) {
        var sentence = new Sentence(text, from, to, hits.subList(first, next));
        listing &= text.listed(from);
        var before = asks.size();
        if (listing) {
          sentence.addItemTo(asks);
        } else {
          sentence.addTo(asks);
        }
        listing |= sentence.announcesList() || asks.size() > before && text.listed(from);
      }
      joinAnaphoric(text, hits.subList(first, next), asks);
      from = to;
    }
    return withoutFormulas(asks);
  }

  /// `I need it by Friday. Is that possible?` is one matter: the question.
  private void joinAnaphoric(Worded text, List<Hit> hits, List<Ask> asks) {
    if (asks.size() < 2) {
      return;
    }
    var last = asks.getLast();
    var before = asks.get(asks.size() - 2);
    var joins =
        before.type() == Type.DO
            && text.sentence(last.from()) - text.sentence(before.from()) <= 1
            && hits.stream().anyMatch(h -> h.group() == anaphoric && h.from() == last.from());
    // `I can't recall whether I signed it. Did I?`
    var repeats =
        last.to() - last.from() == 2
            && text.is(last.from(), aux)
            && text.is(last.from() + 1, grammar.people())
            && before.type() == Type.YES_NO
            && text.sentence(last.from()) - text.sentence(before.from()) == 1;
    if (joins || repeats) {
      asks.remove(asks.size() - 2);
    }
  }

  /// A mere wish for an answer is a matter of its own only where nothing else is asked.
  private static List<Ask> withoutFormulas(List<Ask> asks) {
    var matters = asks.stream().filter(ask -> !ask.formula()).toList();
    return matters.isEmpty() && !asks.isEmpty() ? List.of(asks.getLast()) : matters;
  }

  /// How a clause begins to ask.
  private enum Opening {
    NONE,
    QUESTION,
    INDIRECT,
    REQUEST,
    WANT,
    ITEM
  }

  private final class Sentence {

    private final Worded text;
    private final int from;
    private final int to;
    private final List<Hit> hits;
    private final boolean marked;
    private final Opening[] openings;

    Sentence(Worded text, int from, int to, List<Hit> hits) {
      this.text = text;
      this.from = from;
      this.to = to;
      this.hits = hits;
      marked = text.asks(to - 1);
      openings = new Opening[to - from];
      Arrays.fill(openings, Opening.NONE);
    }

    void addTo(List<Ask> asks) {
      open();
      var begin = -1;
      for (var i = from; i < to; i++) {
        if (openings[i - from] != Opening.NONE) {
          if (begin < 0 && i > from) {
            closeWish(i, asks);
          }
          if (begin >= 0) {
            close(begin, Math.max(begin + 1, leadOf(i)), asks);
          }
          begin = i;
        }
      }
      if (begin >= 0) {
        close(begin, to, asks);
      } else if (marked) {
        closeUnopened(asks);
      } else {
        closeElliptic(asks);
      }
    }

    /// An item of a list of what is asked for, whatever form it has.
    void addItemTo(List<Ask> asks) {
      var before = asks.size();
      addTo(asks);
      if (asks.size() == before && verbless() && to - from <= ITEM) {
        openings[0] = Opening.ITEM;
        close(from, to, asks);
      }
    }

    /// Whether it only says that a list of what is asked for follows: `I need to know:`.
    boolean announcesList() {
      if (text.beforeColon(to - 1)) {
        for (var hit : hits) {
          if (hit.group() == itemLead || hit.group() == tellFacts || hit.group() == request) {
            return true;
          }
        }
      }
      return false;
    }

    /// Where the words begin that lead to an indirect question: `and let me know when …`.
    private int leadOf(int word) {
      var lead = word;
      for (var hit : hits) {
        if (hit.group() == indirect && hit.to() == word) {
          lead = Math.min(lead, hit.from());
        }
      }
      return lead;
    }

    private void open() {
      for (var hit : hits) {
        if (hit.group() == indirect || hit.group() == reported) {
          var word = listed(hit.to() + 1) ? hit.to() + 1 : hit.to();
          if (asksIndirectly(word) && !leadsToAnother(hit, word)) {
            openings[word - from] = Opening.INDIRECT;
          }
        } else if (hit.group() == counted && asksIndirectly(hit.to())) {
          openings[behindCondition(hit.to()) - from] = Opening.INDIRECT;
        }
      }
      for (var hit : hits) {
        if (hit.to() < to || hit.group() == want) {
          openWith(hit);
        }
      }
      openFurtherThat();
      if (opensItems()) {
        return;
      }
      var goesOn = false;
      var behindLead = -1;
      for (var i = from; i < to; i++) {
        if (openings[i - from] != Opening.NONE) {
          goesOn = openings[i - from] == Opening.INDIRECT || tells(i);
          i = skipLead(i);
          behindLead = i + 1;
          continue;
        }
        var position = begins(i);
        if (goesOn && (position && coordinatesIndirectly(i) || namesFurther(i))) {
          openings[i - from] = Opening.INDIRECT;
        } else if (!offersChoice(i)
            && (asksByInversion(i, position) || asksByQuestionWord(i, position))) {
          if (text.is(i, wh) && leadsIn(i)) {
            closeIndirect(i);
          }
          if (!leadsIn(i) && !namesMatter(i)) {
            openings[i - from] = Opening.QUESTION;
            goesOn = false;
          }
        } else if (i != behindLead && coordinates(i)) {
          openings[i - from] = Opening.REQUEST;
        }
      }
    }

    /// Where the question begins that a condition may come before: `third, if it rains, what
    /// happens`.
    private int behindCondition(int word) {
      if (text.is(word, grammar.whether())) {
        for (var i = word + 1; i < to; i++) {
          if (text.startsClause(i) && text.is(i, wh)) {
            return i;
          }
        }
      }
      return word;
    }

    /// Opens what is asked for as well: `I request that it be mended and that I be told when`.
    private void openFurtherThat() {
      var asked = false;
      for (var hit : hits) {
        if (hit.group() == asThat) {
          asked = true;
        } else if (asked && hit.group() == andThat && opened(hit.from())) {
          set(hit, Opening.REQUEST);
        }
      }
    }

    /// Opens what is asked for item by item: `I still need from you: the drawing, the date and …`.
    private boolean opensItems() {
      for (var hit : hits) {
        var behind = hit.to();
        var announced = hit.group() == itemLead && behind < to && text.afterColon(behind);
        var told = hit.group() == tellFacts && behind < to && text.is(behind, grammar.articles());
        if ((announced || told) && items(behind, announced) > 1) {
          for (var i = from; i < behind; i++) {
            openings[i - from] = Opening.NONE;
          }
          for (var i = behind; i < to; i++) {
            if (i == behind || startsItem(i, announced)) {
              openings[i - from] = Opening.ITEM;
            }
          }
          return true;
        }
      }
      return false;
    }

    /// How many items a list has from a word to the end of its sentence; 0 where it goes on with
    /// something else.
    private int items(int begin, boolean announced) {
      var items = 0;
      var named = true;
      for (var i = begin; i < to; i++) {
        if (i == begin || startsItem(i, announced)) {
          items++;
          named = !text.is(i, wh | grammar.whether());
        } else if (named
            && (openings[i - from] != Opening.NONE || text.is(i, aux | grammar.people()))) {
          return 0;
        }
      }
      return items;
    }

    private boolean startsItem(int word, boolean announced) {
      var joined = text.is(word - 1, grammar.conjunctions());
      return (joined || text.afterComma(word)) && text.is(word, grammar.articles())
          || joined && text.is(word, wh | grammar.whether())
          || joined && text.afterComma(word - 1) && text.is(word, grammar.firm())
          || announced && text.afterComma(word) && !text.is(word, grammar.conjunctions());
    }

    /// Whether a question only names the other choice of the one before: `… or will you call me?`.
    private boolean offersChoice(int word) {
      return word > from
          && marked
          && text.is(word - 1, grammar.alternatives())
          && opened(word)
          && !text.is(word, wh);
    }

    /// Whether words that ask lead on to more of them: `I wonder if you could tell me when …`.
    private boolean leadsToAnother(Hit lead, int word) {
      for (var hit : hits) {
        if (hit.group() == indirect
            && hit.from() > lead.from()
            && hit.from() >= word
            && hit.from() <= word + 4
            && asksIndirectly(hit.to())) {
          return true;
        }
      }
      return false;
    }

    /// Opens a request or wish, unless the words only lead in an indirect question.
    private void openWith(Hit hit) {
      if (hit.group() == request) {
        if (!leadsOn(hit.to(), 4)
            && !leadsThrough(hit.to())
            && !belongsToQuestion(hit.from())
            && !meetsEnd(notAsk, hit)
            && !text.is(hit.from() - 1, grammar.alternatives())
            && !(text.is(hit.from() - 2, aux) && text.is(hit.from() - 1, grammar.subjects()))) {
          set(hit, Opening.REQUEST);
        }
      } else if (hit.group() == want) {
        if (!leadsOn(hit.to(), 3)
            && !meets(notWant, hit)
            && !text.is(hit.from() - 1, aux | wh | grammar.whether())) {
          set(hit, Opening.WANT);
        }
      } else if (hit.group() == imperative && !leadsOn(hit.from(), 6)) {
        set(hit, Opening.REQUEST);
      }
    }

    /// Whether words that lead to an indirect question follow: `could you let me know roughly
    /// when`.
    private boolean leadsThrough(int word) {
      for (var hit : hits) {
        if (hit.group() == indirect
            && hit.from() >= word
            && hit.from() <= word + 1
            && leadsOn(hit.to(), 1)) {
          return true;
        }
      }
      return false;
    }

    /// Whether a question is only the lead-in of an indirect one: `could you tell me whether`.
    private boolean leadsIn(int word) {
      for (var hit : hits) {
        if (hit.group() == indirect
            && hit.from() > word
            && hit.from() <= word + LEAD
            && leadsOn(hit.to(), 2)) {
          return true;
        }
      }
      return false;
    }

    /// `How do I find out how much …` is one question, and direct.
    private void closeIndirect(int word) {
      for (var i = word + 1; i < to; i++) {
        if (openings[i - from] == Opening.INDIRECT) {
          openings[i - from] = Opening.NONE;
          return;
        }
      }
    }

    /// Whether a question only names what the next one is about: `what about …, have you …?`.
    private boolean namesMatter(int word) {
      for (var hit : hits) {
        if (hit.group() == about && hit.from() <= word && word < hit.to()) {
          for (var i = hit.to(); i < to; i++) {
            if (text.startsClause(i) && text.is(i, aux | wh)) {
              return true;
            }
          }
        }
      }
      return false;
    }

    /// Whether an auxiliary stands behind a question word: `when can you`.
    private boolean belongsToQuestion(int word) {
      if (!text.is(word, aux)) {
        return false;
      }
      for (var i = word - 1; i >= Math.max(from, word - 4); i--) {
        if (text.is(i, wh)) {
          return true;
        }
        if (text.startsClause(i)) {
          return false;
        }
      }
      return false;
    }

    private boolean coordinatesIndirectly(int word) {
      return word > from
          && asksIndirectly(word)
          && !goesOnRelatively(word)
          && (!text.is(word, grammar.whether())
              || !text.startsClause(word)
              || text.is(word - 1, grammar.conjunctions())
              || asksFurther(word)
              || listed(word));
    }

    /// Whether a remark follows and no further question: `why nobody wrote, which you promised`.
    private boolean goesOnRelatively(int word) {
      if (!text.is(word, grammar.relatives()) || !text.afterComma(word)) {
        return false;
      }
      return !asksFurther(word);
    }

    /// Whether another indirect question follows: `what it costs, whether it is new and if …`.
    private boolean asksFurther(int word) {
      for (var i = word + 1; i < to; i++) {
        if (text.is(i, wh | grammar.whether()) && text.is(i - 1, grammar.conjunctions())) {
          return true;
        }
      }
      return false;
    }

    /// Whether a noun follows that is to be told as well, and nothing is said of it.
    private boolean namesFurther(int word) {
      for (var hit : hits) {
        if (hit.from() == word && (furthers & 1L << hit.group()) != 0) {
          return !wished(word) && saysNothing(hit.to());
        }
      }
      return false;
    }

    /// Whether what comes last before a word is a wish: `state price and delivery time` is one.
    private boolean wished(int word) {
      for (var i = word - 1; i >= from; i--) {
        if (openings[i - from] != Opening.NONE) {
          return openings[i - from] == Opening.WANT;
        }
      }
      return false;
    }

    /// Whether no verb follows before the next pause.
    private boolean saysNothing(int word) {
      for (var i = word;
          i < to && !text.startsClause(i) && !text.is(i, grammar.conjunctions());
          i++) {
        if (text.is(i, aux | grammar.people())) {
          return false;
        }
      }
      return true;
    }

    /// Whether a request is to tell something: `could you tell me the price and when …`.
    private boolean tells(int word) {
      var reach = Math.max(word + 3, skipLead(word) + 1);
      for (var hit : hits) {
        if (hit.group() == indirect && hit.from() >= word && hit.from() <= reach) {
          return true;
        }
      }
      return false;
    }

    /// Whether a letter or number in brackets stands before a word, or a bare number.
    private boolean listed(int word) {
      return word < to
          && text.end(word - 1) - text.start(word - 1) == 1
          && (text.startsClause(word - 1) && !text.is(word - 1, grammar.people())
              || numbered(word));
    }

    private boolean numbered(int word) {
      return word > from
          && text.end(word - 1) - text.start(word - 1) == 1
          && Character.isDigit(text.reading().plain().charAt(text.start(word - 1)));
    }

    private void set(Hit hit, Opening opening) {
      for (var i = Math.max(from, hit.from() - 2); i < Math.min(to, hit.to()); i++) {
        if (openings[i - from] != Opening.NONE) {
          return;
        }
      }
      openings[hit.from() - from] = opening;
    }

    /// The last word of what opened at a word, so that `could you` is not taken for a question too.
    private int skipLead(int word) {
      var last = word;
      for (var hit : hits) {
        if (hit.from() == word
            && (hit.group() == request || hit.group() == want || hit.group() == imperative)) {
          last = Math.max(last, hit.to() - 1);
        }
      }
      return last;
    }

    /// Whether words of a group take in a hit and end with it: `yes please`.
    private boolean meetsEnd(int group, Hit with) {
      for (var hit : hits) {
        if (hit.group() == group && hit.from() < with.from() && hit.to() == with.to()) {
          return true;
        }
      }
      return false;
    }

    private boolean meets(int group, Hit with) {
      for (var hit : hits) {
        if (hit.group() == group && hit.from() < with.to() && with.from() < hit.to()) {
          return true;
        }
      }
      return false;
    }

    private boolean asksIndirectly(int word) {
      if (word >= to) {
        return false;
      }
      return text.is(word, wh | grammar.whether())
          || (text.is(word, grammar.prepositions()) && word + 1 < to && text.is(word + 1, wh));
    }

    /// Whether an indirect question begins within some words: then the words before are only its
    /// lead-in.
    private boolean leadsOn(int word, int reach) {
      for (var i = word; i < Math.min(to, word + reach); i++) {
        if (openings[i - from] == Opening.INDIRECT) {
          return true;
        }
      }
      return false;
    }

    /// Whether a clause can begin at a word: behind a pause, or behind words that only lead on.
    private boolean begins(int word) {
      return word == from
          || text.startsClause(word)
          || text.is(word - 1, grammar.conjunctions())
          || text.is(word - 1, grammar.alternatives()) && text.startsClause(word - 1)
          || text.is(word, wh | grammar.whether()) && numbered(word)
          || text.is(word - 1, grammar.leads())
              && (begins(word - 1) || text.is(word - 2, grammar.whether()));
    }

    private boolean asksByInversion(int word, boolean position) {
      if (!text.is(word, aux) || word + 1 >= to || tags(word) || echoes(word)) {
        return false;
      }
      var negated = text.is(word + 1, grammar.negators()) && word + 2 < to;
      if (negated && !marked && text.exclaims(to - 1)) {
        return false;
      }
      var subject = negated ? word + 2 : word + 1;
      if (!position) {
        return text.is(word, grammar.offering())
                && text.is(subject, grammar.asked())
                && !belongsToQuestion(word)
                && !text.is(word - 1, wh | grammar.subjects() | grammar.whether())
            || runsOn(word, subject);
      }
      if (marked) {
        return text.is(subject, grammar.subjects())
            || word == from
            || !text.is(subject, grammar.noSubjects())
                && (!text.is(word - 1, grammar.conjunctions())
                    || text.afterComma(word - 1) && opened(word) && word + 2 < to);
      }
      if (text.is(word - 1, grammar.conjunctions())
          && text.afterComma(word - 1)
          && asked(word)
          && text.is(word, grammar.firm())
          && !text.is(subject, grammar.noSubjects())) {
        return true;
      }
      return text.is(word, grammar.firm())
              && text.is(subject, grammar.subjects())
              && !(text.is(subject, grammar.articles()) && goesOnStating(word))
          || text.is(word, grammar.soft()) && text.is(subject, grammar.softSubjects());
    }

    /// Whether a question follows without any pause, as in hasty messages: `i paid twice can i get
    /// one back`.
    private boolean runsOn(int word, int subject) {
      if (!marked && text.capitalised(from)
          || !text.is(subject, grammar.shortSubjects())
          || text.is(
              word - 1, aux | wh | grammar.subjects() | grammar.whether() | grammar.inverting())) {
        return false;
      }
      var plain = text.is(word, grammar.offering() | grammar.doing());
      if (!plain && !text.is(word - 1, grammar.linking()) || subject + 1 >= to) {
        return false;
      }
      for (var i = word - 1; i >= from && !text.is(i, aux); i--) {
        if (text.is(i, wh | grammar.whether())) {
          return false;
        }
      }
      return true;
    }

    /// Whether only a tag begins, of what was asked before it: `let's meet on Tuesday, shall we?`.
    private boolean tags(int word) {
      return to - word <= TAG
          && text.startsClause(word)
          && text.is(to - 1, grammar.people() | grammar.shortSubjects())
          && word > from
          && (opened(word) || marked);
    }

    /// Whether the same is only said of somebody else: `she was tired, and so was I`.
    private boolean echoes(int word) {
      if (!text.is(word - 1, grammar.echoing()) || marked && opened(word)) {
        return false;
      }
      var end = word + 1;
      while (end < to && end <= word + TAG && !text.startsClause(end)) {
        end++;
      }
      return end <= word + TAG;
    }

    /// Whether a statement goes on without naming its subject again: `she is fine but is a bit
    /// confused`.
    private boolean goesOnStating(int word) {
      return word - 1 > from && text.is(word - 1, grammar.conjunctions()) && !opened(word);
    }

    private boolean asksByQuestionWord(int word, boolean position) {
      var at = word;
      if (text.is(at, grammar.prepositions()) && at + 1 < to) {
        at++;
      }
      if (!text.is(at, wh)) {
        return false;
      }
      if (position && at > from && (marked || opened(word)) && isLast(at)) {
        return true;
      }
      if (marked && opened(word) && asksOn(word, at)) {
        return true;
      }
      if (follows(word)) {
        return false;
      }
      var verb = verbBehind(at);
      if (verb < 0) {
        return (marked || opened(word) && text.is(word - 1, grammar.conjunctions()))
            && position
            && text.is(at, grammar.asking())
            && at + 1 < to
            && !text.is(at + 1, grammar.subjects())
            && !(word > from
                && text.is(at, grammar.relatives())
                && !text.is(word - 1, grammar.leads()));
      }
      if (!position) {
        return at == word
            && verb == at + 1
            && text.is(verb, grammar.firm() | grammar.soft())
            && verb + 1 < to
            && text.is(verb + 1, grammar.subjects());
      }
      var inverted = verb > at + 1 && verb + 1 < to && text.is(verb + 1, grammar.subjects());
      return inverted || !text.is(at, grammar.relatives()) || !text.afterComma(word);
    }

    /// Whether a question goes on in words of its own: `… there, and with which plug?`, `what is it
    /// and when it will come?`.
    private boolean asksOn(int word, int at) {
      if (at > word) {
        return to - at <= TAG
            && (text.startsClause(word) || text.is(word - 1, grammar.conjunctions()));
      }
      if (!text.is(word - 1, grammar.conjunctions()) || text.is(at, grammar.relatives())) {
        return false;
      }
      for (var i = word - 2; i >= from; i--) {
        if (openings[i - from] != Opening.NONE) {
          return openings[i - from] == Opening.QUESTION
              && (text.is(i, wh) || text.is(i, grammar.prepositions()) && text.is(i + 1, wh));
        }
      }
      return false;
    }

    /// Whether a sentence ends with a question word: `… and where`, `… and where from`.
    private boolean isLast(int word) {
      return word + 1 == to || word + 2 == to && text.is(word + 1, grammar.prepositions());
    }

    /// The auxiliary that makes a clause with a question word a question; -1 when there is none.
    private int verbBehind(int word) {
      for (var i = word + 1; i < Math.min(to, word + 6); i++) {
        if (text.is(i, aux)) {
          return i;
        }
        var which = i == word + 1 && text.is(i, grammar.numbers());
        if (text.is(i, grammar.subjects()) && !which || text.startsClause(i)) {
          return -1;
        }
      }
      return -1;
    }

    /// Whether something is asked before a word.
    private boolean opened(int word) {
      for (var i = from; i < word; i++) {
        if (openings[i - from] != Opening.NONE) {
          return true;
        }
      }
      return false;
    }

    /// Whether a question in its own form stands before a word.
    private boolean asked(int word) {
      for (var i = from; i < word; i++) {
        if (openings[i - from] == Opening.QUESTION) {
          return true;
        }
      }
      return false;
    }

    /// Whether a question word only goes on with another: `where and when do we meet`.
    private boolean follows(int word) {
      return word - 2 >= from
          && text.is(word - 1, grammar.conjunctions())
          && text.is(word - 2, wh)
          && openings[word - 2 - from] == Opening.QUESTION;
    }

    /// Whether a further request follows: `… and send me a new one`.
    private boolean coordinates(int word) {
      if (!text.is(word, grammar.verbs()) && !joint(word) || word + 1 >= to || word == from) {
        return false;
      }
      return (joined(word) || text.afterComma(word) && listsOn(word) || then(word))
          && !(text.is(word - 2, grammar.coming()) && text.is(word - 1, grammar.conjunctions()))
          && goesOnFrom(word)
          && (joint(word)
              || text.is(word + 1, grammar.objects())
              || text.capitalised(word + 1)
              || text.is(word + 1, grammar.prepositions()) && word + 2 < to)
          && !leadsOn(word, 5);
    }

    private boolean joint(int word) {
      for (var hit : hits) {
        if (hit.group() == joint && hit.from() == word && hit.to() <= to) {
          return true;
        }
      }
      return false;
    }

    /// Whether a further step is asked for: `cancel it, then send me a note`.
    private boolean then(int word) {
      return text.is(word - 1, grammar.linking()) && text.afterComma(word - 1);
    }

    /// Whether what was asked before can go on with a verb: a request; a question after a pause;
    /// what somebody may do, once it is said in full: `may I come on Friday and bring my own
    /// shoes`.
    private boolean goesOnFrom(int verb) {
      for (var i = verb - 1; i >= from; i--) {
        switch (openings[i - from]) {
          case REQUEST -> {
            return true;
          }
          case INDIRECT -> {
            return text.afterComma(verb) || text.afterComma(verb - 1);
          }
          case QUESTION -> {
            return marked && text.is(i, grammar.possible()) && verb - i > FULL;
          }
          default -> {}
        }
      }
      return false;
    }

    /// Whether a list of requests goes on behind a verb: `…, state the sum and confirm that …`.
    private boolean listsOn(int verb) {
      for (var i = verb + 1; i < to; i++) {
        if (text.is(i, grammar.verbs()) && joined(i)) {
          return true;
        }
      }
      return false;
    }

    private boolean joined(int word) {
      var before = word - 1;
      while (before > from && text.is(before, grammar.linking())) {
        before--;
      }
      return text.is(before, grammar.conjunctions());
    }

    /// A sentence with a question mark that begins like none.
    private void closeUnopened(List<Ask> asks) {
      if (endsRhetorically()) {
        return;
      }
      if (text.is(from, grammar.prepositions()) && to - from < 7
          || text.is(from, grammar.alternatives()) && !asks.isEmpty() && verbless()) {
        return;
      }
      var begin = listed(from + 1) ? from + 1 : from;
      for (var i = begin; i + 1 < to; i++) {
        if (text.is(i, grammar.firm() | grammar.soft())
            && text.is(i + 1, grammar.people())
            && !tags(i)
            && (i == from || !text.is(i - 1, wh | grammar.subjects()))) {
          begin = i;
          break;
        }
      }
      close(begin, to, asks);
    }

    /// Whether the question mark belongs to a flourish: `he is so proud, who could blame him?`.
    private boolean endsRhetorically() {
      for (var hit : hits) {
        if (hit.group() == rhetorical && text.startsClause(hit.from())) {
          return true;
        }
      }
      return false;
    }

    /// A wish or question without a verb: `a quiet table, please`, `which door`.
    private void closeElliptic(List<Ask> asks) {
      if (closeWish(to, asks)) {
        return;
      }
      for (var hit : hits) {
        if (hit.group() == fragment
                && (to - from <= SHORT
                    || text.startsClause(hit.to())
                    || text.is(from, wh) && verbless())
            || hit.group() == elliptic && to - from <= SHORT && !asks.isEmpty() && verbless()) {
          openings[0] = Opening.QUESTION;
          close(from, to, asks);
          return;
        }
      }
    }

    /// A wish without a verb before a word: `two tickets, please, and is there a cloakroom?`.
    private boolean closeWish(int end, List<Ask> asks) {
      for (var hit : hits) {
        if (hit.group() == ending && hit.from() <= end && text.startsClause(hit.to())) {
          var begin = hit.from();
          while (begin > from && (!text.startsClause(begin) || hit.from() - begin < 2)) {
            begin--;
          }
          if (hit.from() - begin >= 2
              && !text.is(begin, grammar.people())
              && !(text.is(begin, aux) && text.is(begin + 1, grammar.people()))) {
            openings[begin - from] = Opening.REQUEST;
            close(begin, end == to ? to : hit.to(), asks);
            return true;
          }
        }
      }
      return false;
    }

    private boolean verbless() {
      for (var i = from; i < to; i++) {
        if (text.is(i, aux | grammar.people())) {
          return false;
        }
      }
      return true;
    }

    private void close(int begin, int end, List<Ask> asks) {
      var last = end;
      while (last > begin + 1 && last < to && text.is(last - 1, grammar.leads())) {
        last--;
      }
      var opening = openings[begin - from];
      last = trimmed(begin, last, opening);
      var alone =
          last - begin == 1
              && !text.is(begin, wh)
              && (!marked || last < to || !begins(begin) || text.is(begin, grammar.fillers()));
      if (!alone && !leftOut(begin, last)) {
        asks.add(
            new Ask(
                begin,
                last,
                type(begin, last, opening),
                told(begin, last),
                formula(begin, last)
                    || opening == Opening.INDIRECT && last - begin == 1 && !opened(begin),
                otherwise(begin)));
      }
    }

    /// Without reasons and remarks that follow: `please cancel it, I am moving`.
    private int trimmed(int begin, int end, Opening opening) {
      if (marked && opening == Opening.QUESTION) {
        return end;
      }
      for (var i = begin + 2; i < end; i++) {
        if (text.startsClause(i) && text.is(i, grammar.people())) {
          return i;
        }
      }
      return end;
    }

    private boolean leftOut(int begin, int end) {
      if (text.reading().speechAt(text.start(begin))) {
        return true;
      }
      for (var hit : hits) {
        if (hit.group() == offered
            && hit.to() <= begin
            && openings[begin - from] == Opening.REQUEST) {
          return true;
        }
        if (hit.to() > begin
            && (hit.group() == rhetorical && hit.from() <= begin + 3 && hit.from() < end
                || hit.group() == notAsk && hit.from() <= begin + 2)) {
          return true;
        }
      }
      return false;
    }

    private boolean otherwise(int begin) {
      for (var hit : hits) {
        if (hit.group() == otherwise && (hit.to() == begin || hit.from() == begin)) {
          return true;
        }
      }
      return false;
    }

    private boolean formula(int begin, int end) {
      for (var hit : hits) {
        if (hit.group() == formula && hit.from() <= begin + 1 && hit.to() >= end
            || hit.group() == reported && hit.to() == begin
            || hit.group() == backdrop && hit.from() <= begin && hit.to() > begin) {
          return true;
        }
      }
      return false;
    }

    private Type type(int begin, int end, Opening opening) {
      if (opening == Opening.WANT) {
        return Type.DO;
      }
      if (opening == Opening.REQUEST) {
        var possible = text.is(begin, aux) && !text.is(begin + 1, grammar.asked());
        return possible ? Type.YES_NO : Type.DO;
      }
      if (opening == Opening.INDIRECT && namesFurther(begin)) {
        return questionType(begin);
      }
      for (var i = begin; i < Math.min(end, begin + 3); i++) {
        if (text.is(i, wh)) {
          return questionType(i);
        }
      }
      if (opening == Opening.ITEM && !text.is(begin, grammar.whether())) {
        return Type.WHAT;
      }
      var asksYou =
          opening == Opening.INDIRECT
              && text.is(begin + 1, grammar.asked())
              && begin + 2 < end
              && text.is(begin + 2, grammar.offering());
      return asksYou ? Type.DO : Type.YES_NO;
    }

    /// What the client would be content to be told: `I want a date`.
    private @Nullable Type told(int begin, int end) {
      for (var hit : hits) {
        var told = tolds[hit.group()];
        if (told != null && hit.to() > begin && hit.from() < end && hit.from() >= begin - 1) {
          return told;
        }
      }
      return null;
    }

    private Type questionType(int word) {
      var best = Type.WHAT;
      var length = 0;
      for (var hit : hits) {
        var type = types[hit.group()];
        if (type != null
            && hit.from() == word
            && type != Type.WHAT
            && hit.to() - hit.from() > length) {
          best = type;
          length = hit.to() - hit.from();
        }
      }
      return best;
    }
  }
}
