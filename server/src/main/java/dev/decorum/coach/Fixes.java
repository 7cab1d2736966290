package dev.decorum.coach;

import dev.decorum.coach.Checked.Fix;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Where;
import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What words at fault can be replaced by with one press. Only where the result is sure to read
/// well; the rest is said in words.
final class Fixes {

  private static final int MOST = 3;

  /// Words for some time that "by" and a time can stand in for.
  private static final Set<String> SOON =
      Set.of(
          "soon", "shortly", "asap", "as soon as possible", "as soon as we can", "in due course");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.UK);

  private static final Pattern BETWEEN = Pattern.compile(", ?");

  private Fixes() {}

  static List<Fix> of(Finding finding, String words, String text, Context context) {
    boolean english = context.locale().getLanguage().equals("en");
    return switch (finding.category()) {
      case "leak.card", "leak.iban" ->
          List.of(new Fix(finding.start(), finding.end(), finding.text()));
      case "greeting.missing" ->
          english && addressee(context) != null
              ? List.of(new Fix(0, 0, "Dear " + addressee(context) + ",\n\n"))
              : List.of();
      case "name.unwanted" ->
          finding.suggestion() == null
              ? List.of()
              : List.of(new Fix(finding.start(), finding.end(), finding.suggestion()));
      case "closing.missing" -> english ? List.of(closing(text, context)) : List.of();
      case "vague_time" ->
          english && SOON.contains(words.toLowerCase(Locale.ROOT))
              ? times(context.sentAt())
                  .map(time -> new Fix(finding.start(), finding.end(), "by " + time))
                  .toList()
              : wordings(finding, words);
      default -> wordings(finding, words);
    };
  }

  private static @Nullable String addressee(Context context) {
    var wanted = context.wishes().nameToUse();
    return wanted == null ? context.clientName() : wanted;
  }

  /// A suggestion that is no sentence is what to write instead, or a few to choose from.
  private static List<Fix> wordings(Finding finding, String words) {
    var suggestion = finding.suggestion();
    if (suggestion == null
        || finding.where() != Where.REPLY
        || finding.category().startsWith("leak.")
        || suggestion.endsWith(".")) {
      return List.of();
    }
    return Arrays.stream(BETWEEN.split(suggestion))
        .filter(wording -> !wording.isBlank())
        .limit(MOST)
        .map(wording -> new Fix(finding.start(), finding.end(), likeCapitals(wording, words)))
        .toList();
  }

  private static String likeCapitals(String wording, String words) {
    return !words.isEmpty() && Character.isUpperCase(words.charAt(0))
        ? Character.toUpperCase(wording.charAt(0)) + wording.substring(1)
        : wording;
  }

  private static Fix closing(String text, Context context) {
    var name = context.agentName() == null ? "" : "\n" + context.agentName();
    int end = text.stripTrailing().length();
    return new Fix(end, text.length(), "\n\nKind regards," + name);
  }

  /// The end of this working day, noon of the next, and the end of the week.
  private static Stream<String> times(ZonedDateTime now) {
    var tomorrow = workday(now.plusDays(1));
    var friday = now.plusDays(2);
    while (friday.getDayOfWeek() != DayOfWeek.FRIDAY) friday = friday.plusDays(1);
    return Stream.of(
            now.getHour() < 15 && workday(now).equals(now) ? "17:00 today" : "",
            "12:00 on " + DAY.format(tomorrow),
            "17:00 on " + DAY.format(friday))
        .filter(time -> !time.isEmpty());
  }

  private static ZonedDateTime workday(ZonedDateTime day) {
    var next = day;
    while (next.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()) next = next.plusDays(1);
    return next;
  }
}
