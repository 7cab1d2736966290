package dev.decorum.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The table of `docs/permissions.md`.
final class PermissionTable {

  private static final Path FILE = Path.of("../docs/permissions.md");
  private static final Pattern ROW =
      Pattern.compile(
          "\\| ([A-Z]+) \\| `([^`]+)` \\| ([^|]*) \\| (?:`([^`]*)` )?\\| (?:`([^`]*)` )?\\|");
  private static final Pattern THING = Pattern.compile("<([a-z ]+)>");
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

  /// A page or call.
  ///
  /// @param open `anyone`, `members`, `nobody`, or permissions
  /// @param names for each variable of the address what it stands for: a word as it is, or a thing
  ///   in angle brackets
  /// @param sent form, query or JSON, with things in angle brackets
  record Row(String method, String address, String open, Map<String, String> names, String sent) {

    /// All things that the request names, in order.
    Set<String> things() {
      var things = new LinkedHashSet<String>();
      VARIABLE
          .matcher(address)
          .results()
          .forEach(v -> addThings(names.getOrDefault(v.group(1), ""), things));
      addThings(sent, things);
      return things;
    }

    private static void addThings(String text, Set<String> things) {
      THING.matcher(text).results().forEach(thing -> things.add(thing.group(1)));
    }

    boolean changes() {
      return !method.equals("GET");
    }

    boolean api() {
      return address.startsWith("/api/");
    }

    boolean openTo(Set<Permission> permissions) {
      return switch (open) {
        case "anyone", "members" -> true;
        case "nobody" -> false;
        default ->
            Arrays.stream(open.split(", "))
                .map(Permission::valueOf)
                .allMatch(permissions::contains);
      };
    }

    /// The address with its variables replaced by ids.
    String address(Map<String, String> ids) {
      return VARIABLE
          .matcher(address)
          .replaceAll(variable -> fill(names.getOrDefault(variable.group(1), "1"), ids));
    }

    String sent(Map<String, String> ids) {
      return fill(sent, ids);
    }

    private static String fill(String text, Map<String, String> ids) {
      return THING.matcher(text).replaceAll(thing -> ids.get(thing.group(1)));
    }

    @Override
    public String toString() {
      return method + " " + address;
    }
  }

  private PermissionTable() {}

  static List<Row> rows() {
    try {
      return Files.readAllLines(FILE).stream()
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(
              m ->
                  new Row(
                      m.group(1),
                      m.group(2),
                      m.group(3),
                      m.group(4) == null ? Map.of() : names(m.group(4)),
                      m.group(5) == null ? "" : m.group(5)))
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /// `no: <conversation>, view: all`
  private static Map<String, String> names(String cell) {
    return Arrays.stream(cell.split(", "))
        .filter(pair -> pair.contains(": "))
        .map(pair -> pair.split(": ", 2))
        .collect(
            Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, _) -> a, LinkedHashMap::new));
  }
}
