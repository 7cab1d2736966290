package dev.decorum.channels.autoconfig;

import static dev.decorum.channels.autoconfig.MailServer.startTls;
import static dev.decorum.channels.autoconfig.MailServer.tls;

import dev.decorum.channels.autoconfig.Suggestion.From;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Servers of common providers, as their own help pages name them. The user name is the whole
/// address with all of them.
///
/// - Google: support.google.com/mail/answer/7126229 and support.google.com/a/answer/9003945
/// - Microsoft: support.microsoft.com, "POP, IMAP, and SMTP settings for Outlook.com", and
///   learn.microsoft.com, "POP, IMAP, and SMTP settings" of Exchange Online
/// - Yahoo and AOL: help.yahoo.com, SLN4075, and help.aol.com, "POP and IMAP settings"
/// - Apple: support.apple.com/102525
/// - GMX and WEB.DE: hilfe.gmx.net and hilfe.web.de, "IMAP-Serverdaten"
/// - Telekom: telekom.de/hilfe, "Posteingangs- und Postausgangsserver"
/// - Fastmail: fastmail.help, "Server names and ports"
/// - Zoho: zoho.com/mail/help/imap-access.html
/// - mailbox.org: kb.mailbox.org, "Settings for e-mail programs"
/// - Posteo: posteo.de/hilfe, "Server und Ports"
/// - IONOS: ionos.com/help, "Server information for IMAP, POP3 and SMTP"
/// - OVHcloud: help.ovhcloud.com, "Email Pro and MX Plan: settings"
public final class Providers {

  /// @param domains of addresses
  /// @param mailHosts ends of the names of hosts that take mail for other domains
  private record Provider(
      String name,
      List<String> domains,
      List<String> mailHosts,
      MailServer incoming,
      MailServer outgoing) {

    Suggestion suggestion() {
      return new Suggestion(From.PROVIDER, name, incoming, outgoing);
    }
  }

  private static final List<Provider> ALL =
      List.of(
          new Provider(
              "Google",
              List.of("gmail.com", "googlemail.com"),
              List.of(".l.google.com", "smtp.google.com", ".googlemail.com"),
              tls("imap.gmail.com", 993),
              tls("smtp.gmail.com", 465)),
          new Provider(
              "Outlook.com",
              List.of(
                  "outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "hotmail.de"),
              List.of(),
              tls("outlook.office365.com", 993),
              startTls("smtp-mail.outlook.com", 587)),
          new Provider(
              "Microsoft 365",
              List.of(),
              List.of(".mail.protection.outlook.com", ".mx.microsoft"),
              tls("outlook.office365.com", 993),
              startTls("smtp.office365.com", 587)),
          new Provider(
              "Yahoo",
              List.of("yahoo.com", "ymail.com", "yahoo.de", "yahoo.fr", "yahoo.co.uk"),
              List.of(".yahoodns.net"),
              tls("imap.mail.yahoo.com", 993),
              tls("smtp.mail.yahoo.com", 465)),
          new Provider(
              "AOL",
              List.of("aol.com"),
              List.of(),
              tls("imap.aol.com", 993),
              tls("smtp.aol.com", 465)),
          new Provider(
              "iCloud",
              List.of("icloud.com", "me.com", "mac.com"),
              List.of(".mail.icloud.com"),
              tls("imap.mail.me.com", 993),
              startTls("smtp.mail.me.com", 587)),
          new Provider(
              "GMX",
              List.of("gmx.net", "gmx.de", "gmx.at", "gmx.ch"),
              List.of(),
              tls("imap.gmx.net", 993),
              tls("mail.gmx.net", 465)),
          new Provider(
              "WEB.DE",
              List.of("web.de"),
              List.of(),
              tls("imap.web.de", 993),
              startTls("smtp.web.de", 587)),
          new Provider(
              "Telekom",
              List.of("t-online.de", "magenta.de"),
              List.of(),
              tls("secureimap.t-online.de", 993),
              tls("securesmtp.t-online.de", 465)),
          new Provider(
              "Fastmail",
              List.of("fastmail.com", "fastmail.fm"),
              List.of(".messagingengine.com"),
              tls("imap.fastmail.com", 993),
              tls("smtp.fastmail.com", 465)),
          new Provider(
              "Zoho",
              List.of("zohomail.com"),
              List.of("mx.zoho.com", "mx2.zoho.com", "mx3.zoho.com"),
              tls("imappro.zoho.com", 993),
              tls("smtppro.zoho.com", 465)),
          new Provider(
              "mailbox.org",
              List.of("mailbox.org"),
              List.of(".mailbox.org"),
              tls("imap.mailbox.org", 993),
              tls("smtp.mailbox.org", 465)),
          new Provider(
              "Posteo",
              List.of("posteo.de", "posteo.net"),
              List.of(),
              tls("posteo.de", 993),
              tls("posteo.de", 465)),
          new Provider(
              "IONOS",
              List.of(),
              List.of(".kundenserver.de", ".ionos.de"),
              tls("imap.ionos.de", 993),
              tls("smtp.ionos.de", 465)),
          new Provider(
              "OVHcloud",
              List.of(),
              List.of(".mail.ovh.net"),
              tls("ssl0.ovh.net", 993),
              tls("ssl0.ovh.net", 465)));

  private Providers() {}

  /// Of addresses in this domain.
  public static Optional<Suggestion> ofDomain(String domain) {
    var name = domain.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(one -> one.domains().contains(name))
        .findFirst()
        .map(Provider::suggestion);
  }

  /// Of a domain whose mail this host takes.
  public static Optional<Suggestion> ofMailHost(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(
            one ->
                one.mailHosts().stream()
                    .anyMatch(end -> name.equals(end) || end.startsWith(".") && name.endsWith(end)))
        .findFirst()
        .map(Provider::suggestion);
  }
}
