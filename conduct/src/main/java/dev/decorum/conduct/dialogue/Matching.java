package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.Question.State;
import dev.decorum.conduct.dialogue.Ask.Type;
import dev.decorum.conduct.wording.Worded;
import java.util.Arrays;
import java.util.List;

/// Decides for each thing asked whether the reply answers it.
///
/// A statement answers when it speaks of the same (words in common, or of one family) and is of the
/// kind that was asked for (a time for `when`, an amount for `how much`, yes or no, a promise for a
/// request). What is left over on both sides is matched where the kind fits.
final class Matching {

  private static final double SHARED_WORD = 0.4;
  private static final double CONTEXT_WORD = 0.5;

  private final Replying offers;
  private final long fillers;
  private final Worded client;
  private final Worded reply;
  private final List<Ask> asks;
  private final List<Statement> statements;
  private final double[][] overlaps;
  private final double[][] shares;
  private final State[] states;

  Matching(
      Replying offers,
      long fillers,
      Worded client,
      List<Ask> asks,
      Worded reply,
      List<Statement> statements) {
    this.offers = offers;
    this.fillers = fillers;
    this.client = client;
    this.reply = reply;
    this.asks = asks;
    this.statements = statements;
    overlaps = new double[asks.size()][statements.size()];
    shares = new double[asks.size()][statements.size()];
    states = new State[asks.size()];
    Arrays.fill(states, State.OPEN);
  }

  State[] states() {
    if (statements.isEmpty()) {
      return states;
    }
    for (var ask = 0; ask < asks.size(); ask++) {
      compare(ask);
    }
    for (var ask = 0; ask < asks.size(); ask++) {
      if (answeredAsOne() || answeredInList(ask)) {
        states[ask] = State.ANSWERED;
      } else {
        answer(ask);
      }
    }
    takeLeftOvers();
    askBack();
    promiseAll();
    return states;
  }

  private void compare(int ask) {
    var from = asks.get(ask).from();
    var to = asks.get(ask).to();
    var total = 0.0;
    for (var word = from; word < to; word++) {
      if (!client.is(word, fillers)) {
        total += weigh(ask, word, elsewhere(ask, word) ? SHARED_WORD : 1);
      }
    }
    for (var s = 0; s < statements.size(); s++) {
      shares[ask][s] = total == 0 ? 0 : overlaps[ask][s] / total;
    }
    if (total < 1.5) {
      var before = from;
      while (before > 0 && client.sentence(before - 1) >= client.sentence(from) - 1) {
        before--;
      }
      for (var word = before; word < from; word++) {
        if (!client.is(word, fillers) && !elsewhere(ask, word)) {
          weigh(ask, word, CONTEXT_WORD);
        }
      }
    }
  }

  private double weigh(int ask, int word, double weight) {
    for (var s = 0; s < statements.size(); s++) {
      overlaps[ask][s] += weight * statements.get(s).echoes(client, word, reply);
    }
    return weight;
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
    if (best >= 0 && most >= 1) {
      states[ask] = state(asks.get(ask).type(), statements.get(best));
    }
  }

  private double score(int ask, int s) {
    var overlap = overlaps[ask][s];
    if (overlap == 0) {
      return 0;
    }
    return Math.min(overlap, 2) * 0.5
        + shares[ask][s] * 0.5
        + fit(asks.get(ask).type(), statements.get(s));
  }

  private double fit(Type type, Statement s) {
    return switch (type) {
      case YES_NO -> s.offers(offers.yes | offers.no) ? 0.6 : 0.3;
      case WHEN -> s.offers(offers.time) ? 0.7 : s.offers(offers.duration) ? 0.6 : 0;
      case HOW_MUCH -> s.offers(offers.money) ? 0.7 : -0.3;
      case HOW_LONG -> s.offers(offers.duration) ? 0.7 : s.offers(offers.time) ? 0.4 : -0.3;
      case HOW_MANY -> s.offers(offers.number) ? 0.7 : -0.1;
      case WHERE -> s.offers(offers.place | offers.name) ? 0.5 : 0;
      case WHO -> s.offers(offers.name) ? 0.5 : 0.2;
      case WHY -> s.offers(offers.reason) ? 0.6 : 0.2;
      case HOW -> s.offers(offers.how) ? 0.5 : 0.2;
      case WHAT -> 0.3;
      case DO -> s.offers(offers.done | offers.promise | offers.no | offers.yes) ? 0.6 : 0.2;
    };
  }

  private State state(Type type, Statement s) {
    if (s.offers(offers.later)) {
      return State.PROMISED;
    }
    if (type == Type.DO && s.offers(offers.promise) && !s.offers(offers.done)) {
      return State.PROMISED;
    }
    return State.ANSWERED;
  }

  /// Questions without an answer take, in order, statements that nobody else has a claim on, where
  /// these clearly are of the kind asked for.
  private void takeLeftOvers() {
    for (var ask = 0; ask < asks.size(); ask++) {
      if (states[ask] != State.OPEN) {
        continue;
      }
      for (var s = 0; s < statements.size(); s++) {
        if (!claimed(s) && sure(asks.get(ask).type(), statements.get(s))) {
          states[ask] = state(asks.get(ask).type(), statements.get(s));
          overlaps[ask][s] = 1;
          break;
        }
      }
    }
  }

  private boolean claimed(int s) {
    for (var ask = 0; ask < asks.size(); ask++) {
      if (overlaps[ask][s] >= 0.8) {
        return true;
      }
    }
    return false;
  }

  private boolean sure(Type type, Statement s) {
    return switch (type) {
      case YES_NO -> s.opens(offers.yes | offers.no);
      case WHEN -> s.offers(offers.time);
      case HOW_MUCH -> s.offers(offers.money);
      case HOW_LONG -> s.offers(offers.duration);
      case HOW_MANY -> s.offers(offers.number);
      case WHERE -> s.offers(offers.place);
      case WHO -> s.offers(offers.name);
      case WHY -> s.offers(offers.reason);
      case HOW -> s.opens(offers.how);
      case WHAT -> asks.size() == 1;
      case DO -> s.opens(offers.done | offers.promise) || s.offers(offers.done);
    };
  }

  /// What the reply asks back goes to the first open request, or else to the first open question.
  private void askBack() {
    for (var statement : statements) {
      if (statement.offers(offers.askBack)) {
        var open = -1;
        for (var ask = asks.size() - 1; ask >= 0; ask--) {
          if (states[ask] == State.OPEN
              && (open < 0
                  || asks.get(ask).type() == Type.DO
                  || asks.get(open).type() != Type.DO)) {
            open = ask;
          }
        }
        if (open >= 0) {
          states[open] = State.ASKED_BACK;
          return;
        }
      }
    }
  }

  /// A promise to come back that names nothing is good for all that is open.
  private void promiseAll() {
    for (var s = 0; s < statements.size(); s++) {
      if (statements.get(s).offers(offers.later) && !claimed(s)) {
        for (var ask = 0; ask < asks.size(); ask++) {
          if (states[ask] == State.OPEN) {
            states[ask] = State.PROMISED;
          }
        }
      }
    }
  }
}
