package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.wording.Wording;

/// The classes of words by which questions and statements are compared, as bits for `Worded.is`.
///
/// @param fillers that tell nothing of what a text is about
/// @param light that tell little
/// @param needing that speak of what is needed
/// @param anaphors that refer to what was named before
/// @param receiving that speak of something coming in
/// @param hours that speak of being open
/// @param adjuncts with which the circumstances of a matter begin
record Words(
    long fillers,
    long light,
    long numbers,
    long needing,
    long anaphors,
    long alternatives,
    long dates,
    long receiving,
    long hours,
    long adjuncts) {

  static Words of(Wording wording) {
    var dates = wording.wordsOf("weekday") | wording.wordsOf("month") | wording.wordsOf("dayword");
    return new Words(
        wording.wordsOf("stop"),
        wording.wordsOf("light") | dates,
        wording.wordsOf("number"),
        wording.wordsOf("needing"),
        wording.wordsOf("anaphor"),
        wording.wordsOf("alternative"),
        dates,
        wording.wordsOf("receiving"),
        wording.wordsOf("openingword"),
        wording.wordsOf("adjunct"));
  }
}
