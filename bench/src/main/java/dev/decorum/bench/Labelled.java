package dev.decorum.bench;

import dev.decorum.conduct.Channel;
import dev.decorum.conduct.Context;
import dev.decorum.conduct.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A labelled case: a line of `check --format jsonl` with what a reader should find in it.
record Labelled(String id, JsonNode line) {

  private static final JsonMapper JSON = JsonMapper.shared();

  static List<Labelled> read(Path file) throws IOException {
    var cases = new ArrayList<Labelled>();
    for (String text : Files.readAllLines(file)) {
      if (!text.isBlank()) {
        JsonNode line = JSON.readTree(text);
        cases.add(new Labelled(line.path("id").asString(""), line));
      }
    }
    return cases;
  }

  String reply() {
    return line.path("reply").asString("");
  }

  String clientMessage() {
    return line.path("client_message").asString("");
  }

  JsonNode expect(String kind) {
    return line.path("expect").path(kind);
  }

  Context context() {
    ZoneId zone = ZoneId.of(line.path("zone").asString("UTC"));
    String sent = line.path("sent_at").asString("");
    return new Context(
        optional("client_message"),
        optional("client_name"),
        optional("agent_name"),
        Channel.valueOf(line.path("channel").asString("email").toUpperCase(Locale.ROOT)),
        line.path("first_contact").asBoolean(false),
        sent.isEmpty()
            ? ZonedDateTime.of(2026, 11, 20, 10, 15, 0, 0, ZoneOffset.UTC)
            : ZonedDateTime.parse(sent).withZoneSameInstant(zone),
        Locale.forLanguageTag(line.path("locale").asString("en")),
        texts("other_clients"),
        texts("internal_notes"),
        Wishes.NONE);
  }

  private @Nullable String optional(String field) {
    return line.path(field).isString() ? line.path(field).asString() : null;
  }

  private List<String> texts(String field) {
    var texts = new ArrayList<String>();
    line.path(field).forEach(text -> texts.add(text.asString()));
    return texts;
  }

  /// Where a quoted text stands: first as words of its own, otherwise anywhere.
  static Span span(String id, String within, String quoted) {
    int start = within.indexOf(quoted);
    if (quoted.isEmpty() || start < 0) {
      throw new IllegalArgumentException("%s: \"%s\" is not in its text".formatted(id, quoted));
    }
    for (int at = start; at >= 0; at = within.indexOf(quoted, at + 1)) {
      if (!insideWord(within, at) && !insideWord(within, at + quoted.length())) {
        return new Span(at, at + quoted.length());
      }
    }
    return new Span(start, start + quoted.length());
  }

  private static boolean insideWord(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetterOrDigit(text.charAt(at));
  }

  /// A stretch of UTF-16 units, half-open.
  record Span(int start, int end) {

    int overlap(Span other) {
      return Math.max(0, Math.min(end, other.end) - Math.max(start, other.start));
    }

    boolean overlaps(Span other) {
      return overlap(other) > 0;
    }

    /// Whether the two share at least half of the longer one.
    boolean halfOf(Span other) {
      return overlap(other) * 2 >= Math.max(end - start, other.end - other.start);
    }
  }
}
