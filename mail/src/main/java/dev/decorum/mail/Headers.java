package dev.decorum.mail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/// The header fields of one part, unfolded, by lower-case name.
final class Headers {

  private static final int MAX_COUNT = 1_000;
  private static final int MAX_BYTES = 1 << 20;

  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private int count;
  private int bytes;

  void add(Field field) {
    ByteSequence raw = field.getRaw();
    if (raw == null) {
      return;
    }
    count++;
    bytes += raw.length();
    if (count > MAX_COUNT || bytes > MAX_BYTES) {
      throw new MailUnreadable(MailUnreadable.Reason.TOO_MANY_HEADERS);
    }
    String line = Charsets.undeclared(raw.toByteArray());
    int colon = line.indexOf(':');
    if (colon > 0) {
      add(line.substring(0, colon), line.substring(colon + 1));
    }
  }

  void add(String name, String value) {
    fields
        .computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
        .add(unfolded(value).strip());
  }

  /// The first that says something; empty where there is none.
  String first(String name) {
    for (String value : all(name)) {
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  @Nullable String firstOrNull(String name) {
    String value = first(name);
    return value.isEmpty() ? null : value;
  }

  List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /// The addresses of all fields of the name.
  List<Address> addresses(String name) {
    var addresses = new ArrayList<Address>();
    all(name).forEach(value -> addresses.addAll(Address.parse(value)));
    return addresses;
  }

  /// Line ends vanish, the white space behind them stays (RFC 5322, 2.2.3).
  private static String unfolded(String value) {
    var out = new StringBuilder(value.length());
    value.chars().filter(c -> c != '\r' && c != '\n' && c != 0).forEach(c -> out.append((char) c));
    return out.toString();
  }
}
