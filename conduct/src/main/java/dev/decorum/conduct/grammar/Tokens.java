package dev.decorum.conduct.grammar;

import dev.decorum.conduct.text.Reading;
import java.util.Arrays;

/// A text cut as grammars need it: words without their clitics (`I'll` is two), digits apart from
/// letters (`3pm` is two), and each mark of punctuation. Only what lies in sentences is there.
public final class Tokens {

  /// Digits that count more than any calendar does.
  public static final int HUGE = Integer.MAX_VALUE;

  private static final int CAPITAL = 1;
  private static final int GLUED = 2;
  private static final int WORD = 4;
  private static final int SENTENCE = 8;
  private static final int ACRONYM = 16;

  private final Reading reading;
  private final Lexicon lexicon;
  private final String plain;
  private int count;
  private int[] starts;
  private int[] ends;
  private int[] ids;
  private int[] numbers;
  private byte[] flags;

  /// By token: as what patterns take it, plus one; 0 until asked for.
  private int[] kinds = {};

  private Tokens(Reading reading, Lexicon lexicon) {
    this.reading = reading;
    this.lexicon = lexicon;
    plain = reading.plain();
    var room = 16 + reading.plain().length() / 4;
    starts = new int[room];
    ends = new int[room];
    ids = new int[room];
    numbers = new int[room];
    flags = new byte[room];
    for (var sentence = 0; sentence < reading.sentences(); sentence++) {
      var first = count;
      sentence(reading.sentenceStart(sentence), reading.sentenceEnd(sentence));
      if (count > first) {
        flags[first] |= SENTENCE;
      }
    }
  }

  public static Tokens of(Reading reading, Lexicon lexicon) {
    return new Tokens(reading, lexicon);
  }

  private void sentence(int from, int to) {
    var word = reading.wordAt(from);
    var i = from;
    while (i < to) {
      while (word < reading.words() && reading.wordStart(word) < i) {
        word++;
      }
      if (wholeWord(word, i, to)) {
        var end = reading.wordEnd(word);
        add(i, end, lexicon.id(reading.wordHash(word)), -1, WORD);
        i = end;
        continue;
      }
      var c = plain.charAt(i);
      if (c == ' ' || c == '\n') {
        i++;
      } else if (c >= '0' && c <= '9') {
        i = digits(i, to);
      } else if (Character.isLetter(c)) {
        i = letters(i, to);
      } else {
        i = mark(i, to);
      }
    }
  }

  /// Whether a word of the reading begins here that is one here as well; single letters may be
  /// initials.
  private boolean wholeWord(int word, int from, int to) {
    return word < reading.words()
        && reading.wordStart(word) == from
        && reading.simple(word)
        && reading.wordEnd(word) - from > 1
        && reading.wordEnd(word) <= to;
  }

  private int digits(int from, int to) {
    var i = from;
    var value = 0L;
    while (i < to && plain.charAt(i) >= '0' && plain.charAt(i) <= '9') {
      value = Math.min(HUGE, value * 10 + plain.charAt(i) - '0');
      i++;
    }
    add(from, i, Lexicon.NUMBER, (int) value, 0);
    return i;
  }

  private int letters(int from, int to) {
    var i = from;
    var apostrophe = false;
    while (i < to) {
      var c = plain.charAt(i);
      if (Character.isLetter(c)) {
        i++;
      } else if (c == '\'' && i + 1 < to && Character.isLetter(plain.charAt(i + 1))) {
        apostrophe = true;
        i++;
      } else {
        break;
      }
    }
    if (i - from == 1) {
      i = initials(from, to);
    }
    var clitic = apostrophe ? clitic(from, i) : i;
    add(from, clitic, lexicon.id(plain, from, clitic), -1, WORD);
    if (clitic < i) {
      add(clitic, i, lexicon.id(plain, clitic, i), -1, WORD);
    }
    return i;
  }

  /// `p.m.` is one word.
  private int initials(int from, int to) {
    var i = from + 1;
    while (i + 1 < to
        && plain.charAt(i) == '.'
        && Character.isLetter(plain.charAt(i + 1))
        && (i + 2 == to || !Character.isLetterOrDigit(plain.charAt(i + 2)))) {
      i += 2;
    }
    return i > from + 1 && i < to && plain.charAt(i) == '.' ? i + 1 : i;
  }

  private int clitic(int from, int to) {
    for (var clitic : lexicon.clitics()) {
      var at = to - clitic.length();
      if (at > from && plain.startsWith(clitic, at)) {
        return at;
      }
    }
    return to;
  }

  private int mark(int from, int to) {
    var length =
        Character.isHighSurrogate(plain.charAt(from))
                && from + 1 < to
                && Character.isLowSurrogate(plain.charAt(from + 1))
            ? 2
            : 1;
    add(from, from + length, lexicon.id(plain, from, from + length), -1, 0);
    return from + length;
  }

  private void add(int start, int end, int id, int number, int kind) {
    if (count == starts.length) {
      var room = count * 2;
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      ids = Arrays.copyOf(ids, room);
      numbers = Arrays.copyOf(numbers, room);
      flags = Arrays.copyOf(flags, room);
    }
    starts[count] = start;
    ends[count] = end;
    ids[count] = id;
    numbers[count] = number;
    var flag = kind;
    if (count > 0 && ends[count - 1] == start) {
      flag |= GLUED;
    }
    if (kind == WORD && Character.isUpperCase(reading.text().charAt(start))) {
      flag |=
          end - start > 1 && Character.isUpperCase(reading.text().charAt(end - 1))
              ? CAPITAL | ACRONYM
              : CAPITAL;
    }
    flags[count++] = (byte) flag;
  }

  public Reading reading() {
    return reading;
  }

  public int count() {
    return count;
  }

  public int start(int token) {
    return starts[token];
  }

  public int end(int token) {
    return ends[token];
  }

  /// The number of the word in the [Lexicon].
  public int id(int token) {
    return ids[token];
  }

  /// As what patterns take a token.
  ///
  /// @param stop words over which a gap does not reach
  int kind(int token, long[] stop) {
    if (kinds.length == 0) {
      kinds = new int[count];
    }
    var kind = kinds[token];
    if (kind == 0) {
      kind = Symbols.kind(this, token, stop) + 1;
      kinds[token] = kind;
    }
    return kind - 1;
  }

  /// The value of a run of digits, [#HUGE] where it is too long; -1 for all else.
  public int number(int token) {
    return numbers[token];
  }

  /// How many digits a number is written with.
  public int length(int token) {
    return ends[token] - starts[token];
  }

  public boolean word(int token) {
    return (flags[token] & WORD) != 0;
  }

  /// Neither word nor number.
  public boolean mark(int token) {
    return (flags[token] & WORD) == 0 && numbers[token] < 0;
  }

  public boolean capital(int token) {
    return (flags[token] & CAPITAL) != 0;
  }

  /// Whether a word is all capitals, as `IT` is and `It` is not.
  public boolean acronym(int token) {
    return (flags[token] & ACRONYM) != 0;
  }

  /// Whether no space stands before the token.
  public boolean glued(int token) {
    return (flags[token] & GLUED) != 0;
  }

  /// Whether a sentence begins with the token.
  public boolean opens(int token) {
    return (flags[token] & SENTENCE) != 0;
  }

  /// The end of the sentence of a token: the next token that opens one, or [#count].
  public int sentenceEnd(int token) {
    var i = token + 1;
    while (i < count && !opens(i)) {
      i++;
    }
    return i;
  }

  /// Whether a mark stands inside a word or number, as in `1,340` and `follow-up`, or is a sign of
  /// money.
  public boolean joins(int token) {
    return mark(token)
        && (glued(token) && token + 1 < count && glued(token + 1)
            || Character.getType(plain.charAt(starts[token])) == Character.CURRENCY_SYMBOL);
  }

  /// Whether a token is this character.
  public boolean is(int token, char mark) {
    return ends[token] - starts[token] == 1 && plain.charAt(starts[token]) == mark;
  }
}
