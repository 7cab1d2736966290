package dev.decorum.conduct.reply;

import dev.decorum.conduct.Level;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;

/// How a reply begins.
final class Opening {

  private static final int FIRST_SENTENCES = 2;
  private static final int FEWEST_PLEASANTRIES = 2;

  /// A message with more sentences will say somewhere why it asks for a call.
  private static final int MOST_BARE = 6;

  private Opening() {}

  /// Lists: `greets`, words that greet.
  static void greeting(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    if (!Replies.opensFormally(exchange) || reading.words() == 0) {
      return;
    }
    if (reading.zone(Zone.GREETING).isEmpty()
        && !lists.inReply("greets").within(0, firstSentenceEnd(reading))) {
      report.missing(addressesClient(exchange) ? Level.ADVICE : report.level());
    }
  }

  /// `Helen, thank you …`, `@helen your …`, `Ms Brandt – …`.
  private static boolean addressesClient(Exchange exchange) {
    var reading = exchange.reply();
    var name = exchange.context().clientName();
    if (name == null) {
      return false;
    }
    var parts = Reading.wordsOf(name);
    var last = Math.min(reading.words(), 4);
    for (var word = 0; word < last; word++) {
      if (parts.contains(reading.word(word))) {
        var end = reading.wordEnd(word);
        var next = end < reading.plain().length() ? reading.plain().charAt(end) : '\n';
        if (",:!-\n".indexOf(next) >= 0 || reading.text().charAt(0) == '@') {
          return true;
        }
      }
    }
    return false;
  }

  private static int firstSentenceEnd(Reading reading) {
    return reading.sentences() == 0 ? 0 : reading.sentenceEnd(0);
  }

  /// Lists: `introduces`, words that say who writes; `self`, those that a name must follow or
  /// precede; `roles`, what people under a signature are.
  static void introduction(Exchange exchange, Lists lists, Report report) {
    if (!exchange.context().firstContact() || exchange.reply().words() == 0) {
      return;
    }
    if (lists.inReply("introduces").any() || namesSelf(exchange, lists)) {
      return;
    }
    var reading = exchange.reply();
    for (var signature : reading.zone(Zone.SIGNATURE)) {
      if (lists.inReply("roles").within(signature.start(), signature.end())) {
        return;
      }
    }
    report.missing(lines(reading) > 2 ? Level.ADVICE : Level.WARNING);
  }

  /// Lines under the sign-off: with more than a name there, the reader can tell who it is.
  private static int lines(Reading reading) {
    var lines = 0;
    for (var signature : reading.zone(Zone.SIGNATURE)) {
      lines +=
          (int)
              reading
                  .plain()
                  .substring(signature.start(), signature.end())
                  .strip()
                  .lines()
                  .filter(line -> !line.isBlank())
                  .count();
    }
    return lines;
  }

  private static boolean namesSelf(Exchange exchange, Lists lists) {
    var reading = exchange.reply();
    var agent = exchange.context().agentName();
    if (agent == null) {
      return false;
    }
    var names = Reading.wordsOf(agent);
    var self = lists.inReply("self");
    for (var hit = 0; hit < self.count(); hit++) {
      if (reading.zoneAt(self.start(hit)) == Zone.SIGNATURE) {
        continue;
      }
      var after = reading.wordAt(self.end(hit));
      var before = reading.wordAt(self.start(hit)) - 1;
      if (after < reading.words() && names.contains(reading.word(after))
          || before >= 0 && names.contains(reading.word(before))) {
        return true;
      }
    }
    return false;
  }

  /// Lists: `pleasantries`, `purpose`, and `bare`, requests that say nothing of why.
  static void purpose(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    if (exchange.client() != null || reading.words() == 0) {
      return;
    }
    var from = -1;
    var seen = 0;
    var small = 0;
    var purpose = lists.inReply("purpose");
    var pleasantries = lists.inReply("pleasantries");
    for (var sentence = 0; sentence < reading.sentences(); sentence++) {
      var start = reading.sentenceStart(sentence);
      var end = reading.sentenceEnd(sentence);
      if (reading.zoneAt(start) != Zone.BODY) {
        continue;
      }
      from = from < 0 ? start : from;
      if (purpose.within(start, end) && seen < FIRST_SENTENCES) {
        return;
      }
      if (seen < FIRST_SENTENCES + 1 && pleasantries.within(start, end)) {
        small++;
      }
      seen++;
    }
    if (small >= FEWEST_PLEASANTRIES
        || seen <= MOST_BARE && lists.inReply("bare").any() && !purpose.any()) {
      report.missing();
    } else if (small == 1 && seen > 1 && !purpose.any()) {
      report.missing();
    }
  }
}
