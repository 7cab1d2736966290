package dev.decorum.conduct.leaks;

/// How much chance there is in a stretch of signs.
final class Entropy {

  private Entropy() {}

  /// Bits a sign, after Shannon, of the first 256 signs: words have less than 3.2, random signs of
  /// the same length more.
  static double of(String text, int from, int end) {
    var counts = new int[128];
    var signs = Math.min(end - from, 256);
    for (var i = from; i < from + signs; i++) {
      counts[text.charAt(i) & 127]++;
    }
    var bits = 0.0;
    for (var count : counts) {
      if (count > 0) {
        var part = (double) count / signs;
        bits -= part * Math.log(part) / Math.log(2);
      }
    }
    return bits;
  }
}
