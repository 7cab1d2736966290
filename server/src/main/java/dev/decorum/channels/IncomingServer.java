package dev.decorum.channels;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The IMAP server from which a mailbox gets its mail.
///
/// @param password null with no grant: keep what is known
/// @param grant instead of a password
/// @param since the day of the oldest mails that are wanted; null: however old
/// @param archive mails from before this day are brought in as an archive; null: none is
/// @param target the folder that kept mails are moved into; only for [Afterwards#MOVE]
/// @param trusted was named on the command line, so that it may be in the private network
public record IncomingServer(
    String host,
    int port,
    String user,
    @Nullable String password,
    @Nullable TokenGrant grant,
    TlsMode tls,
    String folder,
    @Nullable LocalDate since,
    @Nullable LocalDate archive,
    Afterwards afterwards,
    @Nullable String target,
    boolean trusted) {

  /// The folder new mail comes to, on every server.
  public static final String INBOX = "INBOX";

  /// All of the inbox, left as it is.
  public static IncomingServer at(
      String host, int port, String user, String password, TlsMode tls, boolean trusted) {
    return new IncomingServer(
        host, port, user, password, null, tls, INBOX, null, null, Afterwards.LEAVE, null, trusted);
  }

  /// Without password and tokens, so that it may be shown.
  public IncomingServer withoutSecrets() {
    return signingInWith(null, grant == null ? null : grant.with(null, null));
  }

  IncomingServer signingInWith(@Nullable String password, @Nullable TokenGrant grant) {
    return new IncomingServer(
        host,
        port,
        user,
        password,
        grant,
        tls,
        folder,
        since,
        archive,
        afterwards,
        target,
        trusted);
  }

  /// Whether mails have the same numbers there.
  boolean isSameFolder(IncomingServer other) {
    return host.equalsIgnoreCase(other.host)
        && port == other.port
        && user.equals(other.user)
        && folder.equals(other.folder);
  }

  @Override
  public String toString() {
    return "IncomingServer[%s:%d %s]".formatted(host, port, tls.word());
  }
}
