package dev.decorum.mail.auth;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// How a mail was handed over.
///
/// @param client the server that did; null where it is not known, as with mail fetched by IMAP
/// @param helo the name it gave
/// @param sender of `MAIL FROM`, without brackets; empty for the empty sender
public record Envelope(@Nullable InetAddress client, String helo, String sender) {

  public static Envelope unknown() {
    return new Envelope(null, "", "");
  }
}
