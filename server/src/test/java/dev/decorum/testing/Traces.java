package dev.decorum.testing;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;

/// Finds words in bytes in all the forms in which they could have leaked: as they are and in lower
/// and upper case; in UTF-8 and UTF-16; in hexadecimal, base64, percent encoding, quoted-printable
/// and JSON.
public final class Traces {

  private final Map<Integer, List<Form>> byStart = new HashMap<>();
  private final BitSet starts = new BitSet(1 << 24);

  private record Form(String word, byte[] bytes) {}

  public Traces(Collection<String> words) {
    for (var word : words) {
      if (word.length() < 6) throw new IllegalArgumentException("too short to be told from chance");
      for (var spelling :
          List.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT))) {
        forms(spelling).forEach(bytes -> add(word, bytes));
      }
    }
  }

  private static List<byte[]> forms(String word) {
    var utf8 = word.getBytes(UTF_8);
    var forms = new ArrayList<byte[]>();
    forms.add(utf8);
    forms.add(word.getBytes(UTF_16BE));
    forms.add(word.getBytes(UTF_16LE));
    forms.add(HexFormat.of().formatHex(utf8).getBytes(UTF_8));
    forms.add(HexFormat.of().withUpperCase().formatHex(utf8).getBytes(UTF_8));
    forms.add(URLEncoder.encode(word, UTF_8).getBytes(UTF_8));
    forms.add(escaped(word).getBytes(UTF_8));
    forms.add(quotedPrintable(utf8).getBytes(UTF_8));
    for (int before = 0; before < 3; before++) {
      var padded = new byte[before + utf8.length];
      System.arraycopy(utf8, 0, padded, before, utf8.length);
      // Only the characters that depend on the word alone.
      int from = (before * 8 + 5) / 6;
      int to = (before + utf8.length) * 8 / 6;
      for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        forms.add(encoder.encodeToString(padded).substring(from, to).getBytes(UTF_8));
      }
    }
    return forms;
  }

  private static String escaped(String word) {
    var text = new StringBuilder();
    word.chars().forEach(c -> text.append(c < 128 ? (char) c + "" : "\\u%04x".formatted(c)));
    return text.toString();
  }

  private static String quotedPrintable(byte[] utf8) {
    var text = new StringBuilder();
    for (byte b : utf8) text.append(b > 0 ? (char) b + "" : "=%02X".formatted(b));
    return text.toString();
  }

  private void add(String word, byte[] bytes) {
    int start = start(bytes, 0);
    starts.set(start);
    var forms = byStart.computeIfAbsent(start, _ -> new ArrayList<>());
    if (forms.stream().noneMatch(form -> Arrays.equals(form.bytes(), bytes))) {
      forms.add(new Form(word, bytes));
    }
  }

  private static int start(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff;
  }

  /// The words of which there is a trace.
  public SequencedSet<String> in(byte[] bytes) {
    var found = new TreeSet<String>();
    for (int at = 0; at + 2 < bytes.length; at++) {
      int start = start(bytes, at);
      if (!starts.get(start)) continue;
      for (var form : byStart.getOrDefault(start, List.of())) {
        int end = at + form.bytes().length;
        if (end <= bytes.length
            && Arrays.equals(form.bytes(), 0, form.bytes().length, bytes, at, end)) {
          found.add(form.word());
        }
      }
    }
    return found;
  }

  /// The words of which there is a trace in any file under a folder, with the file.
  public Map<Path, SequencedSet<String>> under(Path folder) {
    var found = new HashMap<Path, SequencedSet<String>>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var words = in(read(file));
        if (!words.isEmpty()) found.put(folder.relativize(file), words);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /// PostgreSQL deletes files while we look.
  private static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }
}
