package dev.decorum.conduct.reply;

import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;
import java.util.HashSet;

/// Abbreviations that neither the reply explains nor the client used.
final class Abbreviations {

  private static final int LONGEST = 5;

  private Abbreviations() {}

  /// Lists: `known`, what everybody knows.
  static void look(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    var known = lists.inReply("known");
    var seen = new HashSet<String>();
    for (var word = 0; word < reading.words(); word++) {
      var start = reading.wordStart(word);
      var end = reading.wordEnd(word);
      if (abbreviation(reading, start, end)
          && !known.touches(start, end)
          && !amongCapitals(reading, word)
          && !explained(reading, word)
          && !clients(exchange, reading.word(word))
          && seen.add(reading.word(word))) {
        report.mark(start, end);
      }
    }
  }

  private static boolean abbreviation(Reading reading, int start, int end) {
    var text = reading.text();
    var letters = end;
    if (end - start > 2 && text.charAt(end - 1) == 's') {
      letters--;
    }
    if (letters - start < 2 || letters - start > LONGEST || !reading.ownAt(start)) {
      return false;
    }
    var zone = reading.zoneAt(start);
    if (zone != Zone.BODY && zone != Zone.POSTSCRIPT) {
      return false;
    }
    for (var i = start; i < letters; i++) {
      if (!Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return !partOfCode(text, start, end);
  }

  /// `AB-1234`, `RE2024/17`, `W1A 1AA`: numbers of orders and places.
  private static boolean partOfCode(String text, int start, int end) {
    var after = end < text.length() ? text.charAt(end) : ' ';
    var next = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
    var before = start > 0 ? text.charAt(start - 1) : ' ';
    var earlier = start > 1 ? text.charAt(start - 2) : ' ';
    return "-/_.#&@".indexOf(after) >= 0 && Character.isLetterOrDigit(next)
        || "-/_.#&@:".indexOf(before) >= 0 && Character.isLetterOrDigit(earlier)
        || before == '#'
        || after == ' ' && Character.isDigit(next)
        || before == ' ' && Character.isDigit(earlier) && !section(text, start - 2);
  }

  /// `4.2.1 GTC`: a number with two dots is that of a section, and no amount.
  private static boolean section(String text, int last) {
    var dots = 0;
    for (var i = last;
        i >= 0 && (Character.isDigit(text.charAt(i)) || text.charAt(i) == '.');
        i--) {
      dots += text.charAt(i) == '.' ? 1 : 0;
    }
    return dots > 1;
  }

  private static boolean amongCapitals(Reading reading, int word) {
    return capitals(reading, word - 1) || capitals(reading, word + 1);
  }

  private static boolean capitals(Reading reading, int word) {
    if (word < 0 || word >= reading.words()) {
      return false;
    }
    var start = reading.wordStart(word);
    var end = reading.wordEnd(word);
    if (end - start < 4) {
      return false;
    }
    for (var i = start; i < end; i++) {
      if (!Character.isUpperCase(reading.text().charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// `EORI (your number at customs)`, `your number at customs (EORI)`, or after words with the same
  /// initials.
  private static boolean explained(Reading reading, int word) {
    var plain = reading.plain();
    var start = reading.wordStart(word);
    var end = reading.wordEnd(word);
    if (start > 0 && plain.charAt(start - 1) == '(') {
      return true;
    }
    var i = end;
    while (i < plain.length() && i < end + 24 && "(.!?\n".indexOf(plain.charAt(i)) < 0) {
      i++;
    }
    if (i < plain.length() && plain.charAt(i) == '(') {
      return true;
    }
    var abbreviation = reading.word(word);
    for (var first = Math.max(0, word - 30);
        first < Math.min(reading.words(), word + 12);
        first++) {
      if (initials(reading, first, abbreviation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean initials(Reading reading, int first, String abbreviation) {
    if (first + abbreviation.length() > reading.words()) {
      return false;
    }
    for (var i = 0; i < abbreviation.length(); i++) {
      var word = reading.word(first + i);
      if (word.length() < 2 || word.charAt(0) != abbreviation.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean clients(Exchange exchange, String abbreviation) {
    var client = exchange.client();
    return client != null && client.plain().contains(abbreviation);
  }
}
