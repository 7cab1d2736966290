package dev.decorum.conduct.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text read once for everybody who looks for something in it.
///
/// All offsets are UTF-16 units of the untouched text, ranges are half-open. [#plain] is the same
/// text for comparing, of the same length: offsets are good for both. Any text can be read, also an
/// empty one or one with halves of surrogate pairs, in time linear in its length.
public final class Reading {

  private static final int ZONE = 0x0f;
  static final int SPEECH = 0x10;
  static final int URL = 0x20;
  private static final Zone[] ZONES = Zone.values();

  private final String text;
  private final String plain;
  private final Language language;
  private final Words words;
  private Sequence sequence;
  private final Marks marks;
  private final boolean own;
  private final Sentences sentences;
  private final @Nullable String[] spelled;

  private Reading(String text, Language language) {
    this.text = text;
    this.language = language;
    plain = plain(text);
    words = new Words(plain);
    sequence = new Sequence(plain, words, language.vocabulary());
    marks = Marks.of(text, plain, words, sequence, language);
    own = marks.plain();
    sentences = new Sentences(text, plain, marks, language);
    sequence.open(sentences, words);
    spelled = new String[words.count()];
  }

  public static Reading of(String text, Language language) {
    return new Reading(text, language);
  }

  /// The words of a text that needs no reading, such as a name, each as [#word] has it.
  public static List<String> wordsOf(String text) {
    var plain = plain(text);
    var words = new Words(plain);
    var all = new ArrayList<String>(words.count());
    for (var word = 0; word < words.count(); word++) {
      all.add(plain.substring(words.start(word), words.end(word)));
    }
    return all;
  }

  private static String plain(String text) {
    var chars = new char[text.length()];
    for (var i = 0; i < chars.length; i++) {
      chars[i] = Letters.plain(text.charAt(i));
    }
    return new String(chars);
  }

  /// The text as it was given.
  public String text() {
    return text;
  }

  /// The text in lower case with straight quotes, one kind of dash (`-`), one of space, and `\n`
  /// only where a line ends; each character stands where it stood.
  public String plain() {
    return plain;
  }

  public Language language() {
    return language;
  }

  /// Words and signs as phrases are compared with them; looked up anew where phrases of further
  /// words were made since. Threads may do the same twice.
  Sequence sequence() {
    var known = sequence;
    var vocabulary = language.vocabulary();
    if (known.vocabularySize() < vocabulary.size()) {
      known = new Sequence(plain, words, vocabulary);
      known.open(sentences, words);
      sequence = known;
    }
    return known;
  }

  /// How many words there are. A word is a run of letters and digits, with apostrophes inside:
  /// `don't`, `3pm`, `14th` are one, `follow-up` and `15:00` are two.
  public int words() {
    return words.count();
  }

  public int wordStart(int word) {
    return words.start(word);
  }

  public int wordEnd(int word) {
    return words.end(word);
  }

  /// A word as in [#plain].
  public String word(int word) {
    var known = spelled[word];
    if (known == null) {
      known = plain.substring(words.start(word), words.end(word));
      spelled[word] = known;
    }
    return known;
  }

  /// The [Hash] of a word as in [#plain].
  public long wordHash(int word) {
    return words.hash(word);
  }

  /// Whether a word is nothing but common letters: no digit, apostrophe or rare letter is in it.
  public boolean simple(int word) {
    return words.simple(word);
  }

  /// The word at an offset, or the first one after it; [#words] when there is none.
  public int wordAt(int offset) {
    return words.at(offset);
  }

  /// Whether a word begins with a capital.
  public boolean capitalised(int word) {
    return Character.isUpperCase(text.charAt(words.start(word)));
  }

  /// Sentences, in the order of the text. A heading, a list item, a greeting and each line of a
  /// signature is one of its own. White space around is not part of it; blank stretches belong to
  /// none.
  public int sentences() {
    return sentences.count();
  }

  public int sentenceStart(int sentence) {
    return sentences.start(sentence);
  }

  public int sentenceEnd(int sentence) {
    return sentences.end(sentence);
  }

  /// The sentence at an offset, or the last one that begins before it; 0 when there is none.
  public int sentenceAt(int offset) {
    return sentences.at(offset);
  }

  public Zone zoneAt(int offset) {
    return ZONES[marks.at(offset) & ZONE];
  }

  /// Whether an offset lies in what somebody else is quoted to have said.
  public boolean speechAt(int offset) {
    return (marks.at(offset) & SPEECH) != 0;
  }

  /// Whether an offset lies in an address of the web or of mail.
  public boolean urlAt(int offset) {
    return (marks.at(offset) & URL) != 0;
  }

  /// Whether what begins at an offset is the writer's own prose: not quoted, not speech, not code,
  /// not part of an address.
  public boolean ownAt(int offset) {
    if (own) {
      return true;
    }
    var mark = marks.at(offset);
    return (mark & (SPEECH | URL)) == 0
        && (mark & ZONE) != Zone.QUOTED.ordinal()
        && (mark & ZONE) != Zone.CODE.ordinal();
  }

  /// The stretches of a zone, in order.
  public List<Span> zone(Zone zone) {
    return marks.zone(zone);
  }

  /// Addresses of the web and of mail, in order.
  public List<Span> urls() {
    return marks.with(URL);
  }

  /// Quoted speech without its quotation marks, in order.
  public List<Span> speech() {
    return marks.with(SPEECH);
  }
}
