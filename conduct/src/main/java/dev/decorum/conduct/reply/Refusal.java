package dev.decorum.conduct.reply;

import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;

/// A no after which nothing else is offered.
final class Refusal {

  private Refusal() {}

  /// Lists: `refuses`; `fine`, what only looks like it; `offers`, what else can be had or done.
  static void look(Exchange exchange, Lists lists, Report report) {
    var refuses = lists.inReply("refuses");
    if (!refuses.any() || Settling.asks(exchange.reply())) {
      return;
    }
    var offers = lists.inReply("offers");
    var fine = lists.inReply("fine");
    var first = -1;
    for (var hit = 0; hit < refuses.count(); hit++) {
      if (!fine.touches(refuses.start(hit), refuses.end(hit))
          && Settling.body(exchange.reply(), refuses.start(hit))
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
    for (var hit = 0; hit < offers.count(); hit++) {
      if (offers.end(hit) > refuses.end(first) || offers.end(hit) < refuses.start(first)) {
        return;
      }
    }
    report.mark(refuses.start(first), refuses.end(first));
  }
}
