package dev.decorum.conduct.rules;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.text.Zone;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What keeps a rule from speaking: the kind of message it is meant for, and what around a hit
/// excuses it. The numbers are sets of phrases, [Sets#NONE] where nothing is asked.
///
/// @param except excuses hits it overlaps
/// @param notAfter excuses hits that follow directly
/// @param notBefore excuses hits that it follows directly
/// @param unlessSentence excuses hits in its sentence
/// @param ifSentence must be in the sentence of the hit
/// @param unlessReply excuses the whole reply
/// @param ifReply must be somewhere in the reply
/// @param unlessClient in the client's message excuses the whole reply
/// @param ifClient must be in the client's message
/// @param allowed words that no rule objects to
/// @param negations for the excuse that a hit is negated
/// @param unless what else excuses a hit
record Limits(
    Set<Channel> channels,
    Set<Zone> zones,
    @Nullable Boolean firstContact,
    @Nullable Boolean answering,
    int fewestWords,
    int except,
    int notAfter,
    int notBefore,
    int unlessSentence,
    int ifSentence,
    int unlessReply,
    int ifReply,
    int unlessClient,
    int ifClient,
    int allowed,
    int negations,
    List<Excuse> unless) {

  /// Stands for a negation shortly before the hit, which is looked for here.
  static final Excuse NEGATED = (_, _, _) -> false;

  /// The hit has a capital inside a sentence.
  static final Excuse NAME =
      (exchange, start, _) ->
          name(exchange.reply(), start)
              || isOf(exchange.context().agentName(), exchange.reply(), start)
              || isOf(exchange.context().clientName(), exchange.reply(), start);

  /// The sentence of the hit asks.
  static final Excuse QUESTION = (exchange, start, _) -> asked(exchange.reply(), start);

  /// What packs may always name under `unless`.
  static final Map<String, Excuse> EXCUSES =
      Map.of("negated", NEGATED, "name", NAME, "question", QUESTION);

  /// Excuses nothing.
  static final Limits ANYWHERE =
      new Limits(
          EnumSet.allOf(Channel.class),
          EnumSet.allOf(Zone.class),
          null,
          null,
          0,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          Sets.NONE,
          List.of());

  private static final int NEGATION_REACH = 4;

  Limits allowing(int set) {
    return new Limits(
        channels,
        zones,
        firstContact,
        answering,
        fewestWords,
        except,
        notAfter,
        notBefore,
        unlessSentence,
        ifSentence,
        unlessReply,
        ifReply,
        unlessClient,
        ifClient,
        set,
        negations,
        unless);
  }

  /// Whether the rule is meant for this exchange at all.
  boolean applies(Exchange exchange, Scan reply, Scan client) {
    var context = exchange.context();
    return channels.contains(context.channel())
        && (firstContact == null || firstContact == context.firstContact())
        && (answering == null || answering == (exchange.client() != null))
        && exchange.reply().words() >= fewestWords
        && (unlessReply == Sets.NONE || !reply.any(unlessReply))
        && (ifReply == Sets.NONE || reply.any(ifReply))
        && (unlessClient == Sets.NONE || !client.any(unlessClient))
        && (ifClient == Sets.NONE || client.any(ifClient));
  }

  /// Whether a hit stands where nothing excuses it.
  boolean counts(Exchange exchange, Scan scan, int start, int end) {
    var reading = scan.reading();
    if (!zones.contains(reading.zoneAt(start))) {
      return false;
    }
    if (touches(scan, except, start, end) || touches(scan, allowed, start, end)) {
      return false;
    }
    if (notAfter != Sets.NONE && scan.before(notAfter, start)
        || notBefore != Sets.NONE && scan.after(notBefore, end)) {
      return false;
    }
    for (var excuse : unless) {
      if (excuse == NEGATED ? negated(scan, start) : excuse.excuses(exchange, start, end)) {
        return false;
      }
    }
    if (unlessSentence == Sets.NONE && ifSentence == Sets.NONE) {
      return true;
    }
    var sentence = reading.sentenceAt(start);
    var from = reading.sentenceStart(sentence);
    var to = reading.sentenceEnd(sentence);
    return (unlessSentence == Sets.NONE
            || !scan.within(scan.from(unlessSentence), scan.to(unlessSentence), from, to))
        && (ifSentence == Sets.NONE
            || scan.within(scan.from(ifSentence), scan.to(ifSentence), from, to));
  }

  private static boolean touches(Scan scan, int set, int start, int end) {
    return set != Sets.NONE && scan.touches(scan.from(set), scan.to(set), start, end);
  }

  private static boolean name(Reading reading, int start) {
    var word = reading.wordAt(start);
    return word < reading.words()
        && reading.capitalised(word)
        && reading.sentenceStart(reading.sentenceAt(start)) != start;
  }

  /// Whether the word at an offset has a capital and is one of a name's.
  private static boolean isOf(@Nullable String name, Reading reading, int start) {
    var word = reading.wordAt(start);
    return name != null
        && word < reading.words()
        && reading.capitalised(word)
        && Reading.wordsOf(name).contains(reading.word(word));
  }

  private static boolean asked(Reading reading, int start) {
    var end = reading.sentenceEnd(reading.sentenceAt(start));
    return end > 0 && reading.plain().charAt(end - 1) == '?';
  }

  private boolean negated(Scan scan, int start) {
    var reading = scan.reading();
    var word = reading.wordAt(start);
    var sentence = reading.sentenceStart(reading.sentenceAt(start));
    var from = Math.max(sentence, reading.wordStart(Math.max(0, word - NEGATION_REACH)));
    for (var hit = scan.endingAfter(scan.from(negations), scan.to(negations), from);
        hit < scan.to(negations) && scan.end(hit) <= start;
        hit++) {
      if (scan.start(hit) >= from && !clauseEnds(reading.plain(), scan.end(hit), start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean clauseEnds(String plain, int from, int to) {
    for (var i = from; i < to; i++) {
      if (",;:(".indexOf(plain.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
