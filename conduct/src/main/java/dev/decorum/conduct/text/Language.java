package dev.decorum.conduct.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.conduct.made.Input;
import dev.decorum.conduct.made.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A language folder: the lists, grammar words and packs of one language, kept as resources under
/// `dev/decorum/conduct/<tag>/`. All that the engine knows of a language comes from here.
///
/// Lists are UTF-8 text, an entry a line; what follows `#` is a remark.
public final class Language {

  private static final String FOLDERS = "/dev/decorum/conduct/";

  /// The end of the name of the file that the build makes of a folder.
  private static final String MADE = ".made";

  private static final int VOWELS = 0x180;
  private static final Map<String, Language> LOADED = new ConcurrentHashMap<>();
  private static final Map<String, Language> FROM_TEXTS = new ConcurrentHashMap<>();

  private final String tag;

  /// What the build made of the folder, by name; empty where all is to be made of its texts.
  private final Map<String, Input> parts;

  private final Map<String, List<String>> lists;
  private final Vocabulary vocabulary;
  private final Patterns openings;
  private final Set<String> abbreviations;
  private final Set<String> particles;
  private final Set<String> afterInitials;
  private final Set<String> afterOrdinals;
  private final boolean[] vowels = new boolean[VOWELS];
  private final List<String> silentEndings;

  private Language(String tag, Map<String, Input> parts) {
    this.tag = tag;
    this.parts = parts;
    lists = made("lists").map(Language::lists).orElseGet(ConcurrentHashMap::new);
    vocabulary = made("vocabulary").map(Vocabulary::new).orElseGet(Vocabulary::new);
    openings =
        made("openings").map(in -> Patterns.read(in, vocabulary)).orElseGet(this::readOpenings);
    abbreviations = Set.copyOf(lines("reading/abbreviations.txt"));
    particles = Set.copyOf(lines("reading/particles.txt"));
    afterInitials = Set.copyOf(lines("reading/after-initials.txt"));
    afterOrdinals = Set.copyOf(lines("reading/after-ordinals.txt"));
    var syllables = lines("reading/syllables.txt");
    syllables.getFirst().chars().filter(c -> c < VOWELS).forEach(c -> vowels[c] = true);
    silentEndings = syllables.subList(1, syllables.size());
  }

  private Patterns readOpenings() {
    return Patterns.builder(vocabulary)
        .addAll(lines("reading/greetings.txt"), Opening.GREETING.ordinal())
        .addAll(lines("reading/signoffs.txt"), Opening.SIGNOFF.ordinal())
        .addAll(lines("reading/thanks.txt"), Opening.THANKS.ordinal())
        .addAll(lines("reading/postscripts.txt"), Opening.POSTSCRIPT.ordinal())
        .addAll(lines("reading/originals.txt"), Opening.ORIGINAL.ordinal())
        .addAll(lines("reading/original-headers.txt"), Opening.HEADER.ordinal())
        .addAll(lines("reading/attributions.txt"), Opening.ATTRIBUTION.ordinal())
        .addAll(lines("reading/attribution-ends.txt"), Opening.ATTRIBUTION_END.ordinal())
        .build();
  }

  /// What the first words of a line can say about it.
  enum Opening {
    GREETING,
    SIGNOFF,
    /// Thanks close a message only where nothing but a name follows.
    THANKS,
    POSTSCRIPT,
    /// All that follows is an earlier message.
    ORIGINAL,
    /// With another on the next line, begins an earlier message.
    HEADER,
    /// With an end on this or the next line, introduces an earlier message.
    ATTRIBUTION,
    ATTRIBUTION_END
  }

  public static Language english() {
    return of("en");
  }

  public static Language german() {
    return of("de");
  }

  /// The language of a locale, or English where there is no folder for it.
  public static Language of(Locale locale) {
    return locale.getLanguage().equals("de") ? german() : english();
  }

  private static Language of(String tag) {
    return LOADED.computeIfAbsent(tag, Language::load);
  }

  /// As the build made it; where that was not done, as in a development environment that knows
  /// nothing of it, from the texts.
  private static Language load(String tag) {
    try (var in = Language.class.getResourceAsStream(FOLDERS + tag + MADE)) {
      return new Language(tag, in == null ? Map.of() : Input.parts(in.readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The same language, but read from the texts of its folder.
  public Language fromTexts() {
    return FROM_TEXTS.computeIfAbsent(tag, _ -> new Language(tag, Map.of()));
  }

  /// As [#fromTexts], with nothing in it yet but what belongs to all texts: what is made of it does
  /// not depend on what was read before.
  public Language anew() {
    return anew(tag);
  }

  /// As above for the language of a folder.
  public static Language anew(String tag) {
    return new Language(tag, Map.of());
  }

  /// What the build made under a name; empty where it is to be made of the texts.
  public Optional<Input> made(String part) {
    return Optional.ofNullable(parts.get(part)).map(Input::again);
  }

  /// Adds what belongs to the language as a whole to what the build keeps. To be called last: other
  /// parts add words.
  public void make(Map<String, Output> into) {
    into.put("openings", new Output());
    openings.write(into.get("openings"));
    var vocabularyPart = new Output();
    vocabulary.write(vocabularyPart);
    into.put("vocabulary", vocabularyPart);
    var files = lists.keySet().stream().filter(Language::small).sorted().toList();
    var listsPart = new Output().texts(files);
    files.forEach(file -> listsPart.texts(lines(file)));
    into.put("lists", listsPart);
  }

  /// Whether a list is needed as it is, and not only what is made of it.
  private static boolean small(String file) {
    return !file.startsWith("wording/")
        && !file.startsWith("dialogue/")
        && !file.startsWith("listening/")
        && !file.endsWith("classes.txt")
        && !file.endsWith("labels.txt");
  }

  private static Map<String, List<String>> lists(Input in) {
    var lists = new ConcurrentHashMap<String, List<String>>();
    in.texts().forEach(file -> lists.put(file, in.texts()));
    return lists;
  }

  /// `en`, `de`: the name of the folder.
  public String tag() {
    return tag;
  }

  /// The entries of a list, such as `reading/greetings.txt`, lower case as they should be compared
  /// with [Reading#plain].
  public List<String> lines(String file) {
    return lists.computeIfAbsent(file, this::read);
  }

  private List<String> read(String file) {
    return text(file)
        .lines()
        .map(line -> line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /// A whole file of the folder.
  public String text(String file) {
    try (var in = open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Whether the folder has a file: not every language has all parts.
  public boolean has(String file) {
    return lists.containsKey(file) || Language.class.getResource(path(file)) != null;
  }

  private String path(String file) {
    return FOLDERS + tag + "/" + file;
  }

  private InputStream open(String file) {
    var in = Language.class.getResourceAsStream(path(file));
    if (in == null) {
      throw new IllegalArgumentException("no file " + file + " in the language folder " + tag);
    }
    return in;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  Patterns openings() {
    return openings;
  }

  boolean abbreviation(String word) {
    return abbreviations.contains(word);
  }

  /// Whether a sentence goes on with a word with a capital after `p.m.`.
  boolean afterInitials(String word) {
    return afterInitials.contains(word);
  }

  /// Whether a sentence goes on with a word with a capital after `24.`.
  boolean afterOrdinals(String word) {
    return afterOrdinals.contains(word);
  }

  /// Whether a word may stand in a name in lower case, such as `and` or `van`.
  boolean particle(String word) {
    return particles.contains(word);
  }

  private boolean vowel(char c) {
    return c < VOWELS && vowels[c];
  }

  /// How many syllables a word of [Reading#plain] has: its groups of vowels, less an ending that is
  /// not spoken; at least one.
  public int syllables(String plain, int start, int end) {
    var count = 0;
    var inside = false;
    for (var i = start; i < end; i++) {
      var vowel = vowel(plain.charAt(i));
      count += vowel && !inside ? 1 : 0;
      inside = vowel;
    }
    for (var e = 0; count > 1 && e < silentEndings.size(); e++) {
      var ending = silentEndings.get(e);
      if (end - start > ending.length() + 1
          && plain.startsWith(ending, end - ending.length())
          && !vowel(plain.charAt(end - ending.length() - 1))) {
        return count - 1;
      }
    }
    return Math.max(1, count);
  }
}
