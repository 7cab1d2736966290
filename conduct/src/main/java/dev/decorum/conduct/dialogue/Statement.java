package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.wording.Worded;

/// A sentence of a reply, or a clause of one, with what it could answer.
///
/// @param from its first word
/// @param to after its last word
/// @param subject the first word that is no conjunction
/// @param refers whether it speaks of what was named before
/// @param offers bits of the groups of patterns that stand in it, see [Replying]
/// @param opens bits of the groups that stand at its beginning
/// @param item its number in a list; 0 where it is no item
/// @param families bits of the families of meaning of its words
/// @param stems bits of the stems of its words, of many stems the same: most words of a question
///   are told to be in none of a reply's statements by that
record Statement(
    int from,
    int to,
    int subject,
    boolean refers,
    long offers,
    long opens,
    int item,
    long[] families,
    long stems) {

  /// The bit of a stem.
  static long bit(long stem) {
    return 1L << stem;
  }

  boolean offers(long groups) {
    return (offers & groups) != 0;
  }

  boolean opens(long groups) {
    return (opens & groups) != 0;
  }

  /// How much a word of a question has to do with this statement: 1 for the same word, less for one
  /// of its family, 0 for none.
  double echoes(Worded question, int word, Worded reply) {
    var stem = question.stem(word);
    if ((stems & bit(stem)) != 0 && has(reply, stem)) {
      return 1;
    }
    for (var family : question.families(word)) {
      if ((families[family >> 6] & (1L << family)) != 0) {
        return 0.7;
      }
    }
    return 0;
  }

  private boolean has(Worded reply, long stem) {
    for (var i = from; i < to; i++) {
      if (reply.stem(i) == stem) {
        return true;
      }
    }
    return false;
  }
}
