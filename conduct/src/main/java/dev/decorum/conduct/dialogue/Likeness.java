package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.dialogue.Ask.Type;
import dev.decorum.conduct.wording.Worded;
import java.util.List;

/// How much each statement of a reply has to do with each question of a client: words in common, by
/// how much they tell, and whether the statement is of the kind of answer asked for.
///
/// Everything is computed once, by question and statement; instances are for one thread.
final class Likeness {

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

  /// With so many words in common, by weight, a statement speaks of a question.
  private static final double SPEAKS = 0.6;

  private final Replying offers;
  private final Words words;
  private final Bearing bearing;
  private final Worded client;
  private final Worded reply;
  private final List<Ask> asks;
  private final List<Statement> statements;

  /// The words in common, with what stands before a question that names little.
  private final double[][] overlaps;

  /// The same of the question alone.
  private final double[][] owned;

  /// The same of its very words only, and not of related ones.
  private final double[][] exact;

  /// Whether there is a telling word in common, and not only related ones.
  private final boolean[][] named;

  /// How well the statement is of the kind asked for.
  private final double[][] kinds;

  /// By question: the weight of all its words.
  private final double[] totals;

  /// By question: whether it refers to what was named before, `is it …`.
  private final boolean[] refers;

  Likeness(
      Replying offers,
      Words words,
      Worded client,
      List<Ask> asks,
      Worded reply,
      List<Statement> statements) {
    this.offers = offers;
    this.words = words;
    bearing = new Bearing(offers, words, client, reply);
    this.client = client;
    this.reply = reply;
    this.asks = asks;
    this.statements = statements;
    var all = asks.size();
    overlaps = new double[all][statements.size()];
    owned = new double[all][statements.size()];
    exact = new double[all][statements.size()];
    named = new boolean[all][statements.size()];
    kinds = new double[all][statements.size()];
    totals = new double[all];
    refers = new boolean[all];
    for (var ask = 0; ask < all; ask++) {
      compare(ask);
    }
    for (var ask = 0; ask < all; ask++) {
      readOn(ask);
    }
  }

  private void compare(int ask) {
    var from = asks.get(ask).from();
    var to = asks.get(ask).to();
    for (var word = from; word < to; word++) {
      refers[ask] |= word < from + 6 && client.is(word, words.anaphors());
      if (!client.is(word, words.fillers())) {
        weigh(ask, word, weight(word, elsewhere(ask, word) ? SHARED_WORD : 1));
      }
    }
    System.arraycopy(overlaps[ask], 0, owned[ask], 0, statements.size());
    for (var s = 0; s < statements.size(); s++) {
      kinds[ask][s] = fitOfKind(asks.get(ask), statements.get(s));
    }
  }

  private void weigh(int ask, int word, double weight) {
    for (var s = 0; s < statements.size(); s++) {
      var echo = echo(word, s);
      overlaps[ask][s] += weight * echo;
      exact[ask][s] += echo == 1 ? weight : 0;
      named[ask][s] |= echo == 1 && weight == 1;
    }
    totals[ask] += weight;
  }

  private double weight(int word, double share) {
    return client.is(word, words.light()) || client.is(word, words.numbers()) && !figure(word)
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

  /// Reads a question that names little, or refers to what was named before and is met by nothing,
  /// together with that.
  private void readOn(int ask) {
    var from = asks.get(ask).from();
    var little = ownWeight(ask) < LITTLE;
    if (!little && (!refers[ask] || met(ask))) {
      return;
    }
    var weight = 0.0;
    for (var word = from - 1; word >= 0 && near(word, from); word--) {
      if (!client.is(word, words.fillers())) {
        weight += CONTEXT_WORD;
        for (var s = 0; s < statements.size(); s++) {
          if (little || !claimed(s)) {
            overlaps[ask][s] += weight(word, CONTEXT_WORD) * echo(word, s);
          }
        }
      }
      if (weight >= LITTLE && client.startsSentence(word)) {
        break;
      }
    }
  }

  private double ownWeight(int ask) {
    var weight = 0.0;
    for (var word = asks.get(ask).from(); word < asks.get(ask).to(); word++) {
      weight += client.is(word, words.fillers()) ? 0 : weight(word, 1);
    }
    return weight;
  }

  private boolean met(int ask) {
    for (var overlap : owned[ask]) {
      if (overlap > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean near(int word, int other) {
    return client.sentence(word) >= client.sentence(other) - 1;
  }

  /// Whether a statement speaks of any question without lacking what would answer it.
  private boolean claimed(int s) {
    for (var ask = 0; ask < asks.size(); ask++) {
      if (owned[ask][s] >= SPEAKS && kinds[ask][s] >= 0) {
        return true;
      }
    }
    return false;
  }

  /// The words in common by weight, those of the question alone.
  double owned(int ask, int s) {
    return owned[ask][s];
  }

  /// The share of the question's words that the statement has, 0 to 1.
  double share(int ask, int s) {
    return Math.min(1, owned[ask][s] / total(ask));
  }

  /// The same of its very words.
  double named(int ask, int s) {
    return Math.min(1, exact[ask][s] / total(ask));
  }

  /// The weight of all words of a question, at least 1.
  double total(int ask) {
    return Math.max(1, totals[ask]);
  }

  /// The weight of all words of a question.
  double weight(int ask) {
    return totals[ask];
  }

  boolean refers(int ask) {
    return refers[ask];
  }

  /// How well a statement is of the kind asked for: from -1, of another, to 0.6, surely.
  double kind(int ask, int s) {
    return kinds[ask][s];
  }

  /// Whether a statement is surely of the kind asked for, where any can be told.
  boolean definite(int ask, int s) {
    return kinds[ask][s] >= DEFINITE && asks.get(ask).type() != Type.WHAT;
  }

  /// Whether a statement speaks of a question's matter or occasion, and answers nothing.
  boolean passesBy(int ask, int s) {
    return bearing.dodges(asks.get(ask), statements.get(s))
        || bearing.passesBy(asks.get(ask), statements.get(s));
  }

  /// Whether a statement says anything that could be an answer to somebody.
  boolean substantive(int s) {
    return !statements
        .get(s)
        .offers(offers.dodge | offers.receipt | offers.smallTalk | offers.standing);
  }

  /// How surely a statement that has words in common with a question answers it; 0 without any.
  double nearness(int ask, int s) {
    var overlap = overlaps[ask][s];
    if (overlap == 0) {
      return 0;
    }
    return Math.min(overlap, 2) * 0.5
        + Math.min(1, overlap / total(ask)) * 0.5
        + fit(ask, s)
        - (promisesOnly(ask, s) ? 0.4 : 0)
        - (namesAnother(ask, s) ? 0.3 : belongsToAnother(ask, s) ? 0.15 : 0);
  }

  /// How well a statement would be the answer to a question among all: by words, kind and place,
  /// words in common or not.
  double pairing(int ask, int s) {
    return Math.min(owned[ask][s], 2) * 0.5
        + share(ask, s) * 0.5
        + 0.7 * Math.max(-0.5, kinds[ask][s])
        - 0.3 * outOfPlace(ask, s)
        - (substantive(s) ? 0 : 0.5);
  }

  private double outOfPlace(int ask, int s) {
    return asks.size() < 2 || statements.size() < 2
        ? 0
        : Math.abs(ask / (double) (asks.size() - 1) - s / (double) (statements.size() - 1));
  }

  /// Whether a clause promises something about what its sentence answers.
  private boolean promisesOnly(int ask, int s) {
    return asks.get(ask).type() == Type.DO
        && s > 0
        && !named[ask][s]
        && reply.sentence(statements.get(s - 1).from()) == reply.sentence(statements.get(s).from())
        && claimed(s - 1);
  }

  /// Whether a statement has the very words of another question, and of this one only related ones.
  private boolean namesAnother(int ask, int s) {
    if (named[ask][s] || owned[ask][s] < 0.7) {
      return false;
    }
    for (var other = 0; other < asks.size(); other++) {
      if (other != ask && named[other][s] && kinds[other][s] >= 0) {
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

  private double fit(int at, int s) {
    var ask = asks.get(at);
    var statement = statements.get(s);
    if (bearing.passesBy(ask, statement)) {
      return DODGED;
    }
    var kind = ask.told() == null ? kinds[at][s] : Math.max(0.3, kinds[at][s]);
    if (bearing.dodges(ask, statement) && kind < DEFINITE) {
      return Math.min(kind, DODGED);
    }
    if (statement.offers(offers.promise)) {
      return Math.max(kind, 0.3);
    }
    if (ask.type() == Type.YES_NO && bearing.chooses(ask, statement)) {
      return CHOSEN;
    }
    return kind < DEFINITE && bearing.besides(ask, statement) ? kind - MISSED : kind;
  }

  private double fitOfKind(Ask ask, Statement s) {
    var kind = fitOfKind(ask.type(), s);
    return ask.told() == null ? kind : Math.max(kind, fitOfKind(ask.told(), s));
  }

  private double fitOfKind(Type type, Statement s) {
    return switch (type) {
      case YES_NO ->
          s.offers(offers.yes | offers.no | offers.offer | offers.done | offers.refusal)
              ? 0.5
              : s.offers(offers.askBack) ? 0 : 0.3;
      case WHEN -> s.offers(offers.time) ? 0.6 : s.offers(offers.duration) ? 0.4 : -0.4;
      case HOW_MUCH -> s.offers(offers.money) ? 0.6 : s.offers(offers.no | offers.number) ? 0 : -1;
      case HOW_LONG -> s.offers(offers.duration) ? 0.6 : s.offers(offers.time) ? 0.3 : -1;
      case HOW_MANY -> s.offers(offers.number) ? 0.6 : -0.1;
      case WHERE -> s.offers(offers.place | offers.name) ? 0.5 : 0;
      case WHO -> s.offers(offers.name | offers.responsible | offers.ourselves) ? 0.5 : 0.1;
      case WHY -> s.offers(offers.reason) ? 0.5 : 0.1;
      case HOW -> s.offers(offers.how) ? 0.5 : 0.1;
      case WHAT -> s.offers(offers.choosing) ? 0.5 : 0.3;
      case DO ->
          s.offers(
                  offers.done
                      | offers.promise
                      | offers.no
                      | offers.yes
                      | offers.offer
                      | offers.refusal)
              ? 0.5
              : 0.1;
    };
  }
}
