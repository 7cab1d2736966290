package dev.decorum.assistant;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Commitment.Due;
import dev.decorum.conduct.grammar.Lexicon;
import dev.decorum.conduct.grammar.Tokens;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import dev.decorum.conduct.time.Mention;
import dev.decorum.conduct.time.Times;
import dev.decorum.conduct.time.Workdays;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a suggestion says that its draft does not, and the other way round, as far as it can be
/// counted: promises, times, figures, addresses.
public record Difference(List<Part> added, List<Part> gone) {

  /// What kind of thing it is.
  public enum What {
    PROMISE,
    TIME,
    ADDRESS,
    FIGURE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Words that commit somebody to something.
  ///
  /// @param due of a promise by when; null: open, or no promise
  public record Part(What what, String words, @Nullable Due due) {}

  /// A text with what it promises.
  record Said(String text, List<Commitment> promises) {}

  /// One of them where it stands. What is the same has the same key, however it is worded.
  private record Found(Part part, Object key, int start, int end) {

    boolean touches(Found other) {
      return start < other.end && end > other.start;
    }
  }

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://|www\\.)[^\\s<>\"]*[^\\s<>\".,;:!?)]|[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}.-]{0,252}[\\p{L}\\p{N}]",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FIGURE =
      Pattern.compile("\\p{Nd}{1,20}(?:[.,:'\u00a0]\\p{Nd}{1,20}){0,9}");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)[.,'\u00a0](?=\\d{3}(?!\\d))");
  private static final Pattern NOUGHTS = Pattern.compile("^0+(?=\\d)|[.,:]0+$");

  public Difference {
    added = List.copyOf(added);
    gone = List.copyOf(gone);
  }

  /// @param sentAt from when on times count, in the zone of the writer
  static Difference between(Said draft, Said suggestion, ZonedDateTime sentAt, Locale locale) {
    var before = found(draft, sentAt, locale);
    var after = found(suggestion, sentAt, locale);
    return new Difference(without(after, before), without(before, after));
  }

  public boolean any() {
    return !added.isEmpty() || !gone.isEmpty();
  }

  /// What is in one and not in the other. Of promises that are due alike as many have to be there.
  private static List<Part> without(List<Found> one, List<Found> other) {
    var left = new ArrayList<>(other);
    var more = new ArrayList<Found>();
    for (var each : one) {
      var same =
          left.stream()
              .filter(it -> it.part.what() == each.part.what() && it.key.equals(each.key))
              .findFirst();
      if (same.isEmpty()) {
        // The day of a promise that is new is no news of its own.
        if (more.stream().noneMatch(each::touches)) more.add(each);
      } else if (each.part.what() == What.PROMISE) {
        left.remove(same.get());
      }
    }
    return more.stream().map(Found::part).distinct().toList();
  }

  private static List<Found> found(Said said, ZonedDateTime sentAt, Locale locale) {
    var found = new ArrayList<Found>();
    for (var promise : said.promises()) {
      var part = new Part(What.PROMISE, promise.text(), promise.due());
      found.add(new Found(part, promise.due(), promise.start(), promise.end()));
    }
    var text = said.text();
    times(text, sentAt, locale, found);
    var addresses = ADDRESS.matcher(text);
    while (addresses.find()) {
      var words = addresses.group();
      found.add(
          new Found(
              new Part(What.ADDRESS, words, null),
              words.toLowerCase(Locale.ROOT),
              addresses.start(),
              addresses.end()));
    }
    var figures = FIGURE.matcher(text);
    while (figures.find()) {
      var words = figures.group();
      found.add(
          new Found(
              new Part(What.FIGURE, words, null), plain(words), figures.start(), figures.end()));
    }
    return found;
  }

  private static void times(String text, ZonedDateTime sentAt, Locale locale, List<Found> into) {
    var language = Language.of(locale);
    var tokens = Tokens.of(Reading.of(text, language), Lexicon.of(language));
    for (var one : Times.of(language).in(tokens, sentAt, locale, Workdays.MONDAY_TO_FRIDAY)) {
      var due = one.due();
      if (one.lead() == Mention.Lead.PAST || due instanceof Due.None) continue;
      int start = tokens.start(one.from());
      int end = tokens.end(one.to() - 1);
      into.add(new Found(new Part(What.TIME, text.substring(start, end), null), due, start, end));
    }
  }

  /// `1,000.00` and `1000`, `15:00` and `15` are the same figure.
  private static String plain(String figure) {
    return NOUGHTS.matcher(THOUSANDS.matcher(figure).replaceAll("")).replaceAll("");
  }
}
