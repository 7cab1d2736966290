package dev.decorum.conduct.text;

import dev.decorum.conduct.automaton.Ints;
import java.util.ArrayList;
import java.util.List;

/// What each stretch of a text is: its zone, and whether it is speech or an address. Kept as the
/// offsets where that changes.
final class Marks {

  /// Zones are below, what else is told of a stretch above.
  private static final int ZONES = 0x0f;

  private final int length;
  private final Ints starts = new Ints(16);
  private final Ints values = new Ints(16);
  private int recent;

  private Marks(int length) {
    this.length = length;
  }

  /// Reads zones line by line, then what lies inside the lines.
  static Marks of(String text, String plain, Words words, Sequence sequence, Language language) {
    var zones = new Marks(plain.length());
    new Zoner(text, plain, words, sequence, language).read(zones);
    var insets = new Insets(plain, words);
    return insets.none() ? zones : zones.with(insets);
  }

  /// From `offset` on, all is `value`.
  void from(int offset, int value) {
    if (offset >= length) {
      return;
    }
    var last = starts.size() - 1;
    if (last >= 0 && values.get(last) == value) {
      return;
    }
    if (last >= 0 && starts.get(last) == offset) {
      values.set(last, value);
    } else {
      starts.add(offset);
      values.add(value);
    }
  }

  /// Whether all is the writer's own prose, which most messages are.
  boolean plain() {
    for (var run = 0; run < values.size(); run++) {
      var value = values.get(run);
      if (value > ZONES || value == Zone.QUOTED.ordinal() || value == Zone.CODE.ordinal()) {
        return false;
      }
    }
    return true;
  }

  /// Most who ask go through a text from its beginning to its end: the run that was asked for last,
  /// or the next one, is nearly always right. Threads may overwrite each other's.
  int at(int offset) {
    var run = recent;
    if (!covers(run, offset)) {
      run = covers(run + 1, offset) ? run + 1 : starts.floor(offset);
      recent = run;
    }
    return run < 0 ? Zone.BODY.ordinal() : values.get(run);
  }

  private boolean covers(int run, int offset) {
    return run >= 0
        && run < starts.size()
        && starts.get(run) <= offset
        && (run + 1 == starts.size() || offset < starts.get(run + 1));
  }

  private Marks with(Insets insets) {
    var joined = new Marks(length);
    var run = 0;
    for (var i = 0; i < insets.count(); i++) {
      var start = insets.start(i);
      var end = insets.end(i);
      while (run < starts.size() && starts.get(run) <= start) {
        joined.from(starts.get(run), values.get(run));
        run++;
      }
      joined.from(start, inset(at(start), insets.kind(i)));
      for (; run < starts.size() && starts.get(run) < end; run++) {
        joined.from(starts.get(run), inset(values.get(run), insets.kind(i)));
      }
      joined.from(end, at(end));
    }
    for (; run < starts.size(); run++) {
      joined.from(starts.get(run), values.get(run));
    }
    return joined;
  }

  private static int inset(int value, int kind) {
    return kind == Insets.CODE ? Zone.CODE.ordinal() : value | kind;
  }

  /// Offsets at which another zone begins, the first one left out.
  Ints zoneStarts() {
    var changes = new Ints(8);
    for (var run = 1; run < starts.size(); run++) {
      if (((values.get(run) ^ values.get(run - 1)) & ZONES) != 0
          && values.get(run) != Zone.CODE.ordinal()
          && values.get(run - 1) != Zone.CODE.ordinal()) {
        changes.add(starts.get(run));
      }
    }
    return changes;
  }

  List<Span> zone(Zone zone) {
    return spans(ZONES, zone.ordinal());
  }

  List<Span> with(int flag) {
    return spans(flag, flag);
  }

  private List<Span> spans(int mask, int value) {
    var spans = new ArrayList<Span>();
    var start = -1;
    for (var run = 0; run < starts.size(); run++) {
      var matches = (values.get(run) & mask) == value;
      if (matches && start < 0) {
        start = starts.get(run);
      } else if (!matches && start >= 0) {
        spans.add(new Span(start, starts.get(run)));
        start = -1;
      }
    }
    if (start >= 0) {
      spans.add(new Span(start, length));
    }
    return spans;
  }
}
