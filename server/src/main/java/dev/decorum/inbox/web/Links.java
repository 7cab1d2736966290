package dev.decorum.inbox.web;

import dev.decorum.inbox.web.Entry.Piece;
import java.util.ArrayList;
import java.util.List;

/// Finds the web addresses in plain text, in one pass.
final class Links {

  private static final int LONGEST = 2_000;

  private Links() {}

  /// `text` cut into stretches with and without an address.
  static List<Piece> in(String text) {
    var pieces = new ArrayList<Piece>();
    int plainFrom = 0;
    int at = text.indexOf("http");
    while (at >= 0) {
      int end = endOfAddress(text, at);
      if (end > at) {
        if (at > plainFrom) {
          pieces.add(new Piece(text.substring(plainFrom, at), null));
        }
        String address = text.substring(at, end);
        pieces.add(new Piece(address, address));
        plainFrom = end;
      }
      at = text.indexOf("http", Math.max(end, at + 4));
    }
    if (plainFrom < text.length()) {
      pieces.add(new Piece(text.substring(plainFrom), null));
    }
    return pieces;
  }

  /// Where the address that starts at `start` ends; `start` when none starts there.
  private static int endOfAddress(String text, int start) {
    int host =
        text.startsWith("https://", start)
            ? start + 8
            : text.startsWith("http://", start) ? start + 7 : start;
    if (host == start || start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      return start;
    }
    int end = host;
    while (end < text.length() && end - start < LONGEST && isPartOfAddress(text.charAt(end))) {
      end++;
    }
    // A full stop or a bracket after an address belongs to the sentence.
    while (end > host && ".,;:!?)]}'\"".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > host && Character.isLetterOrDigit(text.charAt(host)) ? end : start;
  }

  private static boolean isPartOfAddress(char c) {
    return c > ' '
        && c != '<'
        && c != '>'
        && c != '"'
        && c != '\u00a0'
        && !Character.isISOControl(c);
  }
}
