package dev.decorum.conduct.reply;

import dev.decorum.conduct.Level;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Reading;

/// A no after which nothing else is offered.
final class Refusal {

  /// How many sentences after a refusal an alternative is surely one to it.
  private static final int NEAR = 2;

  private Refusal() {}

  /// Lists: `refuses`; `fine`, what only looks like it; `offers`, what else can be had or done; and
  /// `contact`, ways to reach the writer and other courtesies, which offer nothing.
  static void look(Exchange exchange, Lists lists, Report report) {
    var refuses = lists.inReply("refuses");
    var reading = exchange.reply();
    if (!refuses.any() || Settling.asks(reading)) {
      return;
    }
    var fine = lists.inReply("fine");
    var first = -1;
    for (var hit = 0; hit < refuses.count(); hit++) {
      if (!fine.touches(refuses.start(hit), refuses.end(hit))
          && Settling.body(reading, refuses.start(hit))
          && (first < 0
              || refuses.start(hit) < refuses.start(first)
              || refuses.start(hit) == refuses.start(first)
                  && refuses.end(hit) > refuses.end(first))) {
        first = hit;
      }
    }
    if (first < 0) {
      return;
    }
    var start = refuses.start(first);
    var end = refuses.end(first);
    // What the same sentence refuses as well: `it is sold out, and we cannot order it`.
    for (var hit = 0; hit < refuses.count(); hit++) {
      if (refuses.end(hit) > end
          && reading.sentenceAt(refuses.start(hit)) == reading.sentenceAt(start)
          && !fine.touches(refuses.start(hit), refuses.end(hit))
          && Settling.body(reading, refuses.start(hit))) {
        end = refuses.end(hit);
      }
    }
    if (!offers(reading, lists, start, end, NEAR)) {
      var far = offers(reading, lists, start, end, reading.sentences());
      report.mark(far ? Level.ADVICE : report.level(), start, end, null);
    }
  }

  /// Whether anything but the refusal itself offers something, before it or in the sentences after.
  /// What stands in the clause that refuses belongs to it: the Monday of "we cannot come on Monday"
  /// is no offer.
  private static boolean offers(Reading reading, Lists lists, int from, int to, int sentences) {
    var offers = lists.inReply("offers");
    var contact = lists.inReply("contact");
    var end = clauseEnd(reading, to);
    var own = reading.sentenceAt(from);
    var first = reading.sentenceStart(Math.max(0, own - 1));
    var last =
        reading.sentenceEnd(
            Math.min(reading.sentences() - 1, own + Math.min(sentences, reading.sentences())));
    for (var hit = 0; hit < offers.count(); hit++) {
      if ((offers.start(hit) >= to && offers.end(hit) > end && offers.end(hit) <= last
              || offers.end(hit) < from && offers.start(hit) >= first)
          && Settling.body(reading, offers.start(hit))
          && !contact.touches(offers.start(hit), offers.end(hit))) {
        return true;
      }
    }
    return false;
  }

  /// Where the clause around an offset ends: at the next sign, or with the sentence.
  private static int clauseEnd(Reading reading, int offset) {
    var sentence = reading.sentenceAt(offset);
    var end = sentence < reading.sentences() ? reading.sentenceEnd(sentence) : offset;
    var at = offset;
    while (at < end && ",;:-()".indexOf(reading.plain().charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
