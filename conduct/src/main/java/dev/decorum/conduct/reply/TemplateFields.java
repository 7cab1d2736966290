package dev.decorum.conduct.reply;

import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Zone;

/// Fields of a template that nobody filled in.
final class TemplateFields {

  private static final int LONGEST = 60;

  /// Signs with which fields begin.
  private static final String SIGNS = "{[<%$_#";

  /// Signs with which no name begins.
  private static final String BRACKETS = "{[<%";

  private TemplateFields() {}

  /// Lists: `field`, names of fields, which count between brackets and in capitals alone; `dummy`,
  /// filler that counts anywhere.
  static void look(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    var text = reading.text();
    var dummy = lists.inReply("dummy");
    for (var hit = 0; hit < dummy.count(); hit++) {
      report.mark(dummy.start(hit), dummy.end(hit));
    }
    if (mayHold(text)) {
      fields(exchange, lists, report);
    }
  }

  /// Whether a field opens in a part of a text.
  static boolean mayStandIn(String text, int from, int to) {
    for (var i = from; i < to; i++) {
      if (BRACKETS.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void fields(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    var text = reading.text();
    for (var i = 0; i < text.length(); i++) {
      var end =
          switch (text.charAt(i)) {
            case '{' -> braces(text, i);
            case '[' -> bracket(text, i, ']', lists);
            case '<' ->
                text.startsWith("<<", i) ? twice(text, i, '>') : bracket(text, i, '>', lists);
            case '%' -> percent(text, i);
            case '$' -> text.startsWith("${", i) ? braces(text, i + 1) : -1;
            case '_' -> run(text, i, '_', 3);
            case 'X' -> run(text, i, 'X', 3);
            case 'x' -> run(text, i, 'x', 4);
            case '#' -> hashes(text, i);
            default -> -1;
          };
      if (end > 0) {
        if (reading.zoneAt(i) != Zone.CODE
            && reading.zoneAt(i) != Zone.QUOTED
            && !reading.urlAt(i)) {
          report.mark(i, end);
        }
        i = end - 1;
      }
    }
  }

  /// Whether anything that begins a field is in a text: most have nothing of the kind.
  private static boolean mayHold(String text) {
    for (var i = 0; i < SIGNS.length(); i++) {
      if (text.indexOf(SIGNS.charAt(i)) >= 0) {
        return true;
      }
    }
    return text.contains("XXX") || text.contains("xxxx");
  }

  /// How far the end of a field is looked for.
  private static int farthest(String text, int start) {
    return Math.min(text.length(), start + LONGEST + 2);
  }

  /// `{{anything}}`, `{name}`, `{% … %}`.
  private static int braces(String text, int start) {
    var close = text.indexOf('}', start, farthest(text, start));
    if (close < 0 || close - start > LONGEST || text.substring(start, close).contains("\n")) {
      return -1;
    }
    var end = close + 1;
    while (end < text.length() && text.charAt(end) == '}') {
      end++;
    }
    return close - start > 1 ? end : -1;
  }

  /// `[NAME]`, `[insert date]`, `<first name>`: the name of a field, or all capitals.
  private static int bracket(String text, int start, char closing, Lists lists) {
    var close = text.indexOf(closing, start, farthest(text, start));
    if (close < 0 || close - start > LONGEST || close - start < 3) {
      return -1;
    }
    var inside = text.substring(start + 1, close);
    if (inside.indexOf('\n') >= 0
        || inside.indexOf('@') >= 0
        || inside.indexOf('/') >= 0 && closing == '>') {
      return -1;
    }
    var letters = inside.codePoints().filter(Character::isLetter).count();
    var shouted = letters >= 3 && inside.codePoints().noneMatch(Character::isLowerCase);
    return shouted || lists.inReply("field").within(start + 1, close) ? close + 1 : -1;
  }

  private static int twice(String text, int start, char closing) {
    var close = text.indexOf("" + closing + closing, start, farthest(text, start));
    return close < 0 || close - start > LONGEST ? -1 : close + 2;
  }

  /// `%NAME%`, `%first_name%`.
  private static int percent(String text, int start) {
    var i = start + 1;
    while (i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '_')) {
      i++;
    }
    return i - start > 2 && i < text.length() && text.charAt(i) == '%' ? i + 1 : -1;
  }

  /// `XXX`, `____`: a run with nothing of a word around it.
  private static int run(String text, int start, char c, int fewest) {
    var i = start;
    while (i < text.length() && text.charAt(i) == c) {
      i++;
    }
    var wordBefore = start > 0 && Character.isLetterOrDigit(text.charAt(start - 1));
    var wordAfter = i < text.length() && Character.isLetter(text.charAt(i));
    return i - start >= fewest && !wordBefore && !wordAfter && !masked(text, start, i) ? i : -1;
  }

  /// `XXXX 1234`, `XXX-44`: a number that was masked on purpose.
  private static boolean masked(String text, int start, int end) {
    var after = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
    var before = start > 1 ? text.charAt(start - 2) : ' ';
    return end < text.length() && " -".indexOf(text.charAt(end)) >= 0 && Character.isDigit(after)
        || end < text.length() && Character.isDigit(text.charAt(end))
        || Character.isDigit(before);
  }

  /// `##NAME##`.
  private static int hashes(String text, int start) {
    if (!text.startsWith("##", start)
        || start + 2 >= text.length()
        || !Character.isLetter(text.charAt(start + 2))) {
      return -1;
    }
    var close = text.indexOf("##", start + 2, farthest(text, start));
    return close < 0 || close - start > LONGEST ? -1 : close + 2;
  }
}
