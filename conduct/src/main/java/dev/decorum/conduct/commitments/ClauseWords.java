package dev.decorum.conduct.commitments;

import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.WordClass;

/// The classes of words that clauses are told apart by.
final class ClauseWords {

  /// Verbs that go on with a promise after `and`.
  final WordClass act;

  final WordClass adverb;
  final WordClass both;
  final WordClass comma;
  final WordClass det;
  final WordClass doubt;
  final WordClass end;
  final WordClass generic;
  final WordClass habit;
  final WordClass hedge;
  final WordClass inform;
  final WordClass lateEvent;
  final WordClass linker;
  final WordClass name;
  final WordClass not;
  final WordClass pronoun;
  final WordClass question;
  final WordClass said;
  final WordClass staff;
  final WordClass then;
  final WordClass we;
  final WordClass wh;
  final WordClass will;
  final WordClass you;

  final WordClass ask;

  final WordClass custom;

  final WordClass note;

  final WordClass vouch;

  final WordClass step;

  final WordClass offer;

  final WordClass third;

  final WordClass namely;

  final WordClass relative;

  /// Takes a promise back, wherever in its clause it stands.
  final WordClass lateNot;

  final WordClass of;

  ClauseWords(Lexicon lexicon) {
    act = lexicon.words("act");
    adverb = lexicon.words("adv");
    both = lexicon.words("both");
    comma = lexicon.words("comma");
    det = lexicon.words("det");
    doubt = lexicon.words("doubt");
    end = lexicon.words("end");
    generic = lexicon.words("generic");
    habit = lexicon.words("habit");
    hedge = lexicon.words("hedge");
    inform = lexicon.words("inform");
    lateEvent = lexicon.words("lateevent");
    linker = lexicon.words("linker");
    name = lexicon.words("name");
    not = lexicon.words("not");
    pronoun = lexicon.words("pronoun");
    question = lexicon.words("question");
    said = lexicon.words("said");
    staff = lexicon.words("staff");
    we = lexicon.words("we");
    then = lexicon.words("then");
    wh = lexicon.words("wh");
    will = lexicon.words("will");
    ask = lexicon.words("ask");
    custom = lexicon.words("custom");
    note = lexicon.words("note");
    vouch = lexicon.words("vouch");
    step = lexicon.words("step");
    offer = lexicon.words("offer");
    third = lexicon.words("third");
    namely = lexicon.words("namely");
    relative = lexicon.words("relative");
    lateNot = lexicon.words("latenot");
    of = lexicon.words("of");
    you = lexicon.words("you");
  }
}
