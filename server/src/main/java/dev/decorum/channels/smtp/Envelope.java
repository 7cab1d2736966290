package dev.decorum.channels.smtp;

import java.net.InetAddress;
import java.util.List;

/// What was said about a mail outside of it.
///
/// @param sender empty for the null sender of bounces
/// @param recipients accepted ones only, in order
/// @param helo what the peer calls itself
/// @param encrypted came by TLS
public record Envelope(
    String sender, List<String> recipients, InetAddress peer, String helo, boolean encrypted) {

  public Envelope {
    recipients = List.copyOf(recipients);
  }

  /// Says nothing of the persons, so that it may end up in a log.
  @Override
  public String toString() {
    return "Envelope[%d recipients]".formatted(recipients.size());
  }
}
