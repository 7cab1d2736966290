package dev.decorum.conduct.text;

import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import java.util.concurrent.atomic.AtomicLongArray;

/// Numbers of words by their [Hash]: a look-up touches no word and but one place of the memory.
///
/// Words are told apart by 44 bits of their hashes and their place, which no two of a language
/// share. Filled by one thread at a time; others may read meanwhile.
public final class WordNumbers {

  /// An entry is the upper bits of a hash and, below them, the number of the word; 0 is none.
  private static final int NUMBER_BITS = 20;

  private static final long NUMBER = (1L << NUMBER_BITS) - 1;

  private final AtomicLongArray slots;

  /// With room for so many words.
  public WordNumbers(int most) {
    slots = new AtomicLongArray(Integer.highestOneBit(Math.max(1, most * 2 - 1)) * 2);
  }

  /// As it was [written][#write].
  public WordNumbers(Input in) {
    slots = new AtomicLongArray(in.longNumbers());
  }

  public void write(Output out) {
    var entries = new long[slots.length()];
    for (var slot = 0; slot < entries.length; slot++) {
      entries[slot] = slots.getPlain(slot);
    }
    out.numbers(entries);
  }

  /// The number of a word; 0 where it has none.
  public int get(long hash) {
    var mask = slots.length() - 1;
    for (var slot = (int) hash & mask; ; slot = slot + 1 & mask) {
      var entry = slots.getOpaque(slot);
      if (entry == 0 || ((entry ^ hash) & ~NUMBER) == 0) {
        return (int) (entry & NUMBER);
      }
    }
  }

  /// Adds a word, of which there must not be more than there is room for.
  ///
  /// @param number above 0 and below a million
  public void put(long hash, int number) {
    var mask = slots.length() - 1;
    var slot = (int) hash & mask;
    while (slots.getPlain(slot) != 0) {
      slot = slot + 1 & mask;
    }
    slots.setOpaque(slot, hash & ~NUMBER | number);
  }
}
