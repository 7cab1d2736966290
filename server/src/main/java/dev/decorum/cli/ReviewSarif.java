package dev.decorum.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.coach.ReviewJson;
import dev.decorum.coach.ReviewRequest;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Level;
import dev.decorum.conduct.Review;
import dev.decorum.conduct.Where;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Findings of many texts as one SARIF 2.1.0 log, for tools that show such logs. Places only: no
/// words of the texts.
final class ReviewSarif {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private record Place(String file, @Nullable String id, Finding finding, int line, int column) {}

  private record Failure(String file, String why) {}

  private final List<Place> places = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<String, Finding> rules = new LinkedHashMap<>();

  void add(String file, ReviewRequest request, Review review) {
    for (var finding : review.findings()) {
      rules.putIfAbsent(finding.rule(), finding);
      var before =
          finding.where() == Where.REPLY ? request.reply().substring(0, finding.start()) : "";
      var line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      var column = before.length() - before.lastIndexOf('\n');
      places.add(new Place(file, request.id(), finding, line, column));
    }
  }

  void failed(String file, String why) {
    failures.add(new Failure(file, why));
  }

  String log() {
    var out = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("$schema", SCHEMA);
      json.writeStringProperty("version", "2.1.0");
      json.writeName("runs");
      json.writeStartArray();
      json.writeStartObject();
      tool(json);
      json.writeStringProperty("columnKind", "utf16CodeUnits");
      invocation(json);
      json.writeName("results");
      json.writeStartArray();
      places.forEach(place -> result(json, place));
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toString();
  }

  private void tool(JsonGenerator json) {
    json.writeName("tool");
    json.writeStartObject();
    json.writeName("driver");
    json.writeStartObject();
    json.writeStringProperty("name", "Decorum");
    json.writeStringProperty("version", ProgramVersion.text());
    json.writeName("rules");
    json.writeStartArray();
    rules.forEach(
        (id, finding) -> {
          json.writeStartObject();
          json.writeStringProperty("id", id);
          message(json, "shortDescription", finding.category());
          message(json, "fullDescription", finding.message());
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void invocation(JsonGenerator json) {
    json.writeName("invocations");
    json.writeStartArray();
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", failures.isEmpty());
    json.writeName("toolExecutionNotifications");
    json.writeStartArray();
    for (var failure : failures) {
      json.writeStartObject();
      json.writeStringProperty("level", "error");
      message(json, "message", failure.file + ": " + failure.why);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void message(JsonGenerator json, String name, String text) {
    json.writeName(name);
    json.writeStartObject();
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, Place place) {
    var finding = place.finding;
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.rule());
    json.writeStringProperty("level", level(finding.level()));
    message(json, "message", finding.message());
    json.writeName("locations");
    json.writeStartArray();
    json.writeStartObject();
    json.writeName("physicalLocation");
    json.writeStartObject();
    json.writeName("artifactLocation");
    json.writeStartObject();
    json.writeStringProperty("uri", uri(place.file));
    json.writeEndObject();
    if (finding.where() == Where.REPLY) {
      json.writeName("region");
      json.writeStartObject();
      json.writeNumberProperty("startLine", place.line);
      json.writeNumberProperty("startColumn", place.column);
      json.writeNumberProperty("charOffset", finding.start());
      json.writeNumberProperty("charLength", finding.end() - finding.start());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeName("properties");
    json.writeStartObject();
    json.writeStringProperty("category", finding.category());
    json.writeStringProperty("where", ReviewJson.word(finding.where()));
    if (place.id != null) {
      json.writeName("id");
      json.writeRawValue(place.id);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String level(Level level) {
    return switch (level) {
      case STOP -> "error";
      case WARNING -> "warning";
      case ADVICE -> "note";
    };
  }

  /// A relative reference in which nothing has to be read as more than a name.
  private static String uri(String file) {
    var out = new StringBuilder();
    for (var b : file.getBytes(UTF_8)) {
      var c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append("%%%02X".formatted((int) c));
      }
    }
    return out.toString();
  }
}
