package dev.decorum.conduct.reply;

import dev.decorum.conduct.Level;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;

/// A matter handed on without a word on why; without one on what happens next, it is advised.
final class Escalation {

  private Escalation() {}

  /// Lists: `hands_on`; `fine`, what may be handed on without more; `why`; `next`.
  static void look(Exchange exchange, Lists lists, Report report) {
    var hands = lists.inReply("hands_on");
    var fine = lists.inReply("fine");
    var reading = exchange.reply();
    for (var hit = 0; hit < hands.count(); hit++) {
      var start = hands.start(hit);
      var end = hands.end(hit);
      if (fine.touches(start, end) || !Settling.body(reading, start)) {
        continue;
      }
      var sentence = reading.sentenceAt(start);
      var from = reading.sentenceStart(Math.max(0, sentence - 1));
      var to = reading.sentenceEnd(Math.min(reading.sentences() - 1, sentence + 2));
      var why = lists.inReply("why").within(from, to);
      var next = lists.inReply("next").within(reading.sentenceStart(sentence), to);
      if (!why) {
        report.mark(start, end);
      } else if (!next && exchange.commitments().isEmpty()) {
        report.mark(Level.ADVICE, start, end, null);
      }
      return;
    }
  }
}
