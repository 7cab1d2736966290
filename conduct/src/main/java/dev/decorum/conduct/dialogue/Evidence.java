package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.dialogue.Ask.Type;
import java.util.Arrays;
import java.util.List;

/// Gathers the clues to whether each question is answered.
final class Evidence {

  private static final int NONE = -1;

  /// A statement with as many more words in common with another question belongs to that.
  private static final double OTHERS = 0.6;

  /// A statement with as many words in common, by weight, holds the place of its question.
  private static final double HELD = 0.5;

  /// A question of which a statement has this share is spoken of by name.
  private static final double SPOKEN_OF = 0.3;

  private final Replying offers;
  private final Likeness likeness;
  private final List<Ask> asks;
  private final List<Statement> statements;

  /// By statement: the question with which it has most in common, and how much; and how much with
  /// the next.
  private final int[] owners;

  private final double[] most;
  private final double[] next;

  /// By question and statement: how well they go together.
  private final double[][] pairings;

  /// By question its statement, by statement its question, one to one.
  private final int[] placed;

  private final int[] taken;

  Evidence(Replying offers, Likeness likeness, List<Ask> asks, List<Statement> statements) {
    this.offers = offers;
    this.likeness = likeness;
    this.asks = asks;
    this.statements = statements;
    owners = new int[statements.size()];
    most = new double[statements.size()];
    next = new double[statements.size()];
    pairings = new double[asks.size()][statements.size()];
    placed = new int[asks.size()];
    taken = new int[statements.size()];
    own();
    place();
  }

  private void own() {
    Arrays.fill(owners, NONE);
    for (var s = 0; s < statements.size(); s++) {
      for (var ask = 0; ask < asks.size(); ask++) {
        var owned = likeness.owned(ask, s);
        if (owned > most[s]) {
          next[s] = most[s];
          most[s] = owned;
          owners[s] = ask;
        } else if (owned > next[s]) {
          next[s] = owned;
        }
      }
    }
  }

  /// Whether a statement speaks rather of another question.
  private boolean anothers(int ask, int s) {
    return (owners[s] == ask ? next[s] : most[s]) >= likeness.owned(ask, s) + OTHERS;
  }

  /// Gives each question a statement of its own, the best pairs first.
  private void place() {
    Arrays.fill(placed, NONE);
    Arrays.fill(taken, NONE);
    for (var ask = 0; ask < asks.size(); ask++) {
      for (var s = 0; s < statements.size(); s++) {
        pairings[ask][s] = likeness.pairing(ask, s);
      }
    }
    for (var pairs = Math.min(asks.size(), statements.size()); pairs > 0; pairs--) {
      var best = NONE;
      var its = NONE;
      for (var ask = 0; ask < asks.size(); ask++) {
        for (var s = 0; s < statements.size() && placed[ask] == NONE; s++) {
          if (taken[s] == NONE && (best == NONE || pairings[ask][s] > pairings[best][its])) {
            best = ask;
            its = s;
          }
        }
      }
      placed[best] = its;
      taken[its] = best;
    }
  }

  /// The statement that most likely answers a question; -1 where there is none.
  int best(int ask) {
    var best = NONE;
    for (var s = 0; s < statements.size(); s++) {
      if (best == NONE || pairings[ask][s] > pairings[ask][best]) {
        best = s;
      }
    }
    return best;
  }

  /// The clues to a question, by [Clue#ordinal].
  double[] of(int ask) {
    var clues = new double[Clue.values().length];
    set(clues, Clue.ALWAYS, 1);
    lookAtStatements(ask, clues);
    lookAtPlaces(ask, clues);
    lookAtQuestion(ask, clues);
    return clues;
  }

  private void lookAtStatements(int ask, double[] clues) {
    var type = asks.get(ask).type();
    var free = 0;
    var said = 0;
    var nearest = 0.0;
    var share = 0.0;
    var named = 0.0;
    var kind = -0.5;
    for (var s = 0; s < statements.size(); s++) {
      var statement = statements.get(s);
      nearest = Math.max(nearest, likeness.nearness(ask, s));
      kind = Math.max(kind, likeness.kind(ask, s));
      var passesBy = likeness.passesBy(ask, s);
      said += passesBy ? 0 : 1;
      set(clues, Clue.DODGED, passesBy && likeness.owned(ask, s) > 0);
      if (!passesBy) {
        share = Math.max(share, likeness.share(ask, s));
        named = Math.max(named, likeness.named(ask, s));
      }
      if (!anothers(ask, s)) {
        if (likeness.substantive(s)) {
          free++;
          set(clues, Clue.KIND_FREE, likeness.definite(ask, s));
          set(clues, Clue.GOES_ON, statement.refers() && owners[s] != ask);
        }
        set(clues, Clue.LATER, statement.offers(offers.later));
        set(clues, Clue.LATER_FOR_ALL, statement.offers(offers.later) && forAll(s));
        set(
            clues,
            Clue.YES_OR_NO,
            (type == Type.YES_NO || type == Type.DO)
                && (statement.offers(offers.word | offers.plainly)
                    || statement.opens(offers.yes | offers.no)));
      }
      set(clues, Clue.LISTED, asks.size() > 1 && statement.item() == ask + 1);
      set(clues, Clue.AS_ONE, statement.offers(offers.both));
      set(
          clues,
          Clue.ASKS_BACK,
          statement.offers(offers.askBack) && !statement.offers(offers.smallTalk));
    }
    set(clues, Clue.SHARED_WORDS, share);
    set(clues, Clue.NAMED, named);
    set(clues, Clue.UNNAMED, type == Type.YES_NO && share == 0 && likeness.weight(ask) >= 1);
    set(clues, Clue.NEAREST, Math.min(nearest, 1.5));
    set(clues, Clue.KIND, kind);
    set(clues, Clue.FREE, Math.min(free, 3) / 3.0);
    set(clues, Clue.NOTHING_FREE, free == 0);
    set(clues, Clue.NOTHING_SAID, said == 0);
  }

  /// Whether what a statement says is said to all questions: there is but one, or it has hardly a
  /// word of any.
  private boolean forAll(int s) {
    return asks.size() == 1 || most[s] < HELD;
  }

  private void lookAtPlaces(int ask, double[] clues) {
    var best = best(ask);
    set(clues, Clue.BEST, best == NONE ? -1 : pairings[ask][best]);
    set(clues, Clue.BEST_TAKEN, best != NONE && taken[best] != ask);
    set(clues, Clue.LEFT_OUT, placed[ask] == NONE);
    var from = 0;
    var to = statements.size();
    var named = 0;
    for (var other = 0; other < asks.size(); other++) {
      var s = placed[other];
      if (s != NONE && likeness.owned(other, s) >= HELD) {
        from = other < ask ? Math.max(from, s + 1) : from;
        to = other > ask ? Math.min(to, s) : to;
      }
      named += other != ask && spokenOf(other) ? 1 : 0;
    }
    set(clues, Clue.OTHERS_NAMED, named > 0 && !spokenOf(ask));
    var room = 0;
    for (var s = from; s < to; s++) {
      room += likeness.substantive(s) && openTo(ask, s) ? 1 : 0;
    }
    set(clues, Clue.ROOM, Math.min(room, 2) / 2.0);
  }

  private boolean spokenOf(int ask) {
    for (var s = 0; s < statements.size(); s++) {
      if (likeness.share(ask, s) >= SPOKEN_OF) {
        return true;
      }
    }
    return false;
  }

  private boolean openTo(int ask, int s) {
    return taken[s] == ask || taken[s] == NONE || likeness.owned(taken[s], s) < HELD;
  }

  private void lookAtQuestion(int ask, double[] clues) {
    var several = asks.size() > 1;
    set(clues, Clue.REFERS, likeness.refers(ask));
    set(clues, Clue.NAMES_MUCH, Math.min(likeness.weight(ask), 3) / 3);
    set(clues, Clue.FIRST, several && ask == 0);
    set(clues, Clue.LAST, several && ask == asks.size() - 1);
    set(clues, Clue.OTHERWISE, asks.get(ask).otherwise());
    set(clues, Clue.WHAT, asks.get(ask).type() == Type.WHAT);
    set(
        clues,
        Clue.MEASURED,
        switch (asks.get(ask).type()) {
          case WHEN, HOW_MUCH, HOW_LONG, HOW_MANY -> true;
          default -> false;
        });
  }

  private static void set(double[] clues, Clue clue, double value) {
    clues[clue.ordinal()] = value;
  }

  private static void set(double[] clues, Clue clue, boolean holds) {
    if (holds) {
      clues[clue.ordinal()] = clue.unit();
    }
  }
}
