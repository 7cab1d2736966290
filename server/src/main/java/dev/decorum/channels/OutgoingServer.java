package dev.decorum.channels;

import org.jspecify.annotations.Nullable;

/// The SMTP server by which a mailbox sends.
///
/// @param user null: it asks for no sign-in
/// @param password null with a user and no grant: keep the one that is known
/// @param grant instead of a password
/// @param trusted was typed on the command line, so that it may be in the private network
public record OutgoingServer(
    String host,
    int port,
    @Nullable String user,
    @Nullable String password,
    @Nullable TokenGrant grant,
    TlsMode tls,
    boolean trusted) {

  /// One that asks for a password, or for nothing.
  public OutgoingServer(
      String host,
      int port,
      @Nullable String user,
      @Nullable String password,
      TlsMode tls,
      boolean trusted) {
    this(host, port, user, password, null, tls, trusted);
  }

  /// Without password and tokens, so that it may be shown.
  public OutgoingServer withoutSecrets() {
    return signingInWith(null, grant == null ? null : grant.with(null, null));
  }

  OutgoingServer signingInWith(@Nullable String password, @Nullable TokenGrant grant) {
    return new OutgoingServer(host, port, user, password, grant, tls, trusted);
  }

  /// Whether somebody is to sign in there, and nothing is known to do so with.
  boolean lacksSecret() {
    return user != null && password == null && grant == null;
  }

  @Override
  public String toString() {
    return "OutgoingServer[%s:%d %s]".formatted(host, port, tls.word());
  }
}
