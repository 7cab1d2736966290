package dev.decorum.conduct.calls;

import dev.decorum.conduct.Side;
import dev.decorum.conduct.Transcript;
import dev.decorum.conduct.TranscriptUnreadable;
import dev.decorum.conduct.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads transcripts of WebVTT, SRT and JSON. Immutable and thread-safe.
///
/// Who speaks stands in a WebVTT voice tag (`<v Agent>`), or before a colon at the start of a cue's
/// text (`Agent: …`). A cue without a speaker goes on with the one before.
public final class TranscriptReader {

  private static final String NOBODY =
      "nobody is named: begin the text with 'Agent:' or 'Client:', or with a voice tag <v Agent>.";

  private final Speakers speakers;

  public TranscriptReader(Speakers speakers) {
    this.speakers = speakers;
  }

  /// Tells the form from the first words.
  ///
  /// @throws TranscriptUnreadable when it is none of the three or broken
  public Transcript read(String text) {
    var start = text.startsWith("\uFEFF") ? 1 : 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    if (text.startsWith("WEBVTT", start)) {
      return webVtt(text);
    }
    if (start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[')) {
      return json(text);
    }
    return srt(text);
  }

  /// Cues of a WebVTT file. Notes, styles, regions and cue settings are skipped.
  ///
  /// @throws TranscriptUnreadable when it is broken
  public Transcript webVtt(String text) {
    var lines = new CueLines(text);
    var header = lines.skipBlank() ? lines.take() : "";
    if (!header.startsWith("WEBVTT")
        || header.length() > 6 && !Character.isWhitespace(header.charAt(6))) {
      throw lines.unreadable("a WebVTT file begins with the word WEBVTT.");
    }
    while (lines.more() && !lines.peek().isBlank() && !CueTimes.marks(lines.peek())) {
      lines.take();
    }
    return cues(lines, true);
  }

  /// Cues of a SubRip file.
  ///
  /// @throws TranscriptUnreadable when it is broken
  public Transcript srt(String text) {
    return cues(new CueLines(text), false);
  }

  private Transcript cues(CueLines lines, boolean webVtt) {
    List<Turn> turns = new ArrayList<>();
    @Nullable Side speaker = null;
    while (lines.skipBlank()) {
      if (webVtt && isComment(lines.peek())) {
        lines.skipBlock();
        continue;
      }
      if (!CueTimes.marks(lines.peek())) {
        lines.take();
        if (!lines.more() || !CueTimes.marks(lines.peek())) {
          throw lines.unreadable("a cue has to have times such as 00:00:01.000 --> 00:00:04.000.");
        }
      }
      var times = CueTimes.read(lines.take(), lines);
      var at = lines.line() + 1;
      for (var part : CueText.of(lines.block()).parts()) {
        var named = sideOf(part, speaker == null, at);
        speaker = named == null ? before(speaker, at) : named;
        var words = named == null ? part.whole() : part.words();
        turns.add(new Turn(speaker, times.start(), times.end(), words));
      }
    }
    return new Transcript(turns);
  }

  private static boolean isComment(String line) {
    return line.startsWith("NOTE") || line.equals("STYLE") || line.equals("REGION");
  }

  private @Nullable Side sideOf(CueText.Part part, boolean first, int line) {
    var name = part.speaker();
    if (name == null) {
      return null;
    }
    var side = part.sure() ? speakers.named(name) : speakers.perhapsNamed(name);
    if (side == null && (part.sure() || first && Speakers.looksLikeName(name))) {
      throw new TranscriptUnreadable(
          line, "it is not said which side a speaker belongs to: name the agents.");
    }
    return side;
  }

  private static Side before(@Nullable Side speaker, int line) {
    if (speaker == null) {
      throw new TranscriptUnreadable(line, NOBODY);
    }
    return speaker;
  }

  /// Turns as JSON: an array of `{"speaker":"agent","start":0.0,"end":6.2,"text":"…"}`, or an
  /// object with such an array under `turns`. Other members are left alone.
  ///
  /// @throws TranscriptUnreadable when it is no JSON, or a turn is not as described
  public Transcript json(String text) {
    var json = new Json(text);
    var root = json.value();
    var turns = root.content() instanceof Map<?, ?> object ? object.get("turns") : root;
    if (!(turns instanceof Json.Value value && value.content() instanceof List<?> list)) {
      throw new TranscriptUnreadable(root.line(), "there is no array of turns.");
    }
    List<Turn> read = new ArrayList<>(list.size());
    for (var each : list) {
      if (each instanceof Json.Value turn) {
        read.add(turn(turn, read.size() + 1));
      }
    }
    return new Transcript(read);
  }

  private Turn turn(Json.Value value, int number) {
    if (!(value.content() instanceof Map<?, ?> fields)) {
      throw broken(value, number, "is no object");
    }
    var side = speakers.named(content(fields, "speaker") instanceof String name ? name : "");
    if (side == null) {
      throw broken(value, number, "has no speaker 'agent' or 'client'");
    }
    if (!(content(fields, "start") instanceof Double start)) {
      throw broken(value, number, "has no start in seconds");
    }
    if (!(content(fields, "end") instanceof Double end)) {
      throw broken(value, number, "has no end in seconds");
    }
    var words = content(fields, "text");
    if (words != null && !(words instanceof String)) {
      throw broken(value, number, "has a text that is no string");
    }
    try {
      return new Turn(side, start, end, words instanceof String said ? said : "");
    } catch (IllegalArgumentException _) {
      throw broken(
          value, number, "does not start at 0 s or later and end no earlier than it starts");
    }
  }

  private static @Nullable Object content(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof Json.Value value ? value.content() : null;
  }

  private static TranscriptUnreadable broken(Json.Value value, int number, String what) {
    return new TranscriptUnreadable(value.line(), "turn %d %s.".formatted(number, what));
  }
}
