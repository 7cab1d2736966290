package dev.decorum.mail;

import java.util.ArrayList;
import java.util.List;

/// Tells the new words of a mail from quoted ones and from signatures, in one pass over its lines.
final class Zoner {

  private Zoner() {}

  static List<Zone> zones(String text) {
    var zones = new ArrayList<Zone>();
    int start = 0;
    Zone.Kind kind = null;
    int zoneStart = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end + 1;
      Zone.Kind next =
          text.charAt(start) == '>'
              ? Zone.Kind.QUOTE
              : kind == Zone.Kind.SIGNATURE || text.startsWith("-- \n", start)
                  ? Zone.Kind.SIGNATURE
                  : Zone.Kind.NEW;
      if (kind != null && next != kind) {
        zones.add(new Zone(kind, zoneStart, start));
        zoneStart = start;
      }
      kind = next;
      start = end;
    }
    if (kind != null) {
      zones.add(new Zone(kind, zoneStart, text.length()));
    }
    return zones;
  }
}
