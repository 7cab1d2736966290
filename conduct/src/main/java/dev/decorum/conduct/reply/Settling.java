package dev.decorum.conduct.reply;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.Signal;
import dev.decorum.conduct.listening.Heard;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;
import java.util.Arrays;

/// Whether a reply takes up how the client is, asks what it needs to know, and says how it goes on.
final class Settling {

  private static final int SHORT_MESSAGE = 30;

  /// Fewer before a question mark are a heading.
  private static final int FEWEST_WORDS = 3;

  private Settling() {}

  /// Lists: `acknowledges`; `hollow`, words that only look like it; `distress`, what clients write
  /// who need sympathy, and `calm`, which denies it; and `hardship`, what weighs on clients who do
  /// not say so.
  static void empathy(Exchange exchange, Lists lists, Report report) {
    if (exchange.client() == null || exchange.reply().words() == 0) {
      return;
    }
    var heard = exchange.heard();
    var sure = distressed(heard) || suffers(lists.inClient("distress"), lists.inClient("calm"));
    if (!sure
        && !heard.has(Signal.Kind.COMPLAINT)
        && !heard.vulnerable()
        && !lists.inClient("hardship").any()) {
      return;
    }
    if (!stands(exchange.reply(), lists.inReply("acknowledges"), lists.inReply("hollow"))) {
      report.missing(sure ? Level.WARNING : Level.ADVICE);
    }
  }

  private static boolean suffers(Lists.Found distress, Lists.Found calm) {
    for (var hit = 0; hit < distress.count(); hit++) {
      if (!calm.touches(distress.start(hit), distress.end(hit))) {
        return true;
      }
    }
    return false;
  }

  /// Whether the client shows feelings, has waited, or has suffered; a complaint may be calm.
  private static boolean distressed(Heard heard) {
    return heard.has(Signal.Kind.FRUSTRATION)
        || heard.has(Signal.Kind.ABUSE)
        || heard.states().contains(Heard.State.UPSET)
        || heard.waited()
        || heard.hurt()
        || heard.bereaved();
  }

  /// Lists: `vague`, what clients say who do not say enough; `specific`, what makes it enough;
  /// `asks`, how a reply asks without a question mark; and `gives`, how it gives what was wanted.
  static void clarification(Exchange exchange, Lists lists, Report report) {
    var client = exchange.client();
    if (client == null
        || client.words() > SHORT_MESSAGE
        || !lists.inClient("vague").any()
        || lists.inClient("specific").any()
        || digits(client)
        || answered(exchange)
        || lists.inReply("gives").any()) {
      return;
    }
    if (!asks(exchange.reply()) && !lists.inReply("asks").any()) {
      report.missing();
    }
  }

  private static boolean digits(Reading reading) {
    for (var i = 0; i < reading.plain().length(); i++) {
      if (Character.isDigit(reading.plain().charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean asks(Reading reading) {
    var plain = reading.plain();
    for (var i = plain.indexOf('?'); i >= 0; i = plain.indexOf('?', i + 1)) {
      if (reading.ownAt(i) && words(reading, i) >= FEWEST_WORDS) {
        return true;
      }
    }
    return false;
  }

  /// How many words of a sentence stand before an offset: `Questions?` asks nothing.
  private static int words(Reading reading, int offset) {
    var start = reading.sentenceStart(reading.sentenceAt(offset));
    return reading.wordAt(offset) - reading.wordAt(start);
  }

  /// Lists: `unsettled`, words that leave a matter in the air; `settled`, those that say it is done
  /// or give what was wanted; `explained`, those that may have answered it; `step`, who does what
  /// next; `hollow`, words that only look like it; and `trouble`, what clients write whose matter
  /// is not settled by kind words.
  static void nextStep(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    if (reading.words() == 0 || asksClient(reading)) {
      return;
    }
    var hollow = lists.inReply("hollow");
    if (promised(exchange, hollow) || stands(reading, lists.inReply("step"), hollow)) {
      return;
    }
    var unsettled = lists.inReply("unsettled");
    if (stands(reading, lists.inReply("settled"), hollow, unsettled)) {
      return;
    }
    if (unsettled.any()) {
      report.missing();
      return;
    }
    var trouble =
        exchange.client() != null
            && (exchange.heard().upset() || lists.inClient("trouble").any() || allOpen(exchange));
    if (!trouble) {
      return;
    }
    var distressed = distressed(exchange.heard());
    if (!answered(exchange)) {
      var sure = distressed && !lists.inReply("explained").any();
      report.missing(sure ? report.level() : Level.ADVICE);
    } else if (distressed) {
      report.missing(Level.ADVICE);
    }
  }

  /// Whether something of a list is said in the message itself, and nothing takes it back.
  private static boolean stands(Reading reading, Lists.Found said, Lists.Found... hollow) {
    for (var hit = 0; hit < said.count(); hit++) {
      var start = said.start(hit);
      var end = said.end(hit);
      if (body(reading, start) && Arrays.stream(hollow).noneMatch(h -> h.touches(start, end))) {
        return true;
      }
    }
    return false;
  }

  /// The client asked something, and nothing of it is taken up.
  private static boolean allOpen(Exchange exchange) {
    return !exchange.questions().isEmpty()
        && exchange.questions().stream()
            .allMatch(question -> question.state() == Question.State.OPEN);
  }

  /// A question to the client is the next step, and it is the client's.
  private static boolean asksClient(Reading reading) {
    return asks(reading);
  }

  /// Whether something is promised, with a time or at least more than to see what can be done.
  private static boolean promised(Exchange exchange, Lists.Found hollow) {
    return exchange.commitments().stream()
        .anyMatch(
            promise ->
                !(promise.due() instanceof Commitment.Due.None)
                    || !hollow.touches(promise.start(), promise.end()));
  }

  private static boolean answered(Exchange exchange) {
    return exchange.questions().stream()
        .anyMatch(question -> question.state() == Question.State.ANSWERED && question.sure());
  }

  /// Where the writer's own sentences are.
  static boolean body(Reading reading, int offset) {
    var zone = reading.zoneAt(offset);
    return zone == Zone.BODY || zone == Zone.POSTSCRIPT;
  }
}
