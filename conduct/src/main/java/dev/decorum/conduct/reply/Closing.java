package dev.decorum.conduct.reply;

import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;

/// How a reply ends.
final class Closing {

  private static final int LAST_SENTENCES = 4;

  /// Among so many last lines a sign-off is looked for, each of at most so many words.
  private static final int LAST_LINES = 5;

  private static final int SHORT_LINE = 8;
  private static final int LONGEST_NAME = 5;
  private static final int FEWEST_DIGITS = 7;
  private static final String BETWEEN_DIGITS = " -./()";

  private Closing() {}

  /// Lists: `signs_off`, which may stand anywhere near the end; `thanks`, which must not be the
  /// opening words only; and `roles`, what else stands on a line by the writer's name.
  static void closing(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    if (!Replies.formal(exchange) || reading.words() == 0) {
      return;
    }
    var own = lastOwn(reading);
    var from = Math.max(0, own - LAST_SENTENCES + 1);
    var end = reading.sentences() == 0 ? 0 : reading.sentenceEnd(own);
    var body = firstBody(reading);
    var signOff = lists.inReply("signs_off");
    var thanks = lists.inReply("thanks");
    for (var sentence = from; sentence <= own; sentence++) {
      var start = reading.sentenceStart(sentence);
      // What stands at the very beginning greets: `Good morning`.
      if (signOff.within(Math.max(1, start), end)) {
        return;
      }
      if (sentence > body
          && (sentence >= own - 1 || reading.zoneAt(start) == Zone.SIGNATURE)
          && thanks.within(start, end)) {
        return;
      }
    }
    if (!setApart(exchange, lists.inReply("roles"))) {
      report.missing();
    }
  }

  /// Whether the writer's name stands on one of the last lines, and a few words of any kind on the
  /// line above or below: `Fair winds,` and `With love to the little man` are a sign-off by their
  /// place.
  private static boolean setApart(Exchange exchange, Lists.Found roles) {
    var reading = exchange.reply();
    var plain = reading.plain();
    var named = false;
    var apart = false;
    var end = plain.length();
    for (var lines = 0; end > 0 && lines < LAST_LINES; ) {
      var start = plain.lastIndexOf('\n', end - 1) + 1;
      if (!plain.substring(start, end).isBlank()
          && reading.zoneAt(start) != Zone.QUOTED
          && reading.zoneAt(start) != Zone.GREETING) {
        if (reading.wordAt(end) - reading.wordAt(start) > SHORT_LINE) {
          break;
        }
        var name = names(exchange, start, end);
        named |= name;
        apart |=
            !name
                && fewWords(plain, start, end)
                && !roles.within(start, end)
                && !title(reading, start, end);
        lines++;
      }
      end = start - 1;
    }
    return named && apart;
  }

  /// Whether a line is several words that all begin with a capital, as the name of a house does.
  private static boolean title(Reading reading, int start, int end) {
    var first = reading.wordAt(start);
    var last = reading.wordAt(end);
    for (var word = first; word < last; word++) {
      if (!Character.isUpperCase(reading.text().charAt(reading.wordStart(word)))) {
        return false;
      }
    }
    return last - first > 1;
  }

  private static boolean names(Exchange exchange, int start, int end) {
    var reading = exchange.reply();
    var agent = exchange.context().agentName();
    var first = reading.wordAt(start);
    var last = reading.wordAt(end);
    if (agent == null || last - first > LONGEST_NAME) {
      return false;
    }
    var parts = Reading.wordsOf(agent);
    for (var word = first; word < last; word++) {
      if (parts.contains(reading.word(word))) {
        return true;
      }
    }
    return false;
  }

  /// Words without numbers or addresses that are no sentence.
  private static boolean fewWords(String plain, int start, int end) {
    var letters = 0;
    var last = ' ';
    for (var i = start; i < end; i++) {
      var c = plain.charAt(i);
      if (digit(c) || c == '@') {
        return false;
      }
      letters += Character.isLetter(c) ? 1 : 0;
      last = c == ' ' ? last : c;
    }
    return letters > 1 && ".?:;".indexOf(last) < 0;
  }

  /// The last sentence that is not quoted.
  private static int lastOwn(Reading reading) {
    for (var sentence = reading.sentences() - 1; sentence > 0; sentence--) {
      if (reading.zoneAt(reading.sentenceStart(sentence)) != Zone.QUOTED) {
        return sentence;
      }
    }
    return 0;
  }

  private static int firstBody(Reading reading) {
    for (var sentence = 0; sentence < reading.sentences(); sentence++) {
      if (reading.zoneAt(reading.sentenceStart(sentence)) == Zone.BODY) {
        return sentence;
      }
    }
    return 0;
  }

  /// Lists: `reply_here`, words that offer a way back, and `places`, words of a postal address.
  static void contact(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    if (!Replies.formal(exchange) || reading.words() == 0) {
      return;
    }
    for (var url : reading.urls()) {
      if (reading.zoneAt(url.start()) != Zone.QUOTED) {
        return;
      }
    }
    if (!lists.inReply("reply_here").any() && !lists.inReply("places").any() && !phone(reading)) {
      report.missing();
    }
  }

  private static boolean phone(Reading reading) {
    var plain = reading.plain();
    var i = 0;
    while (i < plain.length()) {
      var c = plain.charAt(i);
      if (c != '+' && c != '(' && !digit(c)) {
        i++;
        continue;
      }
      var start = i;
      var digits = 0;
      var end = i;
      while (i < plain.length()
          && (digit(plain.charAt(i))
              || BETWEEN_DIGITS.indexOf(plain.charAt(i)) >= 0
              || i == start)) {
        if (digit(plain.charAt(i))) {
          digits++;
          end = i;
        }
        i++;
      }
      if (digits >= FEWEST_DIGITS
          && digits <= 15
          && reading.ownAt(start)
          && (end + 1 == plain.length() || !Character.isLetter(plain.charAt(end + 1)))
          && likePhone(plain, start, end)) {
        return true;
      }
      i = Math.max(i, start + 1);
    }
    return false;
  }

  /// Begins with a zero, a plus or a bracket, or is written in groups.
  private static boolean likePhone(String plain, int start, int end) {
    var c = plain.charAt(start);
    if (c == '0' || c == '+' || c == '(') {
      return start == 0 || !Character.isLetterOrDigit(plain.charAt(start - 1));
    }
    var groups = 0;
    for (var i = start; i < end; i++) {
      if (" -)".indexOf(plain.charAt(i)) >= 0) {
        groups++;
      }
    }
    return groups > 0;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
