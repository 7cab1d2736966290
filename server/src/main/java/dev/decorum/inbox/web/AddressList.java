package dev.decorum.inbox.web;

import dev.decorum.inbox.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Addresses as people type them: `Ann Lee <ann@example.org>, bo@example.org`.
final class AddressList {

  private AddressList() {}

  /// The addresses in `typed`, in order. What is no address is kept as it was typed, so that it can
  /// be refused by name and not be lost in silence.
  static List<Address> parse(String typed) {
    var found = new ArrayList<Address>();
    int from = 0;
    boolean quoted = false;
    boolean angled = false;
    for (int i = 0; i <= typed.length(); i++) {
      char c = i == typed.length() ? ',' : typed.charAt(i);
      quoted = c == '"' ? !quoted : quoted;
      angled = !quoted && (c == '<' || angled && c != '>');
      boolean separates = c == ',' || c == ';' || c == '\n';
      if (i == typed.length() || separates && !quoted && !angled) {
        String one = typed.substring(from, i).strip();
        if (!one.isEmpty()) {
          found.add(parseOne(one));
        }
        from = i + 1;
      }
    }
    return List.copyOf(found);
  }

  private static Address parseOne(String one) {
    int open = one.lastIndexOf('<');
    if (open < 0 || !one.endsWith(">")) {
      return Address.of(one);
    }
    String name = one.substring(0, open).strip().replace("\"", "");
    String address = one.substring(open + 1, one.length() - 1).strip();
    return name.isEmpty() ? Address.of(address) : new Address(name, address);
  }

  /// The same, to be typed on.
  static String format(List<Address> addresses) {
    return addresses.stream().map(AddressList::formatOne).collect(Collectors.joining(", "));
  }

  private static String formatOne(Address address) {
    String name = address.name();
    if (name == null || name.isBlank()) {
      return address.address();
    }
    boolean quote = name.chars().anyMatch(c -> ",;<>\"".indexOf(c) >= 0);
    String written = quote ? "\"" + name.replace("\"", "") + "\"" : name;
    return written + " <" + address.address() + ">";
  }
}
