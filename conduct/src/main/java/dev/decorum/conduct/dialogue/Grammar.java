package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.wording.Wording;

/// The classes of words of which questions are made, as bits for `Worded.is`.
///
/// @param auxiliaries that stand before the subject in a question
/// @param firm auxiliaries that, before a subject, make a question even without a question mark
/// @param soft auxiliaries that do so only before some subjects, since they also begin commands
/// @param possible auxiliaries that ask what can or may be done
/// @param offering auxiliaries that ask for something anywhere when `asked` follows
/// @param subjects words with which a subject begins
/// @param people subjects that are a word on their own
/// @param noSubjects words that never begin a subject
/// @param asking question words that ask even without an auxiliary: `who pays`
/// @param relatives question words that also go on with a statement
/// @param numbers that may stand behind a question word: `which one is …`
/// @param alternatives words that add a choice to a question
/// @param leads words that may stand before a question in its clause
/// @param linking words that may stand between a conjunction and what it joins
/// @param verbs that ask for something to be done
/// @param objects words with which begins what something is to be done to
/// @param articles words with which a thing begins that is named
/// @param fillers words that ask nothing on their own
/// @param shortSubjects subjects that follow an auxiliary in a question without any pause before
/// @param doing auxiliaries that ask for a statement in its plain form
/// @param echoing words that say the same of somebody else: `so am I`
/// @param coming words that only lead on to what is asked for: `come and look`
/// @param inverting words behind which an auxiliary stands before its subject in a statement
record Grammar(
    long questionWords,
    long relatives,
    long asking,
    long whether,
    long auxiliaries,
    long firm,
    long soft,
    long softSubjects,
    long possible,
    long offering,
    long asked,
    long subjects,
    long people,
    long noSubjects,
    long negators,
    long numbers,
    long alternatives,
    long leads,
    long conjunctions,
    long linking,
    long prepositions,
    long verbs,
    long objects,
    long articles,
    long fillers,
    long shortSubjects,
    long doing,
    long inverting,
    long echoing,
    long coming) {

  static Grammar of(Wording wording) {
    return new Grammar(
        wording.wordsOf("wh"),
        wording.wordsOf("relative"),
        wording.wordsOf("askingword"),
        wording.wordsOf("whether"),
        wording.wordsOf("aux"),
        wording.wordsOf("firmaux"),
        wording.wordsOf("softaux"),
        wording.wordsOf("softsubject"),
        wording.wordsOf("modal"),
        wording.wordsOf("offering"),
        wording.wordsOf("youlike"),
        wording.wordsOf("inverted"),
        wording.wordsOf("person"),
        wording.wordsOf("nosubject"),
        wording.wordsOf("negator"),
        wording.wordsOf("number"),
        wording.wordsOf("or"),
        wording.wordsOf("lead"),
        wording.wordsOf("andlike"),
        wording.wordsOf("linking"),
        wording.wordsOf("preposition"),
        wording.wordsOf("jointverb"),
        wording.wordsOf("object"),
        wording.wordsOf("itemstart"),
        wording.wordsOf("stop"),
        wording.wordsOf("shortsubject"),
        wording.wordsOf("do"),
        wording.wordsOf("inverting"),
        wording.wordsOf("echoing"),
        wording.wordsOf("comeand"));
  }
}
