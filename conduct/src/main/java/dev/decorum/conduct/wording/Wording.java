package dev.decorum.conduct.wording;

import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The words of one language: how short and misspelt forms are written out, which forms belong
/// together, which words mean about the same, and the patterns that rules look for.
///
/// Everything comes from the language folder; `wording/patterns.txt` names the files of patterns. A
/// line `[[signal.urgency]]` begins a group of them. In a pattern,
///
/// - `word` is that word, `~word` any form of it, `@name` any word of a class,
/// - `(a | b c)` is one of several, `[a]` may be left out,
/// - `*` is any one word, `**` none to four words with no comma between them,
/// - `^` is the beginning of a clause, `^^` of a sentence, `$` the end of a sentence, `$?` the end
///   of one with a question mark.
///
/// Instances are immutable.
public final class Wording {

  private static final String MADE = "wording";
  private static final Map<Language, Wording> LOADED = new ConcurrentHashMap<>();

  private final Language language;
  private final Lexicon lexicon;
  private final int families;
  private final Map<String, Patterns> patterns = new LinkedHashMap<>();

  private Wording(Language language) {
    this.language = language;
    var made = language.made(MADE);
    if (made.isPresent()) {
      var in = made.get();
      families = in.number();
      lexicon = Lexicon.read(in);
      in.texts().forEach(file -> patterns.put(file, Patterns.read(in, lexicon)));
      return;
    }
    var lists = new WordLists(language);
    families = language.lines("wording/families.txt").size();
    var readers = new LinkedHashMap<String, PatternReader>();
    for (var file : language.lines("wording/patterns.txt")) {
      readers.put(file, new PatternReader(lists, file).read(language.lines(file)));
    }
    lexicon = lists.close();
    readers.forEach((file, reader) -> patterns.put(file, reader.patterns(lexicon)));
  }

  /// Adds what the build keeps.
  public void make(Map<String, Output> into) {
    var out = new Output().number(families);
    lexicon.write(out);
    out.texts(patterns.keySet());
    patterns.values().forEach(each -> each.write(out));
    into.put(MADE, out);
  }

  public static Wording of(Language language) {
    return LOADED.computeIfAbsent(language, _ -> new Wording(language));
  }

  public Worded read(Reading reading) {
    return new Worded(lexicon, reading);
  }

  /// The patterns of a file.
  public Patterns patterns(String file) {
    var found = patterns.get(file);
    if (found == null) {
      throw new IllegalArgumentException("no patterns " + file + " in " + language.tag());
    }
    return found;
  }

  /// The bit of a class of words, for [Worded#is].
  public long wordsOf(String name) {
    return lexicon.bit(name);
  }

  /// How many families of meaning there are: all numbers of families are below.
  public int families() {
    return families;
  }
}
