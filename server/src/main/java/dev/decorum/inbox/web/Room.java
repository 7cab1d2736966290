package dev.decorum.inbox.web;

import dev.decorum.inbox.web.Entry.Piece;
import java.util.ArrayList;
import java.util.List;

/// How much of a thread still fits on a page. The newest comes first and takes what it needs, so
/// that a page comes quickly and stays quick whatever was pasted, quoted or attached.
final class Room {

  /// As many letters as thirty long mails have.
  private static final int LETTERS = 40_000;

  private static final int FILES = 24;

  private static final int LINKS = 60;

  /// So much of each is shown in any case.
  private static final int FEW_LETTERS = 500;

  private static final int FEW_FILES = 3;

  /// More of them nobody follows; they stay as words.
  private static final int MOST_LINKS = 1_000;

  private int letters;
  private int files;
  private int links;

  private Room(int letters, int files, int links) {
    this.letters = letters;
    this.files = files;
    this.links = links;
  }

  static Room ofPage() {
    return new Room(LETTERS, FILES, LINKS);
  }

  static Room unlimited() {
    return new Room(Integer.MAX_VALUE, Integer.MAX_VALUE, MOST_LINKS);
  }

  /// The text, or its beginning.
  String text(String text) {
    int length = Math.min(text.length(), Math.max(letters, FEW_LETTERS));
    // Between words where there are any, and never between the halves of a letter.
    if (length < text.length()) {
      int space = text.lastIndexOf(' ', length);
      if (space > length / 2) length = space;
      else if (Character.isHighSurrogate(text.charAt(length - 1))) length--;
    }
    letters -= Math.min(letters, length);
    return text.substring(0, length);
  }

  /// Whether all of a text that may be left out still fits.
  boolean holds(String text) {
    if (text.length() > letters) return false;
    letters -= text.length();
    return true;
  }

  /// The text with its addresses, as long as there are not too many of them.
  List<Piece> links(List<Piece> pieces) {
    var kept = new ArrayList<Piece>();
    for (var piece : pieces) {
      boolean link = piece.href() != null;
      kept.add(link && links <= 0 ? new Piece(piece.text(), null) : piece);
      if (link) links--;
    }
    return kept;
  }

  <T> List<T> files(List<T> all) {
    var shown = all.subList(0, Math.min(all.size(), Math.max(files, FEW_FILES)));
    files -= Math.min(files, shown.size());
    return shown;
  }
}
