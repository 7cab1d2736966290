package dev.decorum.conduct.leaks;

import dev.decorum.conduct.text.Reading;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names of clients that must not be said to this one.
final class OtherClients {

  /// What a language folder knows of names.
  ///
  /// @param joiners words between parts of a company's name, such as `and`
  /// @param legal forms of companies, such as `ltd`
  /// @param honorifics words before a family name, such as `mr`
  /// @param ordinary words that are names and words alike, such as `rose`
  /// @param articles words that no name follows which is written small: `an old mill`
  record NameWords(
      Set<String> joiners,
      Set<String> legal,
      Set<String> honorifics,
      Set<String> ordinary,
      Set<String> articles) {}

  private record Name(List<String> parts, boolean afterHonorific, boolean ordinary) {}

  private static final int WIDEST_GAP = 4;

  /// What has more words is no name.
  private static final int MOST_WORDS = 20;

  private final NameWords known;
  private final Map<String, List<Name>> byFirst = new HashMap<>();

  /// With which letters names begin, a bit each: most words begin with others.
  private long initials;

  OtherClients(
      List<String> others, NameWords known, @Nullable String client, @Nullable String agent) {
    this.known = known;
    var own = List.of(parts(client == null ? "" : client), parts(agent == null ? "" : agent));
    for (var other : others) {
      add(parts(other), own, hasJoiner(other));
    }
  }

  private void add(List<String> all, List<List<String>> own, boolean company) {
    var parts = withoutLegalForm(all);
    company |= parts.size() < all.size();
    if (parts.isEmpty()
        || parts.size() > MOST_WORDS
        || parts.size() == 1 && parts.getFirst().length() < 2
        || own.stream().anyMatch(name -> inside(parts, name))) {
      return;
    }
    put(new Name(parts, false, known.ordinary.containsAll(parts)));
    var family = parts.getLast();
    if (!company && parts.size() >= 2 && parts.size() <= 4) {
      if (parts.size() == 2) {
        put(new Name(List.of(family, parts.getFirst()), false, false));
        put(new Name(List.of(parts.getFirst().substring(0, 1), family), false, false));
      }
      if (family.length() > 1 && own.stream().noneMatch(name -> name.contains(family))) {
        put(new Name(List.of(family), true, false));
      }
    }
  }

  private void put(Name name) {
    initials |= 1L << name.parts.getFirst().charAt(0);
    byFirst.computeIfAbsent(name.parts.getFirst(), _ -> new ArrayList<>()).add(name);
  }

  private List<String> withoutLegalForm(List<String> parts) {
    var end = parts.size();
    while (end > 1 && known.legal.contains(parts.get(end - 1))) {
      end--;
    }
    return parts.subList(0, end);
  }

  private static boolean inside(List<String> parts, List<String> name) {
    for (var i = 0; i + parts.size() <= name.size(); i++) {
      if (name.subList(i, i + parts.size()).equals(parts)) {
        return true;
      }
    }
    return false;
  }

  void scan(Reading reading, Found found) {
    if (byFirst.isEmpty()) {
      return;
    }
    var word = 0;
    while (word < reading.words()) {
      var first = reading.plain().charAt(reading.wordStart(word));
      if (first < 128 && (initials & 1L << first) == 0) {
        word++;
        continue;
      }
      var names = byFirst.get(folded(reading.word(word)));
      var last =
          names == null ? possessiveEnd(reading, word, found) : matched(reading, word, names);
      if (last >= word) {
        var end = reading.wordStart(last) + bare(reading.word(last)).length();
        found.add(Kind.OTHER_CLIENT, "other_client", reading.wordStart(word), end);
        word = last;
      }
      word++;
    }
  }

  /// A single name with an ending: `Acme's`, `the Okafors`.
  private int possessiveEnd(Reading reading, int word, Found found) {
    var spelled = folded(bare(reading.word(word)));
    var names = byFirst.get(spelled);
    if (names == null
        && spelled.length() > 5
        && spelled.endsWith("s")
        && reading.capitalised(word)) {
      names = byFirst.get(spelled.substring(0, spelled.length() - 1));
    }
    return names == null ? -1 : matched(reading, word, names);
  }

  /// The last word of the longest name that begins at a word, or -1.
  private int matched(Reading reading, int word, List<Name> names) {
    var best = -1;
    for (var name : names) {
      best = Math.max(best, matched(reading, word, name));
    }
    return best;
  }

  private int matched(Reading reading, int first, Name name) {
    var word = first;
    var capitals = reading.capitalised(first) ? 1 : 0;
    for (var part = 1; part < name.parts.size(); part++) {
      word = next(reading, word);
      if (word < 0 || !same(reading, word, name.parts.get(part), part == name.parts.size() - 1)) {
        return -1;
      }
      capitals += reading.capitalised(word) ? 1 : 0;
    }
    if (name.afterHonorific) {
      return capitals == 1 && honoured(reading, first) ? word : -1;
    }
    if (name.parts.size() == 1) {
      return capitals == 1 && standsAlone(reading, first, name) ? word : -1;
    }
    var initial = name.parts.getFirst().length() == 1;
    var allCapitals = capitals == name.parts.size();
    var small = capitals == 0 && first > 0 && known.articles.contains(reading.word(first - 1));
    return allCapitals || !initial && !name.ordinary && !small ? word : -1;
  }

  /// The next word, over a joiner; -1 when it does not follow closely.
  private int next(Reading reading, int word) {
    var next = word + 1;
    if (next < reading.words() && known.joiners.contains(reading.word(next))) {
      next++;
    }
    return next < reading.words() && close(reading, next - 1, next) ? next : -1;
  }

  private static boolean close(Reading reading, int word, int next) {
    var from = reading.wordEnd(word);
    var to = reading.wordStart(next);
    if (to - from > WIDEST_GAP) {
      return false;
    }
    for (var i = from; i < to; i++) {
      if (" .-&+,'\n".indexOf(reading.plain().charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean same(Reading reading, int word, String part, boolean last) {
    var spelled = folded(reading.word(word));
    if (spelled.equals(part)) {
      return true;
    }
    if (!last) {
      return false;
    }
    var bare = folded(bare(reading.word(word)));
    return bare.equals(part)
        || bare.length() == part.length() + 1
            && bare.endsWith("s")
            && bare.startsWith(part)
            && part.length() > 3;
  }

  /// A single name that is an ordinary word too has to stand where only a name has a capital.
  private boolean standsAlone(Reading reading, int word, Name name) {
    if (!name.ordinary) {
      return true;
    }
    if (honoured(reading, word)) {
      return true;
    }
    var start = reading.wordStart(word);
    var sentence = reading.sentenceStart(reading.sentenceAt(start));
    return start - sentence > 1
        && !besideCapital(reading, word - 1, word)
        && !besideCapital(reading, word, word + 1);
  }

  private static boolean besideCapital(Reading reading, int word, int next) {
    if (word < 0 || next >= reading.words() || !close(reading, word, next)) {
      return false;
    }
    return reading.capitalised(word) && reading.capitalised(next);
  }

  private boolean honoured(Reading reading, int word) {
    return word > 0
        && known.honorifics.contains(reading.word(word - 1))
        && close(reading, word - 1, word);
  }

  private boolean hasJoiner(String name) {
    return name.indexOf('&') >= 0
        || Arrays.stream(name.split("\\s+"))
            .anyMatch(part -> known.joiners.contains(part.toLowerCase(java.util.Locale.ROOT)));
  }

  private List<String> parts(String name) {
    List<String> parts = new ArrayList<>();
    var part = new StringBuilder();
    for (var i = 0; i <= name.length(); i++) {
      var c = i < name.length() ? name.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        part.append(Character.toLowerCase(c));
      } else if (!part.isEmpty() && c != '\'' && c != '’') {
        var word = folded(part.toString());
        if (!known.joiners.contains(word)) {
          parts.add(word);
        }
        part.setLength(0);
      }
    }
    return parts;
  }

  /// Without the ending of a possessive.
  private static String bare(String word) {
    if (word.endsWith("'s")) {
      return word.substring(0, word.length() - 2);
    }
    return word.endsWith("'") ? word.substring(0, word.length() - 1) : word;
  }

  /// Without apostrophes and marks on letters: `müller` and `mueller` both become `muller`.
  private static String folded(String word) {
    var plain = true;
    for (var i = 0; i < word.length() && plain; i++) {
      var c = word.charAt(i);
      plain =
          c < 128 && c != '\'' && !(c == 'e' && i > 0 && "aou".indexOf(word.charAt(i - 1)) >= 0);
    }
    if (plain) {
      return word;
    }
    var kept = new StringBuilder(word.length());
    var decomposed = Normalizer.normalize(word, Normalizer.Form.NFD);
    for (var i = 0; i < decomposed.length(); i++) {
      var c = decomposed.charAt(i);
      if (c == 'ß') {
        kept.append("ss");
      } else if (c == 'ø') {
        kept.append('o');
      } else if (c == 'ł') {
        kept.append('l');
      } else if (c == 'æ') {
        kept.append('a');
      } else if (c == 'e'
          && !kept.isEmpty()
          && "aou".indexOf(kept.charAt(kept.length() - 1)) >= 0) {
        // The e of ae, oe and ue.
        continue;
      } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'') {
        kept.append(c);
      }
    }
    return kept.toString();
  }
}
