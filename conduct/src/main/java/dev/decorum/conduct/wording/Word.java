package dev.decorum.conduct.wording;

import java.util.List;

/// What is known of a word.
///
/// @param stem what its forms have in common
/// @param kind the number for what patterns know it by
/// @param families the families of meaning it belongs to
/// @param classes the bits of its classes
/// @param parts the words it stands for when it is a short form, else empty
record Word(long stem, int kind, int[] families, long classes, List<Word> parts) {

  /// What an ending is short for that says nothing, as the `'s` of `Helen's`.
  static final Word NOTHING = new Word(0, 0, new int[0], 0);

  boolean nothing() {
    return kind == 0 && parts.isEmpty();
  }

  Word(long stem, int kind, int[] families, long classes) {
    this(stem, kind, families, classes, List.of());
  }

  static Word shortFor(List<Word> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Word(0, 0, new int[0], 0, List.copyOf(parts));
  }
}
