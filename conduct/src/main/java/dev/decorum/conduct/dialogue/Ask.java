package dev.decorum.conduct.dialogue;

import dev.decorum.conduct.wording.Worded;
import org.jspecify.annotations.Nullable;

/// One thing that a client asks: a clause, from its first word to after its last.
///
/// @param told the kind of answer with which a request is met, too: a time for `I want a date`
/// @param formula whether it is a matter only when nothing else is asked: a mere wish for an answer
///   (`please get back to me`), or why somebody asks (`we are looking for …`)
/// @param otherwise whether it matters only when the answer to the one before is no: `if not, …`
record Ask(int from, int to, Type type, @Nullable Type told, boolean formula, boolean otherwise) {

  /// What kind of answer would do.
  enum Type {
    YES_NO,
    WHEN,
    HOW_MUCH,
    HOW_LONG,
    HOW_MANY,
    WHERE,
    WHO,
    WHY,
    HOW,
    WHAT,
    /// Something is to be done.
    DO
  }

  int start(Worded text) {
    return text.start(from);
  }

  int end(Worded text) {
    return text.end(to - 1);
  }
}
