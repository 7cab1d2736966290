package dev.decorum.coach;

import dev.decorum.conduct.Commitment;
import dev.decorum.conduct.Finding;
import dev.decorum.conduct.Question;
import dev.decorum.conduct.Review;
import dev.decorum.conduct.Score;
import dev.decorum.conduct.Signal;
import java.io.StringWriter;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A review as one line of JSON. What is confidential is masked wherever it would show.
public final class ReviewJson {

  private static final JsonFactory JSON = new JsonFactory();

  private ReviewJson() {}

  public static String quoted(String text) {
    var out = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeString(text);
    }
    return out.toString();
  }

  public static String failure(@Nullable String id, String why) {
    var out = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      id(json, id);
      json.writeStringProperty("error", why);
      json.writeEndObject();
    }
    return out.toString();
  }

  public static String line(ReviewRequest request, Review review) {
    return line(request, review, true);
  }

  /// The same without the id of the request.
  static String answer(ReviewRequest request, Review review) {
    return line(request, review, false);
  }

  private static String line(ReviewRequest request, Review review, boolean named) {
    var out = new StringWriter();
    var masked = Masked.of(request.reply(), review.findings());
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      if (named) id(json, request.id());
      json.writeName("findings");
      json.writeStartArray();
      for (var finding : review.findings()) {
        finding(json, finding, masked);
      }
      json.writeEndArray();
      json.writeName("commitments");
      json.writeStartArray();
      for (var commitment : review.commitments()) {
        commitment(json, commitment, masked);
      }
      json.writeEndArray();
      json.writeName("questions");
      json.writeStartArray();
      for (var question : review.questions()) {
        question(json, question);
      }
      json.writeEndArray();
      json.writeName("signals");
      json.writeStartArray();
      for (var signal : review.signals().signals()) {
        signal(json, signal);
      }
      json.writeEndArray();
      score(json, review.score());
      json.writeEndObject();
    }
    return out.toString();
  }

  private static void id(JsonGenerator json, @Nullable String id) {
    json.writeName("id");
    if (id == null) {
      json.writeNull();
    } else {
      json.writeRawValue(id);
    }
  }

  private static void finding(JsonGenerator json, Finding finding, Masked masked) {
    json.writeStartObject();
    json.writeStringProperty("category", finding.category());
    json.writeStringProperty("level", word(finding.level()));
    json.writeStringProperty("where", word(finding.where()));
    json.writeNumberProperty("start", finding.start());
    json.writeNumberProperty("end", finding.end());
    json.writeStringProperty("text", masked.words(finding));
    json.writeStringProperty("rule", finding.rule());
    json.writeStringProperty("message", finding.message());
    json.writeStringProperty("suggestion", finding.suggestion());
    json.writeEndObject();
  }

  private static void commitment(JsonGenerator json, Commitment commitment, Masked masked) {
    json.writeStartObject();
    json.writeNumberProperty("start", commitment.start());
    json.writeNumberProperty("end", commitment.end());
    json.writeStringProperty("text", masked.words(commitment.start(), commitment.end()));
    switch (commitment.due()) {
      case Commitment.Due.Minute(ZonedDateTime at) -> due(json, local(at), "minute");
      case Commitment.Due.Day day -> due(json, day.date().toString(), "date");
      case Commitment.Due.Range range -> {
        json.writeNullProperty("due");
        json.writeStringProperty("due_precision", "range");
        json.writeName("due_range");
        json.writeStartArray();
        json.writeString(range.from().toString());
        json.writeString(range.to().toString());
        json.writeEndArray();
      }
      case Commitment.Due.None _ -> due(json, null, "none");
    }
    var condition = commitment.condition();
    json.writeStringProperty("condition", condition == null ? null : masked.words(condition));
    json.writeEndObject();
  }

  private static void due(JsonGenerator json, @Nullable String due, String precision) {
    json.writeStringProperty("due", due);
    json.writeStringProperty("due_precision", precision);
    json.writeNullProperty("due_range");
  }

  /// `2026-11-27T15:00:00+01:00`: seconds and the offset are always written out.
  private static String local(ZonedDateTime at) {
    var offset = at.getOffset().getId();
    return "%tFT%<tT%s".formatted(at, offset.equals("Z") ? "+00:00" : offset);
  }

  private static void question(JsonGenerator json, Question question) {
    json.writeStartObject();
    json.writeNumberProperty("start", question.start());
    json.writeNumberProperty("end", question.end());
    json.writeStringProperty("text", question.text());
    json.writeStringProperty("state", word(question.state()));
    json.writeEndObject();
  }

  private static void signal(JsonGenerator json, Signal signal) {
    json.writeStartObject();
    json.writeStringProperty("signal", word(signal.kind()));
    json.writeNumberProperty("start", signal.start());
    json.writeNumberProperty("end", signal.end());
    json.writeStringProperty("text", signal.text());
    json.writeEndObject();
  }

  private static void score(JsonGenerator json, Score score) {
    json.writeName("score");
    json.writeStartObject();
    json.writeNumberProperty("overall", score.overall());
    for (var dimension : Score.Dimension.values()) {
      var mark = score.dimensions().get(dimension);
      if (mark != null) {
        json.writeNumberProperty(word(dimension), mark);
      }
    }
    json.writeEndObject();
  }

  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
