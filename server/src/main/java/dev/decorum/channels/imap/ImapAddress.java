package dev.decorum.channels.imap;

import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// How to get to a server.
///
/// @param line makes the sockets, and may refuse to
/// @param tls trusts the certificates that are to be trusted
/// @param checkName whether the certificate has to be of this host
public record ImapAddress(
    String host,
    int port,
    Encryption encryption,
    SocketFactory line,
    SSLSocketFactory tls,
    boolean checkName) {}
