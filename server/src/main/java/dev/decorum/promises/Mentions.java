package dev.decorum.promises;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a text speaks of something, as far as words tell: one that begins alike is enough. Words
/// that stand in most promises tell nothing, and whoever speaks of a delay speaks of what is late.
final class Mentions {

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int FEWEST_LETTERS = 4;
  private static final int STEM = 5;

  private static final Set<String> OF_ALL =
      Set.of(
          ("will shall have been your yours them they this that with from until before after about"
                  + " again soon today tomorrow morning afternoon evening noon week weeks day days"
                  + " hour hours month within latest monday tuesday wednesday thursday friday"
                  + " saturday sunday send sent give let know back please make sure would could"
                  + " ihnen ihre ihren ihrem werde werden wird bis heute morgen woche wochen tage"
                  + " tagen stunden montag dienstag mittwoch donnerstag freitag senden schicken"
                  + " geben diese dieser dieses nach noch auch eine einen einem")
              .split(" "));

  private static final Set<String> LATE =
      Set.of("delay", "overdu", "late", "later", "sorry", "apolog", "verspät", "verzög", "entsch");

  private Mentions() {}

  static boolean in(String text, String of) {
    var subjects = stems(of).filter(word -> !OF_ALL.contains(word)).map(Mentions::stem).toList();
    var said = stems(text).map(Mentions::stem).collect(Collectors.toSet());
    return subjects.isEmpty()
        || subjects.stream().anyMatch(said::contains)
        || stems(text).anyMatch(word -> LATE.stream().anyMatch(word::startsWith));
  }

  private static Stream<String> stems(String text) {
    return Arrays.stream(BETWEEN.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> word.length() >= FEWEST_LETTERS);
  }

  private static String stem(String word) {
    return word.length() <= STEM ? word : word.substring(0, STEM);
  }
}
