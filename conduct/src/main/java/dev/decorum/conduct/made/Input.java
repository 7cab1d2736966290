package dev.decorum.conduct.made;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives numbers and texts back in the order in which [Output] took them.
public final class Input {

  static final int NO_TEXT = -1;

  private final ByteBuffer bytes;

  /// All texts as one, where each begins, and those that were asked for.
  private final String together;

  private final int[] firsts;
  private final @Nullable String[] texts;

  /// Where the rest begins.
  private final int start;

  private Input(ByteBuffer bytes) {
    this.bytes = bytes;
    firsts = numbers();
    var at = 0;
    for (var i = 0; i < firsts.length; i++) {
      var length = firsts[i];
      firsts[i] = at;
      at += length;
    }
    texts = new String[firsts.length];
    var length = number();
    together = new String(bytes.array(), bytes.arrayOffset() + bytes.position(), length, UTF_8);
    start = bytes.position() + length;
    bytes.position(start);
  }

  private Input(Input other) {
    bytes = other.bytes.duplicate().position(other.start);
    together = other.together;
    firsts = other.firsts;
    texts = other.texts;
    start = other.start;
  }

  /// The same from its beginning on.
  public Input again() {
    return new Input(this);
  }

  /// The parts of a file by name.
  public static Map<String, Input> parts(byte[] file) {
    var all = new Input(ByteBuffer.wrap(file));
    var parts = new HashMap<String, Input>();
    for (var name : all.texts()) {
      var length = all.number();
      parts.put(name, new Input(all.bytes.slice(all.bytes.position(), length)));
      all.bytes.position(all.bytes.position() + length);
    }
    return parts;
  }

  public int number() {
    return bytes.getInt();
  }

  public long longNumber() {
    return bytes.getLong();
  }

  public double decimal() {
    return Double.longBitsToDouble(longNumber());
  }

  public boolean flag() {
    return number() == 1;
  }

  public int[] numbers() {
    var values = new int[number()];
    bytes.asIntBuffer().get(values);
    bytes.position(bytes.position() + values.length * Integer.BYTES);
    return values;
  }

  public long[] longNumbers() {
    var values = new long[number()];
    bytes.asLongBuffer().get(values);
    bytes.position(bytes.position() + values.length * Long.BYTES);
    return values;
  }

  public String text() {
    return text(number());
  }

  public @Nullable String maybe() {
    var number = number();
    return number == NO_TEXT ? null : text(number);
  }

  public List<String> texts() {
    var some = new String[number()];
    for (var i = 0; i < some.length; i++) {
      some[i] = text(number());
    }
    return List.of(some);
  }

  private String text(int number) {
    var known = texts[number];
    if (known == null) {
      var end = number + 1 < firsts.length ? firsts[number + 1] : together.length();
      known = together.substring(firsts[number], end);
      texts[number] = known;
    }
    return known;
  }
}
