package dev.decorum.conduct.calls;

import dev.decorum.conduct.TranscriptUnreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A strict reader of JSON that knows the line of each value.
final class Json {

  /// A value: a `String`, `Double`, `Boolean`, `List<Value>`, `Map<String, Value>`, or null.
  record Value(@Nullable Object content, int line) {}

  private static final int DEEPEST = 200;

  private final String text;
  private int at;
  private int line = 1;

  Json(String text) {
    this.text = text;
    at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /// The one value of the text.
  Value value() {
    var value = value(0);
    skipSpace();
    if (at < text.length()) {
      throw broken();
    }
    return value;
  }

  private Value value(int depth) {
    skipSpace();
    var here = line;
    if (depth > DEEPEST) {
      throw new TranscriptUnreadable(line, "the JSON is nested too deeply.");
    }
    return new Value(
        switch (peek()) {
          case '{' -> object(depth);
          case '[' -> array(depth);
          case '"' -> string();
          case 't' -> word("true", Boolean.TRUE);
          case 'f' -> word("false", Boolean.FALSE);
          case 'n' -> word("null", null);
          default -> number();
        },
        here);
  }

  private Map<String, Value> object(int depth) {
    Map<String, Value> members = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      skipSpace();
      var name = string();
      skipSpace();
      take(':');
      members.put(name, value(depth + 1));
      skipSpace();
      if (peek() == '}') {
        at++;
        return members;
      }
      take(',');
    }
  }

  private List<Value> array(int depth) {
    List<Value> values = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return values;
    }
    while (true) {
      values.add(value(depth + 1));
      skipSpace();
      if (peek() == ']') {
        at++;
        return values;
      }
      take(',');
    }
  }

  private String string() {
    take('"');
    var string = new StringBuilder();
    while (true) {
      var c = peek();
      at++;
      if (c == '"') {
        return string.toString();
      }
      if (c < ' ') {
        throw broken();
      }
      string.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    var c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw broken();
    };
  }

  private char unicode() {
    var unit = 0;
    for (var i = 0; i < 4; i++) {
      var digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw broken();
      }
      unit = unit * 16 + digit;
      at++;
    }
    return (char) unit;
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw broken();
    }
    at += word.length();
    return meaning;
  }

  private Double number() {
    var start = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    var digits = start < at && text.charAt(start) == '-' ? start + 1 : start;
    if (at - start > 40 || digits == at || text.charAt(digits) < '0' || text.charAt(digits) > '9') {
      throw broken();
    }
    try {
      return Double.valueOf(text.substring(start, at));
    } catch (NumberFormatException _) {
      throw broken();
    }
  }

  private void skipSpace() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\n' -> line++;
        case ' ', '\t', '\r' -> {}
        default -> {
          return;
        }
      }
      at++;
    }
  }

  private void take(char expected) {
    if (peek() != expected) {
      throw broken();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new TranscriptUnreadable(line, "the JSON ends too early.");
    }
    return text.charAt(at);
  }

  private TranscriptUnreadable broken() {
    return new TranscriptUnreadable(line, "this is no JSON.");
  }
}
