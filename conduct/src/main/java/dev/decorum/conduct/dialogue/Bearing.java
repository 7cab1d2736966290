package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.dialogue.Ask.Type;
import dev.decorum.conduct.wording.Worded;

/// Whether a statement of a reply bears on a question, whatever words they have in common.
///
/// A question asks something of a matter under circumstances: `do I need to bring a mat` `for the
/// class`. What speaks of the circumstances only, praises the matter or says when one can be
/// reached is no answer to it.
final class Bearing {

  private final Replying offers;
  private final Words words;
  private final Worded client;
  private final Worded reply;

  Bearing(Replying offers, Words words, Worded client, Worded reply) {
    this.offers = offers;
    this.words = words;
    this.client = client;
    this.reply = reply;
  }

  /// Whether a statement speaks of the matter with praise, a receipt or good will only.
  boolean dodges(Ask ask, Statement s) {
    return s.offers(offers.dodge) || s.offers(offers.receipt) && !has(ask, words.receiving());
  }

  /// Whether a statement is of a kind that answers this question in no words: when one can be
  /// reached, for who asks for something else; what happens at the circumstances of the question.
  boolean passesBy(Ask ask, Statement s) {
    return s.offers(offers.standing)
            && !measuresTime(ask.type())
            && !has(ask, words.hours() | words.dates())
        || sharesCircumstance(ask, s);
  }

  private static boolean measuresTime(Type type) {
    return type == Type.WHEN || type == Type.HOW_LONG;
  }

  /// Whether a statement leaves out what the question is about in the end: the day for `do you
  /// deliver on Saturdays`, what to bring for `what do I need`.
  boolean besides(Ask ask, Statement s) {
    return switch (ask.type()) {
      case YES_NO -> has(ask, words.dates()) && !s.offers(offers.time | offers.duration);
      case WHAT -> needs(ask) && !s.offers(offers.how | offers.done) && !has(s, words.needing());
      default -> false;
    };
  }

  /// Whether a statement speaks of nothing but the circumstances of a question, and does not judge:
  /// `the class starts at nine` for `do I need to bring a mat for the class`.
  private boolean sharesCircumstance(Ask ask, Statement s) {
    if (ask.type() != Type.YES_NO
        || s.refers()
        || s.offers(offers.judging | offers.yes | offers.no | offers.offer)
        || s.opens(offers.done | offers.promise)) {
      return false;
    }
    var end = ask.to() - 1;
    while (end > ask.from() && !client.is(end, words.adjuncts())) {
      end--;
    }
    var matters = false;
    for (var word = ask.from(); word < end; word++) {
      if (!client.is(word, words.fillers() | words.light())) {
        matters = true;
        if (s.echoes(client, word, reply) > 0) {
          return false;
        }
      }
    }
    return matters && echoesAny(s, end + 1, ask.to());
  }

  /// Whether a statement names a word beside the `or` of a question.
  boolean chooses(Ask ask, Statement s) {
    for (var word = ask.from() + 1; word < ask.to() - 1; word++) {
      if (client.is(word, words.alternatives())) {
        return echoesAny(s, word - 1, word) || echoesAny(s, word + 1, Math.min(ask.to(), word + 3));
      }
    }
    return false;
  }

  private boolean echoesAny(Statement s, int from, int to) {
    for (var word = from; word < to; word++) {
      if (!client.is(word, words.fillers()) && s.echoes(client, word, reply) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether a question has a word of a class.
  boolean has(Ask ask, long classes) {
    for (var word = ask.from(); word < ask.to(); word++) {
      if (client.is(word, classes)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a statement has a word of a class.
  boolean has(Statement statement, long classes) {
    for (var word = statement.from(); word < statement.to(); word++) {
      if (reply.is(word, classes)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a question is about what is needed: asking for it answers.
  boolean needs(Ask ask) {
    return has(ask, words.needing());
  }
}
