package dev.decorum.channels.autoconfig;

import org.jspecify.annotations.Nullable;

/// The servers of a mailbox, to be looked at by a person before they are used.
///
/// @param source a domain that names them, or the name of a provider
/// @param incoming by IMAP; null: nobody says
/// @param outgoing for submission; null: nobody says
public record Suggestion(
    From from, String source, @Nullable MailServer incoming, @Nullable MailServer outgoing) {

  /// Who says so.
  public enum From {
    /// The provider of the address, in its help pages.
    PROVIDER,
    /// The domain itself, in DNS (RFC 6186, RFC 8314).
    DNS;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
