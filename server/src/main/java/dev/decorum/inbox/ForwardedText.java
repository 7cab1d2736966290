package dev.decorum.inbox;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// How a message stands in the mail that passes it on: below a line that says so, for its writer to
/// shorten. No address stands in it: whoever wants to give it away writes it down.
@Component
class ForwardedText {

  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK);

  private final MessageSource words;
  private final String line;
  private final List<String> heads;

  ForwardedText(MessageSource words) {
    this.words = words;
    this.line = word("inbox.forward.line");
    this.heads = List.of(head("from"), head("date"), head("subject"));
  }

  /// What stands before the value, by which the line is known again.
  private String head(String name) {
    var said = word("inbox.forward." + name, "");
    return said.substring(0, said.indexOf(':') + 1);
  }

  /// @param from who wrote it, by name
  /// @param subject blank: none
  String block(String from, Instant at, ZoneId zone, String subject, String text) {
    var block = new StringBuilder(line).append('\n');
    block.append(word("inbox.forward.from", from)).append('\n');
    block.append(word("inbox.forward.date", DAY_AND_TIME.format(at.atZone(zone)))).append('\n');
    if (!subject.isBlank()) block.append(word("inbox.forward.subject", subject)).append('\n');
    return block.append('\n').append(text.strip()).append('\n').toString();
  }

  /// What stands before all that is passed on; null: nothing does, or nothing is passed on any
  /// more.
  @Nullable String ownWords(String text) {
    int begins = text.startsWith(line) ? 0 : text.indexOf('\n' + line);
    var own = begins < 0 ? "" : text.substring(0, begins).strip();
    return own.isEmpty() ? null : own;
  }

  /// The same, letter for letter in its place, without what would mark it as quoted.
  String unquoted(String text) {
    var bare = new StringBuilder(text);
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      int marked = marked(text.substring(from, to));
      bare.replace(from, from + marked, " ".repeat(marked));
      from = to + 1;
    }
    return bare.toString();
  }

  /// How far the mark of a quote goes into a line.
  private int marked(String said) {
    if (said.equals(line)) return said.length();
    int quoting = 0;
    while (quoting < said.length() && "> \t".indexOf(said.charAt(quoting)) >= 0) quoting++;
    var rest = said.substring(quoting);
    return quoting
        + heads.stream().filter(rest::startsWith).mapToInt(String::length).findFirst().orElse(0);
  }

  private String word(String key, Object... args) {
    return Objects.requireNonNull(words.getMessage(key, args, key, Locale.UK));
  }
}
