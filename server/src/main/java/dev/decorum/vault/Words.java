package dev.decorum.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Takes a text apart into the words by which it can be found. Pure and in one pass.
///
/// A word is a run of letters, digits and marks, in lower case, after Unicode normalisation (NFKC),
/// so that the ways to write one letter are one. Scripts without spaces give pairs of characters.
final class Words {

  /// Characters of a text that are looked at; the rest cannot be found.
  static final int LONGEST_TEXT = 1 << 20;

  static final int MOST_WORDS = 20_000;
  static final int LONGEST_WORD = 64;

  /// Thai. Looking up the script of each letter of all other texts would take longer than the rest.
  private static final int FIRST_WITHOUT_SPACES = 0x0e00;

  private static final int SHORTEST_PREFIX = 2;
  private static final int LONGEST_PREFIX = 12;

  private static final Analyzer ENGLISH =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          var words = new WhitespaceTokenizer();
          return new TokenStreamComponents(words, new PorterStemFilter(words));
        }
      };

  private static final Analyzer GERMAN =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          var words = new WhitespaceTokenizer();
          return new TokenStreamComponents(
              words, new GermanLightStemFilter(new GermanNormalizationFilter(words)));
        }
      };

  private Words() {}

  /// The distinct words of a text as they are written, in the order of their first use.
  static SequencedSet<String> written(String text) {
    var words = new LinkedHashSet<String>();
    var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    var normal = Normalizer.normalize(cut, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    int start = -1;
    for (int i = 0; i <= normal.length() && words.size() < MOST_WORDS; ) {
      int letter = i < normal.length() ? normal.codePointAt(i) : ' ';
      boolean inside = i < normal.length() && belongsToWord(letter);
      if (inside && start < 0) start = i;
      if (!inside && start >= 0) {
        add(normal.substring(start, i), words);
        start = -1;
      }
      i += Character.charCount(letter);
    }
    return words;
  }

  private static void add(String word, Set<String> words) {
    if (words.contains(word)) return;
    if (word.codePoints().anyMatch(Words::writtenWithoutSpaces)) {
      var letters = word.codePoints().limit(LONGEST_TEXT).toArray();
      if (letters.length == 1) words.add(word);
      for (int i = 0; i + 1 < letters.length && words.size() < MOST_WORDS; i++) {
        words.add(new String(letters, i, 2));
      }
    } else if (word.length() > 1) {
      words.add(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
    }
  }

  private static boolean belongsToWord(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> Character.isLetterOrDigit(letter);
    };
  }

  private static boolean writtenWithoutSpaces(int letter) {
    if (letter < FIRST_WITHOUT_SPACES) return false;
    return switch (Character.UnicodeScript.of(letter)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /// True of the commonest words of English and German: they find nothing and would betray the
  /// index key's words by their frequency.
  static boolean tooCommon(String word) {
    return EnglishAnalyzer.getDefaultStopSet().contains(word)
        || GermanAnalyzer.getDefaultStopSet().contains(word);
  }

  /// The words and their English and German stems.
  static Set<String> withStems(Collection<String> words) {
    var all = new LinkedHashSet<>(words);
    var line = String.join(" ", words);
    collect(ENGLISH, line, all);
    collect(GERMAN, line, all);
    return all;
  }

  private static void collect(Analyzer analyzer, String line, Set<String> into) {
    try (TokenStream stream = analyzer.tokenStream("", line)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) into.add(term.toString());
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The ways in which a name may be typed: as written, without accents, and with German umlauts
  /// written out.
  static Set<String> spellings(String word) {
    var all = new LinkedHashSet<String>();
    all.add(word);
    all.add(withoutMarks(word));
    all.add(
        withoutMarks(
            word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")));
    return all;
  }

  private static String withoutMarks(String word) {
    return Normalizer.normalize(
            word.replace("ß", "ss").replace("ø", "o").replace("ł", "l"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "");
  }

  /// The beginnings of a word of 2 to 12 characters, shortest first.
  static List<String> prefixes(String word) {
    var all = new ArrayList<String>();
    for (int length = SHORTEST_PREFIX;
        length <= Math.min(LONGEST_PREFIX, word.length());
        length++) {
      if (!Character.isHighSurrogate(word.charAt(length - 1))) all.add(word.substring(0, length));
    }
    return all;
  }
}
