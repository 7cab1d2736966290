package dev.decorum.conduct.dialogue;

import java.util.Locale;

/// What speaks for or against a question being open: each a number between -1 and 3, whose weight
/// stands under its name in `weighing/answers.txt` of the language.
public enum Clue {
  /// Always 1: how likely a question is open when nothing else is known.
  ALWAYS,
  /// The largest share of the question's telling words that one statement has.
  SHARED_WORDS,
  /// The same of its very words, without related ones.
  NAMED,
  /// It wants a yes or no, and nothing says a word of what it names.
  UNNAMED,
  /// How surely the nearest statement with words in common answers, by words and kind.
  NEAREST,
  /// How well any statement is of the kind asked for: a time for `when`.
  KIND,
  /// A statement of the very kind asked for that speaks of no other question.
  KIND_FREE,
  /// How many statements speak of no other question, up to three.
  FREE,
  /// Every statement speaks of another question.
  NOTHING_FREE,
  /// How well the best of all statements would be the answer, by words, kind and place.
  BEST,
  /// That statement is a better answer to another question.
  BEST_TAKEN,
  /// There are more questions than statements, and all went to others.
  LEFT_OUT,
  /// How many statements stand between those that answer the questions before and behind, up to
  /// two.
  ROOM,
  /// A yes, no or the like that speaks of no other question, for who wants one.
  YES_OR_NO,
  /// The reply has an item with the question's number.
  LISTED,
  /// A statement that speaks of no other question goes on with what was named before: `it is …`.
  GOES_ON,
  /// The reply answers several questions as one: `yes to both`.
  AS_ONE,
  /// The answer is promised.
  LATER,
  /// An answer is promised in a statement that speaks of no question: it is good for all.
  LATER_FOR_ALL,
  /// The reply asks something back.
  ASKS_BACK,
  /// What speaks of the matter is praise, a receipt or of the occasion only.
  DODGED,
  /// No statement is left that could answer: all pass by.
  NOTHING_SAID,
  /// The question refers to what was named before: it need not be named again.
  REFERS,
  /// How much the question names: the more, the more of it an answer would have.
  NAMES_MUCH,
  /// It is the first of several, which is seldom forgotten.
  FIRST,
  /// It is the last of several, which is easily forgotten.
  LAST,
  /// Other questions are spoken of by name, and this one is not.
  OTHERS_NAMED,
  /// It matters only if the answer before is no.
  OTHERWISE,
  /// It asks for something that has no form of its own: `what`.
  WHAT,
  /// It asks for a figure or a time.
  MEASURED;

  /// Rare and nearly decisive: counts more, so that few examples are enough to give it its due.
  private static final double DECISIVE = 3;

  /// What it counts when it holds.
  double unit() {
    return switch (this) {
      case AS_ONE, LISTED, LATER_FOR_ALL, NOTHING_SAID -> DECISIVE;
      default -> 1;
    };
  }

  /// As it is written in lists.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
