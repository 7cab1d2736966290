package dev.decorum.conduct.leaks;

import java.util.Locale;

/// What a phrase of `leaks/labels.txt` tells about the words around it.
enum Label {
  CARD(Domain.NUMBER),
  /// A national id that may also be one of an organisation, or of another kind.
  ID(Domain.NUMBER),
  /// A national id and nothing else: what follows is one, whatever it looks like.
  SURE_ID(Domain.NUMBER),
  PASSPORT(Domain.NUMBER),
  BIRTH(Domain.NUMBER),
  /// A number that may be told: of an order, an invoice, a parcel, a phone.
  NEUTRAL(Domain.NUMBER),
  /// After it comes a date that is nobody's birth.
  DEADLINE(Domain.DEADLINE),
  /// An account that the client is asked to pay into.
  PAYEE(Domain.ACCOUNT),
  /// An account of somebody else.
  HOLDER(Domain.ACCOUNT),
  PASSWORD(Domain.SECRET),
  PIN(Domain.SECRET),
  KEY(Domain.SECRET),
  /// About a secret, such as a password's length.
  ABOUT_SECRET(Domain.SECRET),
  /// For everybody who comes by, such as the password of a guest network.
  SHARED(Domain.SECRET),
  /// Where somebody is told how to get in.
  LOGIN(Domain.LOGIN),
  /// Between a secret's name and itself.
  IS(Domain.LINK),
  /// Between a secret and the word for it: `as`.
  AS(Domain.AS),
  UNIT(Domain.UNIT),
  ILLNESS(Domain.HEALTH),
  /// Said of somebody: pregnant, diabetic.
  ILL(Domain.HEALTH),
  /// A part of the body that hardly anything else has.
  BODY(Domain.BODY),
  /// A part of the body that tables and machines have too.
  LIMB(Domain.BODY),
  /// What may be wrong with a part of the body.
  STATE(Domain.STATE),
  /// An examination, or the report of one.
  EXAM(Domain.EXAM),
  /// What an examination says.
  RESULT(Domain.RESULT),
  /// A phrase with a word of illness in it that is about nobody's health.
  HARMLESS(Domain.HEALTH),
  /// Directly after a word of illness: not somebody's illness is meant but a thing.
  THING(Domain.THING),
  /// Somebody.
  PERSON(Domain.PERSON),
  /// Whose: `your`.
  OWNER(Domain.PERSON),
  /// Whose: `his`, `their`, which may also be those of many.
  THEIRS(Domain.PERSON),
  /// People in general.
  GROUP(Domain.PERSON),
  ANIMAL(Domain.PERSON),
  /// The writer.
  WRITER(Domain.PERSON),
  /// Asked, or only possible.
  MAYBE(Domain.MAYBE),
  /// Between somebody and an illness.
  HAS(Domain.HAS),
  /// Before an illness of somebody, whoever it is.
  DIAGNOSED(Domain.HAS),
  /// Of what kind an illness is: `chronic`, `type 2`.
  QUALITY(Domain.QUALITY),
  /// Between two illnesses.
  AND(Domain.AND),
  /// Between an illness and somebody: `of`.
  OF(Domain.OF),
  INTERNAL(Domain.INTERNAL),
  /// Internal where a comma or a colon follows.
  INTERNAL_OPENING(Domain.INTERNAL),
  ABOUT_INTERNAL(Domain.INTERNAL),
  /// Before what is not to be told.
  FORBID(Domain.INTERNAL),
  NOT(Domain.NOT),
  TELL(Domain.TELL),
  /// The client, spoken of as somebody who does not read along.
  THIRD(Domain.THIRD),
  HARMLESS_THIRD(Domain.THIRD),
  /// What colleagues say to each other of a client.
  TRAIT(Domain.TRAIT);

  /// Phrases of one domain compete: the longest counts.
  enum Domain {
    NUMBER,
    DEADLINE,
    ACCOUNT,
    SECRET,
    LOGIN,
    LINK,
    AS,
    UNIT,
    HEALTH,
    BODY,
    STATE,
    EXAM,
    RESULT,
    THING,
    PERSON,
    MAYBE,
    HAS,
    QUALITY,
    OF,
    AND,
    INTERNAL,
    NOT,
    TELL,
    THIRD,
    TRAIT
  }

  static final Label[] ALL = values();
  static final int DOMAINS = Domain.values().length;

  final Domain domain;

  Label(Domain domain) {
    this.domain = domain;
  }

  /// The set of one.
  long bit() {
    return 1L << ordinal();
  }

  static long set(Label... labels) {
    var set = 0L;
    for (var label : labels) {
      set |= label.bit();
    }
    return set;
  }

  static Label of(String word) {
    return valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
