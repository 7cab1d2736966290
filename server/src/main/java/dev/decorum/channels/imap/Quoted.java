package dev.decorum.channels.imap;

/// A quoted string in a command.
final class Quoted {

  private Quoted() {}

  static boolean possible(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  /// @throws IllegalArgumentException when something in it could end the command
  static String of(String text) {
    if (!possible(text)) throw new IllegalArgumentException("cannot be quoted");
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// What stands in a quoted string, or an atom as it is.
  static String opened(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
        : text;
  }
}
