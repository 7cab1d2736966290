package dev.decorum.channels.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What follows `FROM:` or `TO:` in a command: an address and parameters.
///
/// @param address without angle brackets and source route; empty for the null sender
/// @param parameters by their upper-case names; empty value where there is none
record MailPath(String address, Map<String, String> parameters) {

  private static final int LONGEST_ADDRESS = 320;

  /// Empty when it cannot be understood. Angle brackets may be left out, as some programs do.
  static Optional<MailPath> read(String argument) {
    String rest = argument.strip();
    String address;
    if (rest.startsWith("<")) {
      int close = closing(rest);
      if (close < 0) return Optional.empty();
      address = withoutRoute(rest.substring(1, close));
      rest = rest.substring(close + 1);
      if (!rest.isEmpty() && rest.charAt(0) != ' ') return Optional.empty();
    } else {
      int space = rest.indexOf(' ');
      address = space < 0 ? rest : rest.substring(0, space);
      rest = space < 0 ? "" : rest.substring(space);
      if (address.isEmpty()) return Optional.empty();
    }
    if (!address.isEmpty() && !plausible(address)) return Optional.empty();
    var parameters = new HashMap<String, String>();
    for (String word : rest.strip().split(" +")) {
      if (word.isEmpty()) continue;
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      parameters.put(name.toUpperCase(Locale.ROOT), equals < 0 ? "" : word.substring(equals + 1));
    }
    return Optional.of(new MailPath(address, Map.copyOf(parameters)));
  }

  boolean ascii() {
    return address.chars().allMatch(c -> c < 0x80);
  }

  /// The bracket that closes the first, quoted ones aside.
  private static int closing(String path) {
    boolean quoted = false;
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static String withoutRoute(String path) {
    return path.startsWith("@") && path.indexOf(':') > 0
        ? path.substring(path.indexOf(':') + 1)
        : path;
  }

  /// One `@` with something on both sides and nothing that could break a header.
  private static boolean plausible(String address) {
    int at = address.lastIndexOf('@');
    return at > 0
        && at < address.length() - 1
        && address.length() <= LONGEST_ADDRESS
        && address
            .chars()
            .noneMatch(
                c -> c < ' ' || c == 0x7f || c == '<' || c == '>' || Character.isISOControl(c))
        && address.substring(at + 1).chars().noneMatch(c -> c == ' ' || c == '"');
  }
}
