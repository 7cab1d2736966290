package dev.decorum.conduct.reply;

import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.rules.Exchange;
import dev.decorum.conduct.rules.Lists;
import dev.decorum.conduct.rules.Report;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Patterns;
import dev.decorum.conduct.text.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Amounts and times in numbers: what makes a vague word fine that stands near them.
///
/// Needs `reply/times.txt`, patterns of times that something can be due, and
/// `reply/currencies.txt`, words that name money.
final class Figures {

  /// How far from a vague time the clear one may stand.
  private static final int AFTER = 70;

  private static final int BEFORE = 40;

  /// Of a sentence that is no sentence any more, only this much around the words is looked at.
  private static final int LONGEST_SENTENCE = 500;

  private static final String TIMES = "reply/times.txt";
  private static final String SYMBOLS = "€$£¥₹₽₺₩%";

  private final Patterns times;
  private final Set<String> currencies;

  private Figures(Patterns times, Set<String> currencies) {
    this.times = times;
    this.currencies = currencies;
  }

  static Figures of(Language language) {
    return new Figures(
        language
            .made(TIMES)
            .map(in -> Patterns.read(in, language))
            .orElseGet(() -> Patterns.builder(language).addAll(lines(language, TIMES), 0).build()),
        Set.copyOf(lines(language, "reply/currencies.txt")));
  }

  void make(Map<String, Output> into) {
    into.put(TIMES, new Output());
    times.write(into.get(TIMES));
  }

  private static List<String> lines(Language language, String file) {
    return language.has(file) ? language.lines(file) : List.of();
  }

  /// Whether the sentence says a time as well, near the words at `start`.
  boolean timeNearby(Exchange exchange, int start, int end) {
    var reading = exchange.reply();
    var sentence = reading.sentenceAt(start);
    var from = Math.max(reading.sentenceStart(sentence), start - BEFORE);
    var to = Math.min(reading.sentenceEnd(sentence), end + AFTER);
    var found = new boolean[1];
    times.in(reading, from, to, (_, first, last) -> found[0] |= last <= start || first >= end);
    return found[0];
  }

  /// Whether the sentence names an amount of money or a share.
  boolean amountNearby(Exchange exchange, int start, int end) {
    var reading = exchange.reply();
    var sentence = reading.sentenceAt(start);
    var next = Math.min(reading.sentences() - 1, sentence + 1);
    var from = Math.max(reading.sentenceStart(sentence), start - LONGEST_SENTENCE);
    var to = Math.min(reading.sentenceEnd(sentence), end + LONGEST_SENTENCE);
    return money(reading, from, to)
        || next > sentence && money(reading, end, Math.min(reading.sentenceEnd(next), end + AFTER));
  }

  private boolean money(Reading reading, int from, int to) {
    for (var word = reading.wordAt(from); word < reading.words(); word++) {
      var start = reading.wordStart(word);
      if (start >= to) {
        break;
      }
      if (Character.isDigit(reading.plain().charAt(start))
          && (symbol(reading.plain(), start - 1)
              || symbol(reading.plain(), start - 2)
              || symbol(reading.plain(), reading.wordEnd(word))
              || symbol(reading.plain(), reading.wordEnd(word) + 1)
              || currency(reading, word - 1)
              || currency(reading, word + 1)
              || currency(reading, word + 2)
              || currencyInside(reading.word(word)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean symbol(String plain, int i) {
    return i >= 0 && i < plain.length() && SYMBOLS.indexOf(plain.charAt(i)) >= 0;
  }

  private boolean currency(Reading reading, int word) {
    return word >= 0 && word < reading.words() && currencies.contains(reading.word(word));
  }

  /// `20eur`, `15p`.
  private boolean currencyInside(String word) {
    var i = 0;
    while (i < word.length() && Character.isDigit(word.charAt(i))) {
      i++;
    }
    return i < word.length() && currencies.contains(word.substring(i));
  }

  /// A price that is a bare number. Lists: `price`, words of cost up to the number; `goes_on`, what
  /// may follow the number of a price.
  void withoutCurrency(Exchange exchange, Lists lists, Report report) {
    var reading = exchange.reply();
    var prices = lists.inReply("price");
    var goesOn = lists.inReply("goes_on");
    var marked = -1;
    for (var hit = 0; hit < prices.count(); hit++) {
      var end = numberEnd(reading.plain(), prices.end(hit));
      var next = reading.wordAt(end);
      if (end <= marked
          || symbol(reading.plain(), end)
          || symbol(reading.plain(), end + 1)
          || ":/-".indexOf(end < reading.plain().length() ? reading.plain().charAt(end) : ' ') >= 0
          || currency(reading, next)
          || currency(reading, next + 1)
          || currency(reading, reading.wordAt(prices.end(hit)) - 2)
          || currencyInside(reading.word(Math.max(0, reading.wordAt(end) - 1)))) {
        continue;
      }
      var ends =
          next >= reading.words()
              || !directlyFollows(reading.plain(), end, reading.wordStart(next));
      if (ends || goesOn.touches(end, reading.wordEnd(next))) {
        marked = end;
        report.mark(prices.start(hit), end);
      }
    }
  }

  private static int numberEnd(String plain, int from) {
    var i = from;
    while (i + 1 < plain.length()
        && (Character.isDigit(plain.charAt(i))
            || ",.'".indexOf(plain.charAt(i)) >= 0 && Character.isDigit(plain.charAt(i + 1)))) {
      i++;
    }
    return i < plain.length() && Character.isDigit(plain.charAt(i)) ? i + 1 : i;
  }

  private static boolean directlyFollows(String plain, int end, int start) {
    for (var i = end; i < start; i++) {
      if (plain.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }
}
