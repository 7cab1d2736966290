package dev.decorum.conduct.made;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes numbers and texts in a row, to be read in the same order by [Input]. The same row always
/// makes the same bytes.
public final class Output {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /// Each text once, with its number.
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  /// Something is written where nothing can fail.
  private interface Writing {
    void write() throws IOException;
  }

  private Output write(Writing writing) {
    try {
      writing.write();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public Output number(int value) {
    return write(() -> out.writeInt(value));
  }

  public Output number(long value) {
    return write(() -> out.writeLong(value));
  }

  public Output number(double value) {
    return number(Double.doubleToLongBits(value));
  }

  public Output flag(boolean value) {
    return number(value ? 1 : 0);
  }

  public Output numbers(int[] values) {
    number(values.length);
    for (var value : values) {
      number(value);
    }
    return this;
  }

  public Output numbers(long[] values) {
    number(values.length);
    for (var value : values) {
      number(value);
    }
    return this;
  }

  public Output text(String text) {
    return number(numberOf(text));
  }

  public Output maybe(@Nullable String text) {
    return number(text == null ? Input.NO_TEXT : numberOf(text));
  }

  public Output texts(Collection<String> some) {
    return numbers(some.stream().mapToInt(this::numberOf).toArray());
  }

  private int numberOf(String text) {
    return texts.computeIfAbsent(text, _ -> texts.size());
  }

  /// The texts as one with the length of each, then the rest.
  private byte[] bytes() {
    var all = new Output();
    var together = String.join("", texts.keySet()).getBytes(UTF_8);
    all.numbers(texts.keySet().stream().mapToInt(String::length).toArray());
    all.number(together.length).write(() -> all.out.write(together));
    return all.write(() -> bytes.writeTo(all.out)).bytes.toByteArray();
  }

  /// Some outputs by name as one file.
  public static byte[] file(Map<String, Output> parts) {
    var all = new Output();
    var names = parts.keySet().stream().sorted().toList();
    all.texts(names);
    for (var name : names) {
      var part = parts.getOrDefault(name, all).bytes();
      all.number(part.length).write(() -> all.out.write(part));
    }
    return all.bytes();
  }
}
