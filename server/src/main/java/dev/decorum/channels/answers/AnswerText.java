package dev.decorum.channels.answers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A text with fields in braces, such as `{name}`, and how they are filled.
public record AnswerText(String text) {

  private static final Pattern FIELD = Pattern.compile(" ?\\{([A-Za-z_]+)}");

  /// What can look like a link, an address or a number to call. Anybody can put it into the name or
  /// subject of a mail that seems to come from somebody else, and would have us deliver it.
  private static final Pattern BAIT =
      Pattern.compile("://|www\\.|@|\\p{L}\\.\\p{L}{2,}|(?:\\d[ ()./-]{0,2}){8,}|[\\p{Cntrl}<>]");

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_SUBJECT = 150;

  /// What can be filled in.
  public enum Field {
    /// Of the person who wrote.
    NAME,
    /// Of the conversation, such as `#4821`.
    REFERENCE,
    /// What they wrote about.
    SUBJECT,
    /// In how many office hours they are answered.
    RESPONSE_HOURS,
    /// Until when they are answered: day and time.
    ANSWER_BY,
    /// When the office opens next: day and time.
    OPENS,
    /// The name of the mailbox, else its address.
    MAILBOX;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The first field that there is none of.
  public Optional<String> unknownField() {
    var known = Arrays.stream(Field.values()).map(Field::word).collect(Collectors.toSet());
    return fields().stream().filter(field -> !known.contains(field)).sorted().findFirst();
  }

  public boolean asksFor(Field field) {
    return fields().contains(field.word());
  }

  private Set<String> fields() {
    return FIELD.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
  }

  /// The text with its fields filled in. A field without a value goes, with the blank before it.
  public String filled(Map<Field, String> values) {
    var byWord =
        values.entrySet().stream()
            .collect(Collectors.toMap(one -> one.getKey().word(), Map.Entry::getValue));
    return FIELD
        .matcher(text)
        .replaceAll(
            found -> {
              var value = byWord.getOrDefault(found.group(1), "");
              var blank = found.group().startsWith(" ") && !value.isEmpty() ? " " : "";
              return Matcher.quoteReplacement(blank + value);
            });
  }

  /// A name as it may stand in a mail that nobody has read: empty when it could be bait.
  public static String name(String claimed) {
    return harmless(claimed, LONGEST_NAME);
  }

  /// The same for a subject.
  public static String subject(String claimed) {
    return harmless(claimed, LONGEST_SUBJECT);
  }

  private static String harmless(String claimed, int longest) {
    var text = claimed.strip();
    return text.length() > longest || BAIT.matcher(text).find() ? "" : text;
  }
}
