package dev.decorum.conduct.wording;

/// Words as numbers, so that looking one up makes no string.
final class Hash {

  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  static long of(CharSequence text, int from, int to) {
    var hash = START;
    for (var i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return spread(hash);
  }

  static long of(CharSequence word) {
    return of(word, 0, word.length());
  }

  /// Hashes a word of which only the first part is there, followed by another ending.
  static long of(CharSequence text, int from, int to, CharSequence ending) {
    var hash = START;
    for (var i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    for (var i = 0; i < ending.length(); i++) {
      hash = (hash ^ ending.charAt(i)) * PRIME;
    }
    return spread(hash);
  }

  private static long spread(long hash) {
    var mixed = hash ^ (hash >>> 29);
    return mixed == 0 ? 1 : mixed;
  }
}
