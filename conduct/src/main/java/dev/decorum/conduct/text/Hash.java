package dev.decorum.conduct.text;

/// Words as numbers, so that looking one up makes no string and reads its letters but once.
public final class Hash {

  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  public static long of(CharSequence text, int from, int to) {
    return end(of(START, text, from, to));
  }

  public static long of(CharSequence word) {
    return of(word, 0, word.length());
  }

  /// Hashes a word of which only the first part is there, followed by another ending.
  public static long of(CharSequence text, int from, int to, CharSequence ending) {
    return end(of(of(START, text, from, to), ending, 0, ending.length()));
  }

  private static long of(long begun, CharSequence text, int from, int to) {
    var hash = begun;
    for (var i = from; i < to; i++) {
      hash = next(hash, text.charAt(i));
    }
    return hash;
  }

  /// Before the first letter.
  static long start() {
    return START;
  }

  /// With one more letter.
  static long next(long begun, char letter) {
    return (begun ^ letter) * PRIME;
  }

  /// Behind the last letter; never 0.
  static long end(long begun) {
    var mixed = begun ^ (begun >>> 29);
    return mixed == 0 ? 1 : mixed;
  }
}
