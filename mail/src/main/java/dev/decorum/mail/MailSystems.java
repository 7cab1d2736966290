package dev.decorum.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Knows the senders that are mail systems, not people.
final class MailSystems {

  private static final Set<String> LOCAL_PARTS =
      Phrases.set(
          """
          mailerdaemon | postmaster | maildaemon | mailadm | mailsystem | bounce | bounces
          mailer | maildelivery | maildeliverysystem | maildeliverysubsystem | mdaemon
          deliverynotification | maildeliverynotification | ndr | smtpdaemon
          """);

  private static final List<String> NAMES =
      Phrases.list(
          """
          mail delivery system | mail delivery subsystem | mail deliver system
          mailer-daemon | mailer daemon | microsoft outlook | system administrator
          mail delivery service | ndr administrator | postmaster
          """);

  private static final List<String> UNATTENDED =
      Phrases.list(
          """
          noreply | donotreply | nepasrepondre | nichtantworten | keineantwort | noresponder
          nonrispondere | mailagent | autoreply | notification | notifications
          """);

  private MailSystems() {}

  static boolean wrote(Headers headers) {
    return headers.first("from").replace(" ", "").equals("<>")
        || headers.addresses("from").stream().anyMatch(MailSystems::isMailSystem);
  }

  static boolean isMailSystem(Address from) {
    // Some write `MAILER-DAEMON <>`.
    String local =
        from.address().isEmpty() ? plain(from.name().toLowerCase(Locale.ROOT)) : localPart(from);
    String name = from.name().toLowerCase(Locale.ROOT);
    return LOCAL_PARTS.contains(local)
        || local.startsWith("microsoftexchange")
        || NAMES.stream().anyMatch(name::contains);
  }

  /// Nobody reads what is sent there.
  static boolean isUnattended(Address from) {
    String local = localPart(from);
    return UNATTENDED.stream().anyMatch(local::contains);
  }

  private static String localPart(Address from) {
    String address = from.normalised();
    int at = address.indexOf('@');
    return plain(at < 0 ? address : address.substring(0, at));
  }

  private static String plain(String name) {
    return name.replace("-", "").replace("_", "").replace(".", "").replace(" ", "");
  }

  /// Sent with the empty sender, as notices are.
  static boolean hasNullSender(Headers headers) {
    return headers.first("return-path").replace(" ", "").equals("<>");
  }
}
