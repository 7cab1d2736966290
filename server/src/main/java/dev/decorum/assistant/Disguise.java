package dev.decorum.assistant;

import dev.decorum.conduct.leaks.Kind;
import dev.decorum.conduct.leaks.Leak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A text as a machine outside may read it: for everything confidential in it, and for all that
/// leads to a person, stands a placeholder such as `[NAME_1]`.
///
/// One placeholder stands for one value, spelled as it is, and one value has one placeholder; words
/// of the text that look like a placeholder get one themselves. So an answer can be turned back
/// exactly, and what cannot be turned back is noticed.
final class Disguise {

  /// What a placeholder stands for. Of two that overlap the one named first counts.
  private enum Label {
    CARD,
    ACCOUNT,
    ID,
    BIRTH,
    SECRET,
    HEALTH,
    TEXT,
    EMAIL,
    LINK,
    NUMBER,
    NAME;

    static Label of(Kind kind) {
      return switch (kind) {
        case CARD -> CARD;
        case IBAN -> ACCOUNT;
        case ID -> ID;
        case DOB -> BIRTH;
        case PASSWORD, API_KEY -> SECRET;
        case HEALTH -> HEALTH;
        case OTHER_CLIENT -> NAME;
        case INTERNAL -> TEXT;
      };
    }

    /// Whether it is of no use to anybody who only wants to know what was said.
    boolean secret() {
      return compareTo(SECRET) <= 0;
    }

    /// Whether a part of another word is something else.
    boolean words() {
      return this == NAME || this == HEALTH || this == TEXT;
    }
  }

  private record Stretch(int start, int end, Label label, @Nullable String shown) {}

  /// @param shown what can be said of it without saying it
  private record Hidden(String placeholder, Label label, String value, String shown) {}

  private static final String DOTS = "\u2022".repeat(8);
  private static final int SHORTEST_NUMBER = 6;
  private static final int SHORTEST_INSIDE = 4;
  private static final String SEPARATORS = " \u00a0./()-\u2010\u2011\u2013";
  private static final int MOST_SEPARATORS = 2;

  private static final String LABELS =
      Arrays.stream(Label.values()).map(Label::name).collect(Collectors.joining("|"));

  /// A placeholder, also as models spoil them: in small letters, without brackets, with a blank or
  /// an escaped line.
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\[\\s{0,3}(?<a>%1$s)(?:\\\\?_|[ -])(?<m>\\d{1,5})\\s{0,3}]|(?<![\\p{L}\\p{N}])(?<b>%1$s)\\\\?_(?<n>\\d{1,5})(?![\\p{L}\\p{N}])"
              .formatted(LABELS),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LINK =
      Pattern.compile("(?:https?://|www\\.)[^\\s<>\"]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{1,253}");

  /// Parts of names that are words of their own.
  private static final Set<String> SMALL =
      Set.of(
          "the", "and", "of", "for", "in", "at", "by", "der", "die", "das", "und", "von", "vom",
          "zu", "zum", "zur", "für", "van", "de", "den", "del", "la", "le", "les", "el", "et", "y",
          "mr", "mrs", "ms", "dr", "prof", "herr", "frau", "gmbh", "mbh", "ag", "kg", "ohg", "ug",
          "ltd", "limited", "llc", "inc", "plc", "co", "company", "team", "group");

  private final String text;
  private final Map<String, Hidden> hidden;

  private Disguise(String text, Map<String, Hidden> hidden) {
    this.text = text;
    this.hidden = hidden;
  }

  /// @param leaks what is confidential in the text
  /// @param people whose names, also in part, are taken out
  static Disguise of(String text, Collection<Leak> leaks, Collection<String> people) {
    var found = new ArrayList<Stretch>();
    for (var leak : leaks) {
      found.add(new Stretch(leak.start(), leak.end(), Label.of(leak.kind()), leak.shown()));
    }
    find(PLACEHOLDER, text, Label.TEXT, found);
    find(LINK, text, Label.LINK, found);
    find(EMAIL, text, Label.EMAIL, found);
    numbers(text, found);
    names(people).ifPresent(pattern -> find(pattern, text, Label.NAME, found));
    // What is confidential in one place is so in all others, too.
    var values = new LinkedHashMap<String, Stretch>();
    for (var one : found)
      values.merge(text.substring(one.start(), one.end()), one, Disguise::first);
    values.values().forEach(one -> again(text, one, found));
    return of(text, merged(found));
  }

  private static Disguise of(String text, List<Stretch> stretches) {
    var hidden = new LinkedHashMap<String, Hidden>();
    var known = new LinkedHashMap<String, Hidden>();
    var numbers = new EnumMap<Label, Integer>(Label.class);
    var out = new StringBuilder();
    int at = 0;
    for (var one : stretches) {
      var value = text.substring(one.start(), one.end());
      var stands =
          known.computeIfAbsent(
              value,
              _ -> {
                int number = numbers.merge(one.label(), 1, Integer::sum);
                var shown = one.shown() == null ? DOTS : one.shown();
                return new Hidden(
                    "[" + one.label() + "_" + number + "]", one.label(), value, shown);
              });
      hidden.put(stands.placeholder(), stands);
      out.append(text, at, one.start()).append(stands.placeholder());
      at = one.end();
    }
    return new Disguise(out.append(text, at, text.length()).toString(), hidden);
  }

  /// What may leave.
  String text() {
    return text;
  }

  /// An answer with everything put back in its place; empty when it has placeholders that the text
  /// did not have.
  Optional<String> undone(String answer) {
    return undone(answer, Hidden::value);
  }

  /// As [#undone], but of cards, accounts, numbers of people, dates of birth, passwords and keys
  /// only as much as may be shown.
  Optional<String> shown(String answer) {
    return undone(answer, one -> one.label().secret() ? one.shown() : one.value());
  }

  private Optional<String> undone(String answer, Function<Hidden, String> words) {
    var out = new StringBuilder();
    var matcher = PLACEHOLDER.matcher(answer);
    while (matcher.find()) {
      var stands = hidden.get(placeholder(matcher));
      if (stands == null) return Optional.empty();
      matcher.appendReplacement(out, Matcher.quoteReplacement(words.apply(stands)));
    }
    return Optional.of(matcher.appendTail(out).toString());
  }

  private static String placeholder(Matcher matcher) {
    boolean bracketed = matcher.group("a") != null;
    return "["
        + matcher.group(bracketed ? "a" : "b").toUpperCase(Locale.ROOT)
        + "_"
        + matcher.group(bracketed ? "m" : "n")
        + "]";
  }

  // --- what is taken out

  private static void find(Pattern pattern, String text, Label label, List<Stretch> into) {
    var matcher = pattern.matcher(text);
    while (matcher.find()) into.add(new Stretch(matcher.start(), matcher.end(), label, null));
  }

  /// Runs of digits that are long enough to be somebody's: of phones, orders, contracts.
  private static void numbers(String text, List<Stretch> into) {
    for (int at = 0; at < text.length(); at++) {
      if (!Character.isDigit(text.charAt(at))) continue;
      int start = at;
      int digits = 0;
      int end = at;
      for (int next = at; next < text.length() && next - end <= MOST_SEPARATORS; next++) {
        if (Character.isDigit(text.charAt(next))) {
          digits++;
          end = next + 1;
        } else if (SEPARATORS.indexOf(text.charAt(next)) < 0) {
          break;
        }
      }
      if (digits >= SHORTEST_NUMBER) {
        boolean signed = start > 0 && text.charAt(start - 1) == '+';
        into.add(new Stretch(signed ? start - 1 : start, end, Label.NUMBER, null));
      }
      at = end - 1;
    }
  }

  /// Whole names in any case, their parts as names are written; with an ending or without.
  private static Optional<Pattern> names(Collection<String> people) {
    var known =
        people.stream().map(String::strip).filter(name -> name.length() > 1).distinct().toList();
    var whole = known.stream().map(name -> "(?iu:" + spaced(name) + ")");
    var parts =
        known.stream()
            .flatMap(name -> Arrays.stream(name.split("[\\s,.]+")))
            .filter(Disguise::name)
            .flatMap(part -> Stream.of(part, part.toUpperCase(Locale.ROOT)))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote);
    var all = Stream.concat(whole, parts).collect(Collectors.joining("|"));
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + all + ")(?=s?(?![\\p{L}\\p{N}]))"));
  }

  private static String spaced(String name) {
    return Arrays.stream(name.split("\\s+"))
        .map(Pattern::quote)
        .collect(Collectors.joining("\\s+"));
  }

  private static boolean name(String part) {
    return part.length() > 1
        && Character.isLetter(part.codePointAt(0))
        && !Character.isLowerCase(part.codePointAt(0))
        && !SMALL.contains(part.toLowerCase(Locale.ROOT));
  }

  private static void again(String text, Stretch one, List<Stretch> into) {
    var value = text.substring(one.start(), one.end());
    boolean alone = one.label().words() || value.length() < SHORTEST_INSIDE;
    for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
      int end = at + value.length();
      if (alone && (letter(text, at - 1) || letter(text, end))) continue;
      into.add(new Stretch(at, end, one.label(), one.shown()));
    }
  }

  private static boolean letter(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  /// In order and apart; what overlaps becomes one.
  private static List<Stretch> merged(List<Stretch> found) {
    var merged = new ArrayList<Stretch>();
    found.stream()
        .sorted(Comparator.comparingInt(Stretch::start).thenComparing(Stretch::label))
        .forEach(
            next -> {
              var last = merged.isEmpty() ? null : merged.getLast();
              if (last == null || last.end() <= next.start()) {
                merged.add(next);
              } else {
                merged.set(merged.size() - 1, both(last, next));
              }
            });
    return merged;
  }

  private static Stretch both(Stretch one, Stretch other) {
    var first = first(one, other);
    int end = Math.max(one.end(), other.end());
    boolean same = first.start() == one.start() && first.end() == end;
    return new Stretch(one.start(), end, first.label(), same ? first.shown() : null);
  }

  private static Stretch first(Stretch one, Stretch other) {
    return one.label().compareTo(other.label()) <= 0 ? one : other;
  }
}
