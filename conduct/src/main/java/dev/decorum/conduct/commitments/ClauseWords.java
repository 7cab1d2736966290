package dev.decorum.conduct.commitments;

import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.WordClass;

/// The classes of words that clauses are told apart by; `grammar/commitment-words.txt` names them.
final class ClauseWords {

  /// Verbs that go on with a promise after `and`.
  final WordClass act;

  /// The same of a third person: `… and writes to you`.
  final WordClass acts;

  /// Words between the parts of a verb.
  final WordClass adverb;

  /// What is asked of the reader.
  final WordClass ask;

  /// `and`, `then`.
  final WordClass both;

  final WordClass comma;

  /// Words of a rule for everybody.
  final WordClass custom;

  final WordClass det;

  /// Hopes and guesses.
  final WordClass doubt;

  /// Where a clause ends.
  final WordClass end;

  /// What asks for a thing: `find out`.
  final WordClass finding;

  /// People in general.
  final WordClass generic;

  /// `usually`, `as a rule`.
  final WordClass habit;

  /// `perhaps`, `probably`.
  final WordClass hedge;

  /// Verbs after which `if` and `when` ask.
  final WordClass inform;

  /// Nouns that a time may belong to.
  final WordClass lateEvent;

  /// Takes a promise back, wherever in its clause it stands.
  final WordClass lateNot;

  /// Begins a clause, where another subject follows.
  final WordClass linker;

  /// Names that are words as well.
  final WordClass name;

  /// `i.e.`
  final WordClass namely;

  final WordClass not;

  /// `Please note` asks for nothing.
  final WordClass note;

  final WordClass of;

  /// Words of advertising.
  final WordClass offer;

  /// What a thing is delivered in: `chapter`, `phase`.
  final WordClass pieces;

  final WordClass pronoun;
  final WordClass question;

  /// `which`, `who`.
  final WordClass relative;

  /// Verbs of telling.
  final WordClass said;

  /// People of the writer's side.
  final WordClass staff;

  /// What instructions begin with.
  final WordClass step;

  /// What a gap in a pattern does not run over: verbs, subjects, links.
  final WordClass stops;

  /// Verbs by which somebody tells a thing: `what they say`.
  final WordClass tells;

  final WordClass then;

  /// Articles of one certain thing: `your`, `the`.
  final WordClass certain;

  /// Parties that the writer cannot speak for.
  final WordClass third;

  /// Verbs that with a `not` before them promise nothing.
  final WordClass vouch;

  final WordClass we;

  /// Words after which nothing is promised.
  final WordClass wh;

  final WordClass will;
  final WordClass you;

  ClauseWords(Lexicon lexicon) {
    act = lexicon.words("act");
    acts = lexicon.words("acts");
    adverb = lexicon.words("adv");
    ask = lexicon.words("ask");
    both = lexicon.words("both");
    certain = lexicon.words("certain");
    comma = lexicon.words("comma");
    custom = lexicon.words("custom");
    det = lexicon.words("det");
    doubt = lexicon.words("doubt");
    end = lexicon.words("end");
    finding = lexicon.words("finding");
    generic = lexicon.words("generic");
    habit = lexicon.words("habit");
    hedge = lexicon.words("hedge");
    inform = lexicon.words("inform");
    lateEvent = lexicon.words("lateevent");
    lateNot = lexicon.words("latenot");
    linker = lexicon.words("linker");
    name = lexicon.words("name");
    namely = lexicon.words("namely");
    not = lexicon.words("not");
    note = lexicon.words("note");
    of = lexicon.words("of");
    offer = lexicon.words("offer");
    pieces = lexicon.words("pieces");
    pronoun = lexicon.words("pronoun");
    question = lexicon.words("question");
    relative = lexicon.words("relative");
    said = lexicon.words("said");
    staff = lexicon.words("staff");
    step = lexicon.words("step");
    stops = lexicon.words("stop");
    tells = lexicon.words("tells");
    then = lexicon.words("then");
    third = lexicon.words("third");
    vouch = lexicon.words("vouch");
    we = lexicon.words("we");
    wh = lexicon.words("wh");
    will = lexicon.words("will");
    you = lexicon.words("you");
  }
}
