package dev.decorum.conduct.time;

import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.Patterns;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.time.Mention.Lead;
import dev.decorum.conduct.time.Piece.Clock;
import dev.decorum.conduct.time.Piece.Gone;
import dev.decorum.conduct.time.Piece.Part;
import dev.decorum.conduct.time.Piece.Tail;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The dates and times of a language: finds them in texts and counts what they come to.
///
/// The grammar is the `grammar/time.txt` of the language folder; how digits make dates and clock
/// times is the same in all languages.
public final class Times {

  private static final String FILE = "grammar/time.txt";
  private static final int MOST_JOINS = 3;
  private static final int MOST_LEADS = 5;
  private static final Map<Language, Times> LOADED = new ConcurrentHashMap<>();

  /// Countries that write the month before the day. The formats of the JDK tell the same, but take
  /// a tenth of a second to load.
  private static final Set<String> MONTH_FIRST =
      Set.of("US", "PH", "FM", "MH", "PW", "GU", "AS", "PR", "VI", "MP", "UM");

  private final TimeWords words;
  private final Patterns<Meaning> patterns;

  private Times(Language language) {
    var lexicon = Lexicon.of(language);
    words = new TimeWords(lexicon);
    patterns =
        Patterns.of(language, FILE, lexicon, (pattern, meaning) -> Meaning.of(meaning, pattern));
  }

  public static Times of(Language language) {
    return LOADED.computeIfAbsent(language, _ -> new Times(language));
  }

  /// Adds what the build keeps.
  public void make(Map<String, Output> into) {
    into.put(FILE, patterns.make());
  }

  /// All times that a text names in the writer's own words, in order; they do not overlap.
  ///
  /// @param sentAt when the text leaves, in the writer's zone
  /// @param locale says whether the day or the month comes first in `4/5/2026`
  public List<Mention> in(Tokens tokens, ZonedDateTime sentAt, Locale locale, Workdays workdays) {
    var scene =
        new Scene(
            tokens, sentAt, workdays, monthFirst(locale, sentAt), words, patterns.mostSlots());
    return new Finder(scene).all();
  }

  private static boolean monthFirst(Locale locale, ZonedDateTime sentAt) {
    if (locale.getCountry().isEmpty()) {
      return locale.getLanguage().equals("en") && sentAt.getZone().getId().startsWith("America/");
    }
    return MONTH_FIRST.contains(locale.getCountry());
  }

  private final class Finder {

    private final Scene scene;
    private final Tokens tokens;
    private final Digits digits;
    private final List<Mention> mentions = new ArrayList<>();
    private final Patterns<Meaning>.Search search;
    private int sentenceEnd;

    /// Where the piece read last ends.
    private int end;

    Finder(Scene scene) {
      this.scene = scene;
      tokens = scene.tokens;
      digits = new Digits(scene, words);
      search = patterns.search(tokens);
    }

    List<Mention> all() {
      for (var i = 0; i < tokens.count(); ) {
        if (tokens.opens(i)) {
          sentenceEnd = tokens.sentenceEnd(i);
          search.sentence(sentenceEnd);
        }
        i = canBegin(i) && tokens.reading().ownAt(tokens.start(i)) ? mention(i) : i + 1;
      }
      return mentions;
    }

    private boolean canBegin(int token) {
      var word = tokens.id(token);
      return word != Lexicon.UNKNOWN
          && (word == Lexicon.NUMBER || words.lead.has(word) || search.any(token));
    }

    /// Reads the time that begins at a token, and says where to read on.
    private int mention(int from) {
      var lead = Lead.DUE;
      var led = false;
      var at = from;
      var piece = piece(at, false, false);
      while ((piece == null || piece instanceof Tail) && at - from < MOST_LEADS && isLead(at)) {
        var kind = words.lead.value(tokens.id(at));
        lead = strongest(lead, kind);
        led |= !kind.equals("article");
        at++;
        if (at < sentenceEnd && words.or.has(tokens.id(at)) && isLead(at + 1)) {
          at++;
        }
        piece = at < sentenceEnd ? piece(at, true, lead == Lead.BETWEEN) : null;
      }
      if (piece == null
          || piece instanceof Tail
          || !led && piece instanceof Part part && part.loose()
          || !led && at > from && piece instanceof Clock) {
        return from + 1;
      }
      var mention = new Mention(scene.now, from, lead);
      mention.add(piece);
      mention.end(end);
      if (!(piece instanceof Gone)) {
        extend(mention, led);
      }
      if (mention.to() == sentenceEnd && tokens.is(sentenceEnd - 1, '.')) {
        mention.end(sentenceEnd - 1);
      }
      if (mention.to() < sentenceEnd && words.possessive.has(tokens.id(mention.to()))) {
        mention.gone();
      }
      mentions.add(mention);
      var named = mention.named();
      if (named != null) {
        scene.named = named;
      }
      return mention.to();
    }

    private boolean isLead(int token) {
      return token < sentenceEnd && words.lead.has(tokens.id(token));
    }

    private static Lead strongest(Lead known, String next) {
      return switch (next) {
        case "past" -> Lead.PAST;
        case "between" -> Lead.BETWEEN;
        case "until" -> Lead.UNTIL;
        case "soft" -> known == Lead.DUE ? Lead.SOFT : known;
        case "article" -> known;
        default -> known == Lead.SOFT ? Lead.DUE : known;
      };
    }

    private void extend(Mention mention, boolean led) {
      while (mention.to() < sentenceEnd && (until(mention) || more(mention, led))) {}
    }

    /// `Mon–Wed`, `between Monday and Wednesday`, `today or tomorrow`.
    private boolean until(Mention mention) {
      var at = mention.to();
      var word = tokens.id(at);
      if (!words.or.has(word)
          && !words.to.has(word)
          && !tokens.is(at, '-')
          && !tokens.is(at, '/')
          && !(mention.lead() == Lead.BETWEEN && words.and.has(word))) {
        return false;
      }
      at++;
      while (isLead(at) && !words.and.has(word)) {
        at++;
      }
      if (at >= sentenceEnd) {
        return false;
      }
      var piece = piece(at, false, false);
      var last = new Mention(scene.now, at, Lead.DUE);
      if (piece == null || !last.add(piece) || !mention.until(last)) {
        return false;
      }
      mention.end(end);
      return true;
    }

    private boolean more(Mention mention, boolean led) {
      var at = mention.to();
      for (var joins = 0; joins <= MOST_JOINS && at < sentenceEnd; joins++) {
        var between = at > mention.to() && "between".equals(words.lead.value(tokens.id(at - 1)));
        var piece = piece(at, led || at > mention.to(), between);
        if (piece != null) {
          if (!(piece instanceof Gone) && mention.add(piece)) {
            mention.end(
                end < sentenceEnd && tokens.is(end, ')') && bracketed(mention.to(), at)
                    ? end + 1
                    : end);
            return true;
          }
          return false;
        }
        if (!words.join.has(tokens.id(at))) {
          return false;
        }
        at++;
      }
      return false;
    }

    private boolean bracketed(int from, int to) {
      for (var i = from; i < to; i++) {
        if (tokens.is(i, '(')) {
          return true;
        }
      }
      return false;
    }

    /// The longest piece that begins at a token; [#end] is then where it ends.
    private @Nullable Piece piece(int at, boolean led, boolean between) {
      Piece best = null;
      var bestEnd = at;
      for (var n = search.next(at, 0); n >= 0; n = search.next(at, n + 1)) {
        var to = patterns.pattern(n).match(tokens, at, sentenceEnd, scene.found);
        if (to > bestEnd) {
          var piece = patterns.meaning(n).read(scene);
          if (piece != null) {
            best = piece;
            bestEnd = to;
          }
        }
      }
      if (tokens.number(at) >= 0) {
        var piece = digits.read(at, sentenceEnd, led, between);
        if (piece != null && digits.end() > bestEnd) {
          best = piece;
          bestEnd = digits.end();
        }
      }
      end = bestEnd;
      return best;
    }
  }
}
