package dev.decorum.conduct.commitments;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.Patterns;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.time.Times;
import dev.decorum.conduct.time.Workdays;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds what the writer's side says it will do, and by when.
///
/// What a promise looks like is told by the `grammar/commitments.txt` of the language folder; this
/// class knows clauses: how far a promise goes, which time belongs to it, on what it depends, and
/// where it is none because it is asked, doubted, quoted or denied. Immutable and thread-safe.
public final class Commitments {

  private static final Map<Language, Commitments> LOADED = new ConcurrentHashMap<>();

  private static final String FILE = "grammar/commitments.txt";

  private final Lexicon lexicon;
  private final ClauseWords words;
  private final Times times;
  private final Patterns<Kind> patterns;
  private final Workdays workdays;

  private Commitments(
      Lexicon lexicon, ClauseWords words, Times times, Patterns<Kind> patterns, Workdays workdays) {
    this.lexicon = lexicon;
    this.words = words;
    this.times = times;
    this.patterns = patterns;
    this.workdays = workdays;
  }

  /// The promises of a language, with working days from Monday to Friday.
  public static Commitments of(Language language) {
    return LOADED.computeIfAbsent(language, _ -> load(language));
  }

  public static Commitments english() {
    return of(Language.english());
  }

  private static Commitments load(Language language) {
    var lexicon = Lexicon.of(language);
    return new Commitments(
        lexicon,
        new ClauseWords(lexicon),
        Times.of(language),
        Patterns.of(language, FILE, lexicon, (_, kind) -> Kind.of(kind)),
        Workdays.MONDAY_TO_FRIDAY);
  }

  /// Adds what the build keeps.
  public void make(Map<String, Output> into) {
    into.put(FILE, patterns.make());
    lexicon.make(into);
    times.make(into);
  }

  /// The same with other working days.
  public Commitments with(Workdays calendar) {
    return new Commitments(lexicon, words, times, patterns, calendar);
  }

  /// The commitments of a text, in its order.
  ///
  /// @param sentAt when the text leaves, in the writer's zone: due times are counted from it
  /// @param locale says whether the day or the month comes first in `4/5/2026`
  public List<Commitment> in(Reading reading, ZonedDateTime sentAt, Locale locale) {
    var tokens = Tokens.of(reading, lexicon);
    var mentions = times.in(tokens, sentAt, locale, workdays);
    return new Clauses(new Passage(tokens, mentions, words, patterns)).commitments();
  }
}
