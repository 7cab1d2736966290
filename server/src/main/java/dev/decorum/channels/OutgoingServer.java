package dev.decorum.channels;

import org.jspecify.annotations.Nullable;

/// The SMTP server by which a mailbox sends.
///
/// @param user null: it asks for no sign-in
/// @param password null with a user: keep the one that is known
/// @param trusted was typed on the command line, so that it may be in the private network
public record OutgoingServer(
    String host,
    int port,
    @Nullable String user,
    @Nullable String password,
    TlsMode tls,
    boolean trusted) {

  /// Without the password, so that it may be shown.
  public OutgoingServer withoutPassword() {
    return new OutgoingServer(host, port, user, null, tls, trusted);
  }

  @Override
  public String toString() {
    return "OutgoingServer[%s:%d %s]".formatted(host, port, tls.word());
  }
}
