package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.Question;
import dev.decorum.conduct.Question.State;
import dev.decorum.conduct.dialogue.Ask.Type;
import dev.decorum.conduct.wording.Worded;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/// Decides for each thing asked whether the reply answers it, by weighing the evidence: `open` is
/// said only when it is likely enough.
final class Matching {

  private final Replying offers;
  private final Weighing weighing;
  private final Worded client;
  private final List<Ask> asks;
  private final List<Statement> statements;
  private final Evidence evidence;

  Matching(
      Replying offers,
      Words words,
      Weighing weighing,
      Worded client,
      List<Ask> asks,
      Worded reply,
      List<Statement> statements) {
    this.offers = offers;
    this.weighing = weighing;
    this.client = client;
    this.asks = asks;
    this.statements = statements;
    evidence =
        new Evidence(
            offers, new Likeness(offers, words, client, asks, reply, statements), asks, statements);
  }

  List<Question> questions() {
    var questions = new ArrayList<Question>(asks.size());
    var before = State.OPEN;
    for (var ask = 0; ask < asks.size(); ask++) {
      var question = question(ask, evidence.of(ask), before);
      before = question.state();
      questions.add(question);
    }
    return questions;
  }

  /// The same with what was weighed.
  List<Weighed> weighed() {
    var questions = questions();
    var weighed = new ArrayList<Weighed>(asks.size());
    for (var ask = 0; ask < asks.size(); ask++) {
      var values = evidence.of(ask);
      var clues = new EnumMap<Clue, Double>(Clue.class);
      for (var clue : Clue.values()) {
        clues.put(clue, values[clue.ordinal()]);
      }
      weighed.add(new Weighed(questions.get(ask), clues, weighing.weigh(values)));
    }
    return weighed;
  }

  private Question question(int ask, double[] clues, State before) {
    var start = asks.get(ask).start(client);
    var end = asks.get(ask).end(client);
    var text = client.reading().text().substring(start, end);
    if (statements.isEmpty()) {
      return new Question(start, end, text, State.OPEN);
    }
    var likely = weighing.weigh(clues);
    if (!weighing.open(likely)) {
      return new Question(start, end, text, covered(ask, clues), weighing.sure(likely));
    }
    // What matters only if not is settled with the question before it.
    var state = asks.get(ask).otherwise() ? before : State.OPEN;
    return new Question(start, end, text, state, weighing.sure(likely));
  }

  /// In which way a question is covered that is not open.
  private State covered(int ask, double[] clues) {
    var best = statements.get(evidence.best(ask));
    if (best.offers(offers.later)
        || asks.get(ask).type() == Type.DO
            && best.offers(offers.promise)
            && !best.offers(offers.done)) {
      return State.PROMISED;
    }
    if (best.offers(offers.askBack) && !best.offers(offers.smallTalk)) {
      return State.ASKED_BACK;
    }
    return State.ANSWERED;
  }
}
