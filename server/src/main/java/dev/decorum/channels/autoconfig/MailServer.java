package dev.decorum.channels.autoconfig;

/// A server as its provider names it.
///
/// @param implicitTls encrypted from the first byte; else by STARTTLS
public record MailServer(String host, int port, boolean implicitTls) {

  static MailServer tls(String host, int port) {
    return new MailServer(host, port, true);
  }

  static MailServer startTls(String host, int port) {
    return new MailServer(host, port, false);
  }
}
