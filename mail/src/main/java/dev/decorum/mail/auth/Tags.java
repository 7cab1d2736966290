package dev.decorum.mail.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A list of `name=value;` (RFC 6376, 3.2).
final class Tags {

  private final Map<String, String> values;

  private Tags(Map<String, String> values) {
    this.values = values;
  }

  /// Null where it is no such list, or has a name twice.
  static @Nullable Tags read(String list) {
    var values = new LinkedHashMap<String, String>();
    String[] parts = list.split(";", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.isEmpty()) {
        if (i < parts.length - 1) {
          return null;
        }
        continue;
      }
      int equals = part.indexOf('=');
      if (equals <= 0) {
        return null;
      }
      String name = part.substring(0, equals).strip();
      boolean word = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
      if (!word || values.put(name, part.substring(equals + 1).strip()) != null) {
        return null;
      }
    }
    return new Tags(values);
  }

  /// The name that stands first; empty in an empty list.
  String first() {
    return values.keySet().stream().findFirst().orElse("");
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /// Empty where there is none.
  String get(String name) {
    return values.getOrDefault(name, "");
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /// Without the white space that may stand in it anywhere.
  String packed(String name) {
    return Canon.withoutSpace(get(name));
  }

  /// A number of seconds since 1970; -1 where there is none or it is none.
  long seconds(String name) {
    String value = get(name);
    boolean number =
        !value.isEmpty()
            && value.length() <= 12
            && value.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(value) : -1;
  }
}
