package dev.decorum.conduct.automaton;

import dev.decorum.conduct.automaton.Automaton.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// The states of an [Automaton] that texts have led to, each a number.
///
/// Where a token leads from a state stands in one table for all states, a number of 64 bits each,
/// so that a look-up touches but one place of the memory. The table is filled under the lock of the
/// automaton and read without one: an entry is written once, and who sees less than there is asks
/// again under the lock.
public final class States {

  /// What is known before the first token.
  public static final int ROOT = 1 << States.FLAGS;

  /// Nothing can match any more, and nothing has just ended.
  public static final int DEAD = States.LAST;

  /// A state is its number with two flags below it.
  private static final int FLAGS = 2;

  private static final int LAST = 1;
  private static final int ENDS = 2;

  /// An entry of the table is, from above, the number of a state, a kind, and the state that the
  /// two lead to; 0 is none.
  private static final int STATE_BITS = 20;

  private static final int KIND_BITS = 64 - STATE_BITS - STATE_BITS + FLAGS;
  private static final long STATE = (1L << STATE_BITS) - 1;

  /// When there is so much, all is forgotten: fewer states than their numbers have bits for.
  private static final int MOST_TRANSITIONS = 1 << 17;

  private static final int MOST_FIRSTS = 1 << 17;
  private static final int[] NONE = {};

  private final Automaton automaton;
  private final Map<Place, Integer> numbers = new HashMap<>();
  private int count = 2;
  private int transitions;

  /// By number of a state.
  private volatile @Nullable Place[] places = new Place[64];

  private volatile AtomicLongArray table = new AtomicLongArray(1 << 8);

  /// By kind: what a first token leads to; 0 until asked for. Not all kinds have a place here.
  private volatile int[] firsts = new int[64];

  States(Automaton automaton) {
    this.automaton = automaton;
    places[ROOT >> FLAGS] = new Place(new int[] {Automaton.Builder.ROOT}, NONE);
  }

  /// Whether no token leads on.
  public static boolean last(int state) {
    return (state & LAST) != 0;
  }

  /// Whether a pattern ends in a state.
  public static boolean ends(int state) {
    return (state & ENDS) != 0;
  }

  /// The labels of the patterns that end in a state, in order, each once; not to be changed.
  public int[] labels(int state) {
    return ends(state) ? place(state).labels() : NONE;
  }

  private Place place(int state) {
    var number = state >> FLAGS;
    var known = places;
    var place = number < known.length ? known[number] : null;
    return place == null ? lockedPlace(number) : place;
  }

  private Place lockedPlace(int number) {
    synchronized (automaton) {
      var place = places[number];
      if (place == null) {
        throw new IllegalArgumentException("no such state");
      }
      return place;
    }
  }

  /// What is known after the first token; nearly all there is to ask in most texts.
  public int first(int kind) {
    var known = firsts;
    if (kind < known.length) {
      var state = known[kind];
      if (state != 0) {
        return state;
      }
    }
    return makeFirst(kind);
  }

  /// What is known after another token; [#DEAD] where it leads nowhere and nothing ends.
  public int next(int state, int kind) {
    var known = find(table, key(state, kind));
    return known == 0 ? make(state, kind) : known;
  }

  private static long key(int state, int kind) {
    return (long) (state >> FLAGS) << KIND_BITS | kind;
  }

  private static int find(AtomicLongArray table, long key) {
    var mask = table.length() - 1;
    for (var slot = slot(key, mask); ; slot = slot + 1 & mask) {
      var entry = table.getOpaque(slot);
      if (entry >>> STATE_BITS == key) {
        return (int) (entry & STATE);
      }
      if (entry == 0) {
        return 0;
      }
    }
  }

  private static int slot(long key, int mask) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
  }

  private int makeFirst(int kind) {
    synchronized (automaton) {
      var state = next(ROOT, kind);
      if (kind < MOST_FIRSTS) {
        var known = firsts;
        if (kind >= known.length) {
          known = Arrays.copyOf(known, Integer.highestOneBit(kind) * 2);
        }
        known[kind] = state;
        firsts = known;
      }
      return state;
    }
  }

  private int make(int state, int kind) {
    if (last(state)) {
      return DEAD;
    }
    synchronized (automaton) {
      var known = find(table, key(state, kind));
      if (known != 0) {
        return known;
      }
      var next = state(automaton.after(place(state).nodes(), kind));
      if (++transitions * 2 > table.length()) {
        table = wider();
      }
      put(table, key(state, kind) << STATE_BITS | next);
      if (transitions == MOST_TRANSITIONS) {
        automaton.forget();
      }
      return next;
    }
  }

  private int state(Place place) {
    if (place.nodes().length == 0 && place.labels().length == 0) {
      return DEAD;
    }
    var number = numbers.computeIfAbsent(place, this::add);
    return number << FLAGS
        | (place.nodes().length == 0 ? LAST : 0)
        | (place.labels().length > 0 ? ENDS : 0);
  }

  private int add(Place place) {
    if (count == places.length) {
      places = Arrays.copyOf(places, count * 2);
    }
    places[count] = place;
    return count++;
  }

  private AtomicLongArray wider() {
    var wider = new AtomicLongArray(table.length() * 2);
    for (var slot = 0; slot < table.length(); slot++) {
      var entry = table.getPlain(slot);
      if (entry != 0) {
        put(wider, entry);
      }
    }
    return wider;
  }

  private static void put(AtomicLongArray table, long entry) {
    var mask = table.length() - 1;
    var slot = slot(entry >>> STATE_BITS, mask);
    while (table.getPlain(slot) != 0) {
      slot = slot + 1 & mask;
    }
    table.setOpaque(slot, entry);
  }
}
