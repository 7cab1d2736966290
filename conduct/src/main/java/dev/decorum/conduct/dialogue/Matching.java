package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.Question;
import dev.decorum.conduct.Question.State;
import dev.decorum.conduct.dialogue.Ask.Type;
import dev.decorum.conduct.wording.Worded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides for each thing asked whether the reply answers it.
///
/// A statement answers when it speaks of the same (words in common, or of one family) and is of the
/// kind that was asked for (a time for `when`, an amount for `how much`, yes or no, a promise for a
/// request). What is left over on both sides is matched where the kind fits.
final class Matching {

  private static final double ENOUGH = 0.75;

  /// An open question with a statement as near as this may well be answered.
  private static final double NEAR = 0.45;

  /// A statement that fits as well as this is of the very kind asked for.
  private static final double DEFINITE = 0.4;

  /// How well a statement fits that names one of the things to choose from.
  private static final double CHOSEN = 0.6;

  /// What speaks of the matter without an answer in it is none, unless of the very kind asked for.
  private static final double DODGED = -0.8;

  /// What an answer loses that leaves out what the question is about in the end.
  private static final double MISSED = 0.5;

  private static final double SHARED_WORD = 0.4;
  private static final double LIGHT_WORD = 0.5;
  private static final double CONTEXT_WORD = 0.5;

  /// Questions with less to go by are read together with what stands before them.
  private static final double LITTLE = 0.7;

  /// Questions with as much name what they are about.
  private static final double FULL = 2;

  private final Replying offers;
  private final Weights weights;
  private final Bearing bearing;
  private final Worded client;
  private final Worded reply;
  private final List<Ask> asks;
  private final List<Statement> statements;

  /// By ask and statement: how many words they have in common, by weight.
  private final double[][] overlaps;

  /// The same without the sentence before.
  private final double[][] owned;

  /// By ask and statement: whether they have a telling word in common, and not only related ones.
  private final boolean[][] named;

  /// By ask: the weight of all its words.
  private final double[] totals;

  private final State[] states;
  private final boolean[] doubtful;

  /// Which questions have an answer that shares no telling word with them, next to others that it
  /// may rather belong to.
  private final boolean[] weak;

  /// Which questions refer to what was named before: `is it …`.
  private final boolean[] refers;

  /// By statement: whether it has a number that the client did not write.
  private final boolean[] figures;

  /// By statement: whether it has a telling word of the one before; null until somebody asks.
  private final @Nullable Boolean[] continues;

  /// Which words of a client's message tell what it is about.
  record Weights(
      long fillers,
      long light,
      long numbers,
      long needing,
      long anaphors,
      long modal,
      long alternatives,
      long people,
      long measures,
      long allowing,
      long dates,
      long receiving,
      long ought,
      long hours,
      long adjuncts) {}

  Matching(
      Replying offers,
      Weights weights,
      Worded client,
      List<Ask> asks,
      Worded reply,
      List<Statement> statements) {
    this.offers = offers;
    this.weights = weights;
    bearing = new Bearing(offers, weights, client, reply);
    this.client = client;
    this.reply = reply;
    this.asks = asks;
    this.statements = statements;
    overlaps = new double[asks.size()][statements.size()];
    owned = new double[asks.size()][statements.size()];
    named = new boolean[asks.size()][statements.size()];
    totals = new double[asks.size()];
    states = new State[asks.size()];
    doubtful = new boolean[asks.size()];
    weak = new boolean[asks.size()];
    refers = new boolean[asks.size()];
    figures = new boolean[statements.size()];
    continues = new Boolean[statements.size()];
    Arrays.fill(states, State.OPEN);
  }

  List<Question> questions() {
    if (!statements.isEmpty()) {
      match();
    }
    var questions = new ArrayList<Question>(asks.size());
    for (var ask = 0; ask < asks.size(); ask++) {
      questions.add(question(ask));
    }
    return questions;
  }

  private Question question(int ask) {
    var start = asks.get(ask).start(client);
    var end = asks.get(ask).end(client);
    var text = client.reading().text().substring(start, end);
    return new Question(
        start, end, text, states[ask], states[ask] == State.OPEN ? !doubtful[ask] : !weak[ask]);
  }

  private void match() {
    findFigures();
    for (var ask = 0; ask < asks.size(); ask++) {
      compare(ask);
    }
    for (var ask = 0; ask < asks.size(); ask++) {
      readOn(ask);
    }
    var asOne = answeredAsOne();
    for (var ask = 0; ask < asks.size(); ask++) {
      if (asOne || answeredInList(ask)) {
        states[ask] = State.ANSWERED;
      } else {
        answer(ask);
      }
    }
    takeLeftOvers();
    askBack();
    promiseAll();
    answerTheOnlyOne();
    settleOtherwise();
    doubt();
  }

  private void findFigures() {
    var given = new HashSet<Long>();
    for (var word = 0; word < client.words(); word++) {
      if (client.is(word, weights.numbers())) {
        given.add(client.stem(word));
      }
    }
    for (var s = 0; s < statements.size(); s++) {
      var statement = statements.get(s);
      for (var word = statement.from(); word < statement.to() && !figures[s]; word++) {
        figures[s] = reply.is(word, weights.numbers()) && !given.contains(reply.stem(word));
      }
    }
  }

  private void compare(int ask) {
    var from = asks.get(ask).from();
    var to = asks.get(ask).to();
    for (var word = from; word < to; word++) {
      weigh(ask, word, elsewhere(ask, word) ? SHARED_WORD : 1);
      refers[ask] |= word < from + 6 && client.is(word, weights.anaphors());
    }
    System.arraycopy(overlaps[ask], 0, owned[ask], 0, statements.size());
    totals[ask] = Math.max(1, totals[ask]);
  }

  /// Reads a question that names little or refers to what was named before together with that.
  private void readOn(int ask) {
    var from = asks.get(ask).from();
    var own = weight(from, asks.get(ask).to());
    var little = own < LITTLE;
    if (!little && (!refers[ask] || Arrays.stream(owned[ask]).anyMatch(o -> o > 0))) {
      return;
    }
    var open = new boolean[statements.size()];
    for (var s = 0; s < open.length; s++) {
      open[s] = little || !claimed(s);
    }
    var weight = 0.0;
    for (var word = from - 1; word >= 0 && near(word, from); word--) {
      if (!client.is(word, weights.fillers())) {
        weight += CONTEXT_WORD;
        for (var s = 0; s < open.length; s++) {
          if (open[s]) {
            overlaps[ask][s] += weigh(word, CONTEXT_WORD) * echo(word, s);
          }
        }
      }
      if (weight >= LITTLE && client.startsSentence(word)) {
        break;
      }
    }
  }

  private double weight(int from, int to) {
    var weight = 0.0;
    for (var word = from; word < to; word++) {
      weight += client.is(word, weights.fillers()) ? 0 : weigh(word, 1);
    }
    return weight;
  }

  private double weigh(int word, double share) {
    return client.is(word, weights.light()) || client.is(word, weights.numbers()) && !figure(word)
        ? share * LIGHT_WORD
        : share;
  }

  /// Whether a word is a number of several digits: who names the same speaks of the same.
  private boolean figure(int word) {
    return client.end(word) - client.start(word) > 1
        && Character.isDigit(client.reading().plain().charAt(client.start(word)));
  }

  private double echo(int word, int s) {
    return statements.get(s).echoes(client, word, reply);
  }

  private boolean near(int word, int other) {
    return client.sentence(word) >= client.sentence(other) - 1;
  }

  private void weigh(int ask, int word, double share) {
    if (!client.is(word, weights.fillers())) {
      var weight = weigh(word, share);
      for (var s = 0; s < statements.size(); s++) {
        var echo = echo(word, s);
        overlaps[ask][s] += weight * echo;
        named[ask][s] |= echo == 1 && weight == 1;
      }
      totals[ask] += weight;
    }
  }

  /// Whether another question has the word too: then it tells little.
  private boolean elsewhere(int ask, int word) {
    for (var other = 0; other < asks.size(); other++) {
      if (other != ask) {
        for (var i = asks.get(other).from(); i < asks.get(other).to(); i++) {
          if (client.stem(i) == client.stem(word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean answeredAsOne() {
    for (var statement : statements) {
      if (statement.offers(offers.both)) {
        return true;
      }
    }
    return false;
  }

  private boolean answeredInList(int ask) {
    var items = 0;
    var found = false;
    for (var statement : statements) {
      items = Math.max(items, statement.item());
      found |= statement.item() == ask + 1;
    }
    return found && items == asks.size();
  }

  private void answer(int ask) {
    var best = -1;
    var most = 0.0;
    for (var s = 0; s < statements.size(); s++) {
      var score = score(ask, s);
      if (score > most) {
        most = score;
        best = s;
      }
    }
    doubtful[ask] = most >= NEAR;
    if (most >= ENOUGH) {
      states[ask] = state(asks.get(ask).type(), statements.get(best));
      weak[ask] = sharedWithBetter(ask, best);
      owned[ask][best] = Math.max(owned[ask][best], 0.6);
    }
  }

  private double score(int ask, int s) {
    var overlap = overlaps[ask][s];
    if (overlap == 0) {
      return 0;
    }
    return Math.min(overlap, 2) * 0.5
        + Math.min(1, overlap / totals[ask]) * 0.5
        + fit(asks.get(ask), s)
        - (promisesOnly(ask, s) ? 0.4 : 0)
        - (namesAnother(ask, s) ? 0.3 : belongsToAnother(ask, s) ? 0.15 : 0);
  }

  /// Whether the words that a question and its answer have in common are but related ones, while
  /// the answer has more to do with another question.
  private boolean sharedWithBetter(int ask, int s) {
    if (named[ask][s]) {
      return false;
    }
    for (var other = 0; other < asks.size(); other++) {
      if (other != ask && overlaps[other][s] > overlaps[ask][s]) {
        return true;
      }
    }
    return false;
  }

  /// Whether a clause promises something about what its sentence answers.
  private boolean promisesOnly(int ask, int s) {
    return asks.get(ask).type() == Type.DO
        && s > 0
        && !named[ask][s]
        && sentence(s - 1) == sentence(s)
        && claimed(s - 1);
  }

  /// Whether a statement has the very words of another question, and of this one only related ones.
  private boolean namesAnother(int ask, int s) {
    if (named[ask][s] || owned[ask][s] < 0.7) {
      return false;
    }
    for (var other = 0; other < asks.size(); other++) {
      if (other != ask
          && named[other][s]
          && fitOfKind(asks.get(other).type(), statements.get(s)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean belongsToAnother(int ask, int s) {
    for (var other = 0; other < asks.size(); other++) {
      if (other != ask && overlaps[other][s] >= overlaps[ask][s] + 0.7) {
        return true;
      }
    }
    return false;
  }

  private double fit(Ask ask, int at) {
    var s = statements.get(at);
    if (bearing.passesBy(ask, s)) {
      return DODGED;
    }
    var kind = fitOfKind(ask.type(), s);
    if (ask.told() != null) {
      kind = Math.max(kind, Math.max(0.3, fitOfKind(ask.told(), s)));
    }
    if (bearing.dodges(ask, s) && kind < DEFINITE) {
      return Math.min(kind, DODGED);
    }
    if (s.offers(offers.promise)) {
      return Math.max(kind, 0.3);
    }
    if (ask.type() == Type.YES_NO && bearing.chooses(ask, s)) {
      return CHOSEN;
    }
    return kind < DEFINITE && bearing.besides(ask, s) ? kind - MISSED : kind;
  }

  private double fitOfKind(Type type, Statement s) {
    return switch (type) {
      case YES_NO ->
          s.offers(offers.yes | offers.no | offers.offer | offers.done)
              ? 0.5
              : s.offers(offers.askBack) ? 0 : 0.3;
      case WHEN -> s.offers(offers.time) ? 0.6 : s.offers(offers.duration) ? 0.4 : -0.4;
      case HOW_MUCH -> s.offers(offers.money) ? 0.6 : s.offers(offers.no | offers.number) ? 0 : -1;
      case HOW_LONG -> s.offers(offers.duration) ? 0.6 : s.offers(offers.time) ? 0.3 : -1;
      case HOW_MANY -> s.offers(offers.number) ? 0.6 : -0.1;
      case WHERE -> s.offers(offers.place | offers.name) ? 0.5 : 0;
      case WHO -> s.offers(offers.name | offers.responsible) ? 0.5 : 0.1;
      case WHY -> s.offers(offers.reason) ? 0.5 : 0.1;
      case HOW -> s.offers(offers.how) ? 0.5 : 0.1;
      case WHAT -> 0.3;
      case DO ->
          s.offers(offers.done | offers.promise | offers.no | offers.yes | offers.offer)
              ? 0.5
              : 0.1;
    };
  }

  private State state(Type type, Statement s) {
    if (s.offers(offers.later)
        || type == Type.DO && s.offers(offers.promise) && !s.offers(offers.done)) {
      return State.PROMISED;
    }
    return State.ANSWERED;
  }

  /// Questions without an answer take, in order, statements that nobody else has a claim on: those
  /// that clearly are of the kind asked for, and then those that could be.
  private void takeLeftOvers() {
    for (var ask = 0; ask < asks.size(); ask++) {
      for (var s = 0; s < statements.size() && states[ask] == State.OPEN; s++) {
        if ((!claimed(s) || onlyOneOfItsKind(ask) || hasWordFor(ask, s)) && sure(ask, s)
            || holdsToo(ask, s)) {
          take(ask, s);
        }
      }
    }
    var next = 0;
    for (var ask = 0; ask < asks.size(); ask++) {
      for (var s = next; s < statements.size() && states[ask] == State.OPEN; s++) {
        if (!claimed(s) && could(ask, s) && !nearerToAnother(ask, s)) {
          take(ask, s);
          next = s + 1;
        }
      }
    }
  }

  private boolean nearerToAnother(int ask, int s) {
    for (var other = 0; other < asks.size(); other++) {
      if (states[other] == State.OPEN && owned[other][s] > owned[ask][s] + 0.5) {
        return true;
      }
    }
    return false;
  }

  /// Whether a question such as `how long does it take` names nothing itself, and no other asks for
  /// the same kind of thing: then any answer of that kind is its answer.
  private boolean onlyOneOfItsKind(int ask) {
    var type = asks.get(ask).type();
    if (asks.get(ask).told() == Type.HOW_MUCH && type == Type.YES_NO) {
      return weight(asks.get(ask).from(), asks.get(ask).to()) <= 1;
    }
    return (type == Type.HOW_LONG || type == Type.HOW_MUCH || type == Type.WHEN)
        && matter(ask) < LITTLE
        && asks.stream().filter(other -> other.type() == type).count() == 1;
  }

  /// The weight of what a question is about, apart from what it wants to know of it: `cost`,
  /// `last`.
  private double matter(int ask) {
    var weight = 0.0;
    for (var word = asks.get(ask).from(); word < asks.get(ask).to(); word++) {
      weight += client.is(word, weights.fillers() | weights.measures()) ? 0 : weigh(word, 1);
    }
    return weight;
  }

  /// Whether what answers the question next to this one tells this as well: who comes, in a
  /// statement of when.
  private boolean holdsToo(int ask, int s) {
    var type = asks.get(ask).type();
    var statement = statements.get(s);
    var holds =
        switch (type) {
          case WHO -> statement.offers(offers.name) && statement.refers();
          case WHEN -> statement.offers(offers.time) && refers[ask];
          default -> false;
        };
    if (!holds) {
      return false;
    }
    for (var other = Math.max(0, ask - 1); other <= Math.min(asks.size() - 1, ask + 1); other++) {
      if (other != ask && states[other] != State.OPEN && owned[other][s] >= 0.6) {
        return asks.get(other).type() != type;
      }
    }
    return false;
  }

  /// Whether a statement that answers something of another kind begins with a yes or no, which then
  /// belongs to this question.
  private boolean hasWordFor(int ask, int s) {
    if (asks.get(ask).type() != Type.YES_NO || !statements.get(s).offers(offers.word)) {
      return false;
    }
    for (var other = 0; other < asks.size(); other++) {
      if (other != ask
          && owned[other][s] >= 0.6
          && (asks.get(other).type() == Type.YES_NO || asks.get(other).type() == Type.DO)
          && !toldIn(other, s)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a statement tells what a question that could be met with a mere yes or no is really
  /// after, such as an amount.
  private boolean toldIn(int ask, int s) {
    var told = asks.get(ask).told();
    return told != null && fitOfKind(told, statements.get(s)) >= DEFINITE;
  }

  private void take(int ask, int s) {
    states[ask] = state(asks.get(ask).type(), statements.get(s));
    weak[ask] = overlaps[ask][s] == 0 && (asks.size() > 1 || !sure(ask, s));
    owned[ask][s] = 1;
  }

  private boolean could(int ask, int s) {
    var statement = statements.get(s);
    if (statement.offers(offers.askBack | offers.later)
        || bearing.passesBy(asks.get(ask), statement)
        || bearing.dodges(asks.get(ask), statement)
            && fitOfKind(asks.get(ask).type(), statement) < DEFINITE
        || statement.refers() && !refers[ask] && s > 0 && claimed(s - 1)) {
      return false;
    }
    return switch (asks.get(ask).type()) {
      case WHAT ->
          !statement.opens(offers.offer)
              && (!told(ask)
                  || statement.offers(offers.how | offers.no)
                  || figures[s]
                  || bearing.has(statement, weights.needing()))
              && onItsOwn(ask, s);
      case HOW -> statement.offers(offers.how) && onItsOwn(ask, s);
      case WHY ->
          (statement.offers(offers.reason) || statement.refers() || asks.size() == 1)
              && onItsOwn(ask, s);
      case WHO ->
          (statement.offers(offers.name) || statement.opens(offers.responsible))
              && onItsOwn(ask, s);
      case WHERE -> statement.offers(offers.place | offers.name) && onItsOwn(ask, s);
      case YES_NO ->
          (refers[ask] && statement.opens(offers.goingOn) && totals[ask] < FULL
                  || ask == 0 && s == 0 && statement.opens(offers.goingOn)
                  || statement.offers(offers.yes | offers.no | offers.offer | offers.done)
                  || statement.offers(offers.judging) && speaksOfIt(ask, s)
                  || refers[ask] && statement.refers() && statement.offers(offers.how))
              && onItsOwn(ask, s);
      case HOW_LONG -> statement.offers(offers.no);
      case HOW_MUCH -> statement.offers(offers.no) || figures[s] && onItsOwn(ask, s);
      case DO -> asks.get(ask).told() == Type.HOW_MUCH && figures[s] && onItsOwn(ask, s);
      default -> false;
    };
  }

  /// Whether a question is about what somebody ought to do.
  private boolean told(int ask) {
    return bearing.has(asks.get(ask), weights.ought());
  }

  /// Whether a statement shares a word with a question, or begins with somebody or something that
  /// was named before.
  private boolean speaksOfIt(int ask, int s) {
    return overlaps[ask][s] > 0
        || asks.size() > 1
        || statements.get(s).refers()
        || reply.is(statements.get(s).subject(), weights.people() | weights.anaphors());
  }

  /// Whether a statement is in its place for a question, and goes on with no other answer.
  private boolean onItsOwn(int ask, int s) {
    return inOrder(ask, s) && !partOfAnswer(s) && !goesOn(ask, s);
  }

  /// Whether a statement goes on with what the one before it answers.
  private boolean goesOn(int ask, int s) {
    if (s == 0 || !claimed(s - 1)) {
      return false;
    }
    var statement = statements.get(s);
    if (statement.opens(offers.goingOn) && !(refers[ask] && statement.refers())) {
      return true;
    }
    return continued(s);
  }

  private boolean continued(int s) {
    var known = continues[s];
    if (known == null) {
      known = sharesWithBefore(s);
      continues[s] = known;
    }
    return known;
  }

  private boolean sharesWithBefore(int s) {
    var statement = statements.get(s);
    for (var word = statement.from(); word < statement.to(); word++) {
      if (!reply.is(word, weights.fillers() | weights.light() | weights.numbers())
          && statements.get(s - 1).echoes(reply, word, reply) == 1) {
        return true;
      }
    }
    return false;
  }

  /// Whether a clause belongs to a sentence that answers something already, and brings up nothing
  /// of its own.
  private boolean partOfAnswer(int s) {
    if (!reply.is(statements.get(s).subject(), weights.people() | weights.anaphors())) {
      return s > 0 && sentence(s - 1) == sentence(s) && claimed(s - 1) && !bringsUp(s);
    }
    for (var other = 0; other < statements.size(); other++) {
      if (other != s
          && sentence(other) == sentence(s)
          && claimed(other)
          && !(other > s && bringsUp(other))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a clause after an `and` has a subject of its own and several telling words, none of
  /// which was in the clause before.
  private boolean bringsUp(int s) {
    var statement = statements.get(s);
    var telling = 0;
    for (var word = statement.subject(); word < statement.to(); word++) {
      telling += reply.is(word, weights.fillers() | weights.light() | weights.numbers()) ? 0 : 1;
    }
    var fewest = reply.is(statement.subject(), weights.people() | weights.anaphors()) ? 2 : 1;
    return statement.subject() > statement.from() && telling >= fewest && !continued(s);
  }

  private int sentence(int s) {
    return reply.sentence(statements.get(s).from());
  }

  /// Whether statements before this one answer no later question, and none behind it an earlier
  /// one.
  private boolean inOrder(int ask, int at) {
    for (var other = 0; other < asks.size(); other++) {
      for (var s = 0; s < statements.size(); s++) {
        if (owned[other][s] >= 0.6 && (other < ask && s > at || other > ask && s < at)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean claimed(int s) {
    for (var ask = 0; ask < asks.size(); ask++) {
      if (claims(ask, s)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a statement speaks of what is asked and does not lack what would answer it.
  private boolean claims(int ask, int s) {
    return owned[ask][s] >= 0.6
        && (states[ask] != State.OPEN || fitOfKind(asks.get(ask).type(), statements.get(s)) >= 0);
  }

  private boolean sure(int ask, int at) {
    var type = asks.get(ask).type();
    var told = asks.get(ask).told();
    var s = statements.get(at);
    if (s.offers(offers.askBack)) {
      return type == Type.WHAT && bearing.needs(asks.get(ask));
    }
    if (bearing.passesBy(asks.get(ask), s)) {
      return false;
    }
    return isSurely(type, ask, at)
        || told != null && isSurely(told, ask, at)
        || s.offers(offers.choosing) && alternative(ask) && inOrder(ask, at);
  }

  private boolean isSurely(Type type, int ask, int at) {
    var s = statements.get(at);
    return switch (type) {
      case YES_NO ->
          s.opens(offers.plainly)
              || s.offers(offers.word)
              || s.opens(may(ask) ? offers.yes | offers.no | offers.offer : offers.yes | offers.no)
                  && (refers[ask] || !s.refers())
                  && !partOfAnswer(at)
              || s.offers(offers.refusal)
              || may(ask) && s.refers() && s.offers(offers.offer) && !partOfAnswer(at);
      case WHEN -> s.offers(offers.time);
      case HOW_MUCH -> s.offers(offers.money);
      case HOW_LONG -> s.offers(offers.duration);
      case HOW_MANY -> figures[at];
      case WHERE -> s.offers(offers.place) && onItsOwn(ask, at);
      case WHO -> s.offers(offers.name | offers.ourselves) && onItsOwn(ask, at);
      case WHY -> s.offers(offers.reason) && onItsOwn(ask, at);
      case HOW -> s.offers(offers.how) && onItsOwn(ask, at);
      case WHAT -> false;
      case DO ->
          s.offers(offers.promise | offers.done | offers.refusal)
                  && !partOfAnswer(at)
                  && (s.opens(offers.done | offers.promise) || inOrder(ask, at))
              || s.opens(offers.yes | offers.plainly | offers.word) && onItsOwn(ask, at);
    };
  }

  /// Whether a question names things to choose from.
  private boolean alternative(int ask) {
    return bearing.has(asks.get(ask), weights.alternatives());
  }

  /// Whether a question is about what somebody can or may do.
  private boolean may(int ask) {
    return client.is(asks.get(ask).from(), weights.modal())
        || bearing.has(asks.get(ask), weights.allowing());
  }

  /// What the reply asks back belongs to the request that it speaks of, or else to a request before
  /// a question; nothing else is asked back.
  private void askBack() {
    for (var s = 0; s < statements.size(); s++) {
      if (statements.get(s).offers(offers.askBack) && !statements.get(s).offers(offers.smallTalk)) {
        var ask = askedBackFor(s);
        if (ask >= 0 && states[ask] == State.OPEN) {
          states[ask] = State.ASKED_BACK;
        }
      }
    }
  }

  private int askedBackFor(int s) {
    var request = -1;
    var closest = -1;
    var most = 0.3;
    for (var ask = 0; ask < asks.size(); ask++) {
      if (states[ask] != State.OPEN) {
        if (owned[ask][s] >= 0.6) {
          return ask;
        }
      } else if (asks.get(ask).type() == Type.DO && request < 0) {
        request = ask;
      } else if (overlaps[ask][s] > most) {
        most = overlaps[ask][s];
        closest = ask;
      }
    }
    if (request >= 0 || closest >= 0) {
      return request >= 0 ? request : closest;
    }
    return asks.size() == 1 ? 0 : statements.get(s).offers(offers.depends) ? onlyOpenOne() : -1;
  }

  /// The question that alone is still open; -1 where there is none, or another.
  private int onlyOpenOne() {
    var only = -1;
    for (var ask = 0; ask < asks.size(); ask++) {
      if (states[ask] == State.OPEN) {
        if (only >= 0) {
          return -1;
        }
        only = ask;
      }
    }
    return only;
  }

  /// A promise to come back that names nothing is good for all that is open; one that goes on with
  /// an answer, for what refers to the same.
  private void promiseAll() {
    for (var s = 0; s < statements.size(); s++) {
      if (statements.get(s).offers(offers.later) && !claimed(s)) {
        var goesOn = partOfAnswer(s);
        for (var ask = 0; ask < asks.size(); ask++) {
          if (states[ask] == State.OPEN && (!goesOn || refers[ask])) {
            states[ask] = State.PROMISED;
            weak[ask] = asks.size() > 1 && overlaps[ask][s] == 0;
          }
        }
      }
    }
  }

  /// A short reply to the only question is its answer unless it is plainly of another kind.
  private void answerTheOnlyOne() {
    if (asks.size() == 1 && states[0] == State.OPEN && statements.size() <= 2) {
      for (var s = 0; s < statements.size(); s++) {
        if (fitOfKind(asks.getFirst().type(), statements.get(s)) > 0
            && !(asks.getFirst().type() == Type.YES_NO
                ? bearing.dodges(asks.getFirst(), statements.get(s))
                : statements.get(s).offers(offers.dodge))
            && (statements.get(s).refers()
                || !bearing.besides(asks.getFirst(), statements.get(s))
                    && !bearing.passesBy(asks.getFirst(), statements.get(s)))
            && related(s)) {
          states[0] = state(asks.getFirst().type(), statements.get(s));
        }
      }
    }
  }

  /// Whether a statement has anything to do with the only question: it shares a word with it, goes
  /// on with it, or is of the very kind asked for.
  private boolean related(int s) {
    var statement = statements.get(s);
    var told = asks.getFirst().told();
    return overlaps[0][s] > 0
        || told != null && isSurely(told, 0, s)
        || statement.refers()
        || figures[s]
        || statement.opens(offers.goingOn | offers.plainly | offers.word)
        || switch (asks.getFirst().type()) {
          case YES_NO ->
              statement.offers(offers.yes | offers.no | offers.offer | offers.refusal)
                  || statement.offers(offers.judging) && speaksOfIt(0, s);
          case WHO -> statement.offers(offers.name | offers.responsible);
          case WHY -> statement.offers(offers.reason);
          case HOW -> statement.offers(offers.how);
          case WHERE -> statement.offers(offers.place | offers.name);
          case DO ->
              statement.offers(
                  offers.done
                      | offers.promise
                      | offers.no
                      | offers.yes
                      | offers.offer
                      | offers.refusal);
          default -> true;
        };
  }

  /// What matters only if not is settled with the question before it.
  private void settleOtherwise() {
    for (var ask = 1; ask < asks.size(); ask++) {
      if (asks.get(ask).otherwise() && states[ask] == State.OPEN) {
        states[ask] = states[ask - 1];
      }
    }
  }

  /// Whether a question wants a figure: named without one, the thing may be answered vaguely.
  private boolean measured(int ask) {
    var type = asks.get(ask).type();
    return type == Type.HOW_MUCH || type == Type.HOW_LONG || type == Type.WHEN;
  }

  /// What is open next to a statement that answers nothing else but could answer it is not surely
  /// open.
  private void doubt() {
    for (var ask = 0; ask < asks.size(); ask++) {
      doubtful[ask] |= refers[ask] && weight(asks.get(ask).from(), asks.get(ask).to()) < LITTLE;
      for (var s = 0; s < statements.size() && !doubtful[ask]; s++) {
        doubtful[ask] =
            named[ask][s] && measured(ask)
                || !claimed(s)
                    && !statements.get(s).offers(offers.askBack)
                    && fitOfKind(asks.get(ask).type(), statements.get(s)) >= 0.3
                    && (asks.size() == 1
                        || overlaps[ask][s] > 0
                        || statements.get(s).opens(offers.plainly));
      }
    }
  }
}
