package dev.decorum.channels.imap;

import java.util.Locale;

/// A folder that a server lists.
///
/// @param attributes what the server says of it, separated by spaces
public record MailFolder(String name, String attributes) {

  /// Whether it is the one for sent mail (RFC 6154).
  public boolean isForSent() {
    return has("\\sent") && !has("\\noselect") && !has("\\nonexistent");
  }

  private boolean has(String attribute) {
    return (' ' + attributes.toLowerCase(Locale.ROOT) + ' ').contains(' ' + attribute + ' ');
  }
}
