package dev.decorum.conduct.commitments;

import java.util.Locale;

/// What a pattern of the `grammar/commitments.txt` of a language folder finds.
enum Kind {
  /// A promise, with a time or without.
  PROMISE,
  /// A promise where a time stands with it.
  TIMED,
  /// A promise where a day or an hour stands with it: "we answer within two days" is a custom.
  DATED,
  /// A promise of somebody with a name, where it speaks of the reader or has a time.
  NAMED,
  /// As [#NAMED], where a day or an hour stands with it.
  NAMED_DATED,
  /// A promise at the beginning of a clause, such as `expect a call`.
  EXPECT,
  /// A promise whose subject stands before: `I have asked them and will call you`.
  ELIDED,
  /// A promise of whoever it is that does something for the client; not of third parties.
  OTHER,
  /// Looks like a promise and is none.
  NO,
  /// Makes a promise depend on something.
  CONDITION;

  /// @throws IllegalArgumentException for a name that is none
  static Kind of(String name) {
    return valueOf(name.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
