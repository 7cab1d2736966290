package dev.decorum.mail;

/// Line ends and characters of plain text as the product shows it.
final class Lines {

  private Lines() {}

  /// Lines end with `\n`; of the control characters only tabs stay; a byte order mark goes.
  static String normalised(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
          out.append('\n');
        }
      } else if (c == '\n'
          || c == '\t'
          || !(Character.isISOControl(c) || (c == '\ufeff' && i == 0))) {
        out.append(c);
      }
    }
    return Characters.wellFormed(out.toString());
  }
}
