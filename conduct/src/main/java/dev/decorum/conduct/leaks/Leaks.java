package dev.decorum.conduct.leaks;

import dev.decorum.conduct.Context;
import dev.decorum.conduct.made.Output;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Patterns;
import dev.decorum.conduct.text.Reading;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds in a reply what must not leave: numbers of cards, accounts and people, secrets, health,
/// other clients, internal notes. Immutable and thread-safe.
public final class Leaks {

  private static final Map<Language, Leaks> LOADED = new ConcurrentHashMap<>();

  private final Patterns phrases;
  private final Map<String, Integer> months;
  private final OtherClients.NameWords nameWords;
  private final Set<String> functionWords;
  private final Set<String> allowed;

  private Leaks(Language language) {
    phrases =
        language
            .made("leaks")
            .map(in -> Patterns.read(in, language))
            .orElseGet(() -> labels(language));
    Map<String, Integer> names = new HashMap<>();
    entries(language, "leaks/months.txt")
        .forEach((month, all) -> all.forEach(name -> names.put(name, Integer.valueOf(month))));
    months = Map.copyOf(names);
    var words = entries(language, "leaks/names.txt");
    nameWords =
        new OtherClients.NameWords(
            Set.copyOf(words.getOrDefault("joiner", Set.of())),
            Set.copyOf(words.getOrDefault("legal", Set.of())),
            Set.copyOf(words.getOrDefault("honorific", Set.of())),
            Set.copyOf(words.getOrDefault("ordinary", Set.of())),
            Set.copyOf(words.getOrDefault("article", Set.of())));
    functionWords = Set.copyOf(language.lines("leaks/function-words.txt"));
    allowed = Set.of();
  }

  private static Patterns labels(Language language) {
    var builder = Patterns.builder(language);
    entries(language, "leaks/labels.txt")
        .forEach((label, all) -> builder.addAll(all, Label.of(label).ordinal()));
    return builder.build();
  }

  /// Adds what the build keeps.
  public void make(Map<String, Output> into) {
    into.put("leaks", new Output());
    phrases.write(into.get("leaks"));
  }

  private Leaks(Leaks other, Set<String> allowed) {
    phrases = other.phrases;
    months = other.months;
    nameWords = other.nameWords;
    functionWords = other.functionWords;
    this.allowed = allowed;
  }

  /// What must not leave in texts of a language.
  public static Leaks in(Language language) {
    return LOADED.computeIfAbsent(language, _ -> new Leaks(language));
  }

  /// The same, but for numbers that everybody may know, such as the organisation's own accounts;
  /// spaces, signs and case do not matter.
  public Leaks allowing(Collection<String> numbers) {
    Set<String> all = new HashSet<>(allowed);
    numbers.forEach(number -> all.add(bare(number)));
    return new Leaks(this, Set.copyOf(all));
  }

  /// What must not leave of a reply, in the order of the text.
  public List<Leak> in(Reading reading, Context context) {
    var found =
        leaks(
            reading,
            context.otherClients(),
            context.internalNotes(),
            context.clientName(),
            context.agentName());
    if (found.isEmpty()) {
      return found;
    }
    return found.stream()
        .filter(leak -> !isAllowed(leak, reading.text()))
        .map(leak -> leak.shownIn(reading.text()))
        .toList();
  }

  private List<Leak> leaks(
      Reading reading,
      List<String> otherClients,
      List<String> internalNotes,
      @Nullable String client,
      @Nullable String agent) {
    var found = new Found();
    var labels = Labels.in(reading, phrases);
    var dates = new Dates(reading.plain(), months);
    new Numbers(reading, labels, dates, found).scan();
    new TellTales(reading, labels, dates, found).scan();
    new Health(reading, labels, functionWords, found).scan();
    if (!otherClients.isEmpty()) {
      new OtherClients(otherClients, nameWords, client, agent).scan(reading, found);
    }
    if (!internalNotes.isEmpty()) {
      new InternalNotes(internalNotes, functionWords).scan(reading, found);
    }
    return found.inOrder();
  }

  private boolean isAllowed(Leak leak, String text) {
    return !allowed.isEmpty() && allowed.contains(bare(text.substring(leak.start(), leak.end())));
  }

  private static String bare(String number) {
    var bare = new StringBuilder(number.length());
    number
        .toLowerCase(Locale.ROOT)
        .chars()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> bare.append((char) c));
    return bare.toString();
  }

  /// The entries of a list of lines such as `card: credit card; debit card`.
  private static Map<String, Set<String>> entries(Language language, String file) {
    Map<String, Set<String>> entries = new LinkedHashMap<>();
    for (var line : language.lines(file)) {
      var colon = line.indexOf(':');
      var all =
          entries.computeIfAbsent(line.substring(0, colon).strip(), _ -> new LinkedHashSet<>());
      for (var entry : line.substring(colon + 1).split(";")) {
        if (!entry.isBlank()) {
          all.add(entry.strip());
        }
      }
    }
    return entries;
  }
}
