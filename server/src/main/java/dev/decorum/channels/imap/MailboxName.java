package dev.decorum.channels.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The name of a folder as commands spell it: modified UTF-7 (RFC 3501, 5.1.3) in quotes.
final class MailboxName {

  private MailboxName() {}

  static String quoted(String name) {
    return Quoted.of(encoded(name));
  }

  static String encoded(String name) {
    var encoded = new StringBuilder();
    int i = 0;
    while (i < name.length()) {
      char c = name.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        encoded.append(c == '&' ? "&-" : c);
        i++;
      } else {
        int end = i;
        while (end < name.length() && (name.charAt(end) < ' ' || name.charAt(end) >= 0x7f)) end++;
        var bytes = name.substring(i, end).getBytes(StandardCharsets.UTF_16BE);
        encoded
            .append('&')
            .append(Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('/', ','))
            .append('-');
        i = end;
      }
    }
    return encoded.toString();
  }

  /// The name that is spelt so. What is no such spelling stays as it is.
  static String decoded(String spelt) {
    var name = new StringBuilder();
    int i = 0;
    while (i < spelt.length()) {
      char c = spelt.charAt(i);
      int end = c == '&' ? spelt.indexOf('-', i) : -1;
      if (end < 0) {
        name.append(c);
        i++;
        continue;
      }
      name.append(end == i + 1 ? "&" : shifted(spelt.substring(i, end + 1)));
      i = end + 1;
    }
    return name.toString();
  }

  private static String shifted(String spelt) {
    try {
      var bytes =
          Base64.getDecoder().decode(spelt.substring(1, spelt.length() - 1).replace(',', '/'));
      return bytes.length % 2 == 0 ? new String(bytes, StandardCharsets.UTF_16BE) : spelt;
    } catch (IllegalArgumentException e) {
      return spelt;
    }
  }
}
