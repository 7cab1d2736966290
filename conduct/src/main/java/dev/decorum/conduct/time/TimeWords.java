package dev.decorum.conduct.time;

import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.WordClass;

/// The classes of words that dates and times are made of.
final class TimeWords {

  final WordClass number;
  final WordClass count;
  final WordClass ordinal;
  final WordClass weekday;
  final WordClass shortday;
  final WordClass month;
  final WordClass unit;
  final WordClass part;
  final WordClass zone;
  final WordClass half;
  final WordClass oclock;
  final WordClass hours;
  final WordClass lead;
  final WordClass join;
  final WordClass to;
  final WordClass and;
  final WordClass or;
  final WordClass bare;
  final WordClass capital;
  final WordClass possessive;
  final WordClass dotted;

  TimeWords(Lexicon lexicon) {
    number = lexicon.words("n");
    count = lexicon.words("count");
    ordinal = lexicon.words("ordinal");
    weekday = lexicon.words("weekday");
    shortday = lexicon.words("shortday");
    month = lexicon.words("month");
    unit = lexicon.words("unit");
    part = lexicon.words("part");
    zone = lexicon.words("zone");
    half = lexicon.words("half");
    oclock = lexicon.words("oclock");
    hours = lexicon.words("hours");
    lead = lexicon.words("lead");
    join = lexicon.words("join");
    to = lexicon.words("to");
    and = lexicon.words("and");
    or = lexicon.words("or");
    bare = lexicon.words("bare");
    capital = lexicon.words("capital");
    possessive = lexicon.words("possessive");
    dotted = lexicon.words("dotted");
  }
}
