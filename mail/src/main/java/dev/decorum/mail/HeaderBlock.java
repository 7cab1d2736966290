package dev.decorum.mail;

/// Header fields that stand in a text: the head of a returned mail, or a group of a delivery
/// status.
final class HeaderBlock {

  private static final int MAX_FIELDS = 500;

  private HeaderBlock() {}

  /// The fields up to the first empty line.
  static Headers read(String text) {
    var headers = new Headers();
    read(text, 0, headers);
    return headers;
  }

  /// Reads one block that begins at `from` into `headers`; the offset behind it.
  static int read(String text, int from, Headers headers) {
    String name = null;
    var value = new StringBuilder();
    int fields = 0;
    int at = from;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      int last = end < 0 ? text.length() : end;
      if (text.substring(at, last).isBlank()) {
        at = next;
        break;
      }
      char first = text.charAt(at);
      if (first == ' ' || first == '\t') {
        value.append(' ').append(text, at, last);
      } else {
        if (name != null && fields++ < MAX_FIELDS) {
          headers.add(name, value.toString());
        }
        value.setLength(0);
        int colon = colon(text, at, last);
        name = colon < 0 ? null : text.substring(at, colon);
        value.append(text, colon < 0 ? last : colon + 1, last);
      }
      at = next;
    }
    if (name != null) {
      headers.add(name, value.toString());
    }
    return at;
  }

  /// Whether the line from `start` to `end` begins as a header field does.
  static boolean isField(String text, int start, int end) {
    return colon(text, start, end) > 0;
  }

  /// The colon behind a field's name, or -1.
  private static int colon(String text, int start, int end) {
    int at = start;
    while (at < end && isNameCharacter(text.charAt(at))) {
      at++;
    }
    return at > start && at < end && text.charAt(at) == ':' ? at : -1;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }
}
