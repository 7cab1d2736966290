package dev.decorum.channels;

import dev.decorum.network.OutOfReach;
import dev.decorum.network.Reach;
import dev.decorum.network.WithinReach;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands mails to an outgoing server.
final class SmtpClient {

  private static final Logger log = LoggerFactory.getLogger(SmtpClient.class);
  private static final Duration CONNECT = Duration.ofSeconds(20);

  /// Servers look at a mail for a while before they say that they have it (RFC 5321, 4.5.3.2.6).
  static final Duration ANSWER = Duration.ofMinutes(10);

  private final OutgoingServer server;
  private final Reach reach;
  private final @Nullable String ownName;
  private final Duration patience;
  private final PassWord passWord;

  /// What a server wants to hear besides the user: a password, or a token that is good for a while.
  interface PassWord {
    String get() throws NoToken;
  }

  /// @param ownName by which we present ourselves
  /// @param patience how long the server may take for an answer
  /// @param passWord asked for each line anew
  SmtpClient(
      OutgoingServer server,
      Reach reach,
      @Nullable String ownName,
      Duration patience,
      PassWord passWord) {
    this.server = server;
    this.reach = reach;
    this.ownName = ownName;
    this.patience = patience;
    this.passWord = passWord;
  }

  /// Connects, encrypts and signs in, and sends nothing.
  ///
  /// @return what is in the way, if anything
  Optional<Trouble> test() {
    try {
      close(connect(false));
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(inTheWay(e));
    }
  }

  /// @param sender of the envelope: where bounces go; empty for mails that nobody is to answer
  /// @param utf8 whether an address is not ASCII
  /// @param stillWanted asked once the line is up, right before the mail is handed over
  SubmissionReport send(
      byte[] mail,
      String sender,
      List<String> recipients,
      boolean utf8,
      BooleanSupplier stillWanted) {
    SMTPTransport transport;
    try {
      transport = connect(utf8);
    } catch (MessagingException e) {
      return SubmissionReport.allWith(recipients.size(), inTheWay(e));
    }
    try {
      if (utf8 && !transport.supportsExtension("SMTPUTF8")) {
        return SubmissionReport.allWith(recipients.size(), Trouble.NEEDS_UTF8);
      }
      if (!stillWanted.getAsBoolean()) {
        return SubmissionReport.allWith(recipients.size(), Trouble.BROKE_OFF);
      }
      return handOver(transport, message(mail, sender, utf8), recipients);
    } finally {
      close(transport);
    }
  }

  private SMTPMessage message(byte[] mail, String sender, boolean utf8) {
    try {
      var message = new SMTPMessage(session(utf8), new SharedByteArrayInputStream(mail));
      // Without the brackets the library would take the author for the sender.
      message.setEnvelopeFrom(sender.isEmpty() ? "<>" : sender);
      message.setSendPartial(true);
      return message;
    } catch (MessagingException e) {
      throw new IllegalStateException("a composed mail cannot be read", e);
    }
  }

  /// What happens after the mail was taken, or was not, changes nothing about it.
  private static void close(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      log.debug("A connection did not close well: {}", e.getClass().getName());
    }
  }

  private static SubmissionReport handOver(
      SMTPTransport transport, SMTPMessage message, List<String> recipients) {
    var addresses = new Address[recipients.size()];
    for (int i = 0; i < addresses.length; i++) {
      var address = new InternetAddress();
      address.setAddress(recipients.get(i));
      addresses[i] = address;
    }
    try {
      transport.sendMessage(message, addresses);
      return SubmissionReport.allWith(recipients.size(), null);
    } catch (SendFailedException e) {
      return report(e, recipients);
    } catch (MessagingException e) {
      log.debug("A mail was not taken: {}", e.getClass().getName());
      return SubmissionReport.allWith(recipients.size(), Trouble.BROKE_OFF);
    }
  }

  /// The library chains one exception for each refused recipient; those who have the mail are
  /// listed.
  private static SubmissionReport report(SendFailedException failure, List<String> recipients) {
    var taken = addresses(failure.getValidSentAddresses());
    Map<String, Trouble> refused = new HashMap<>();
    Trouble whole = null;
    for (Exception next = failure; next != null; next = following(next)) {
      switch (next) {
        case SMTPAddressFailedException one ->
            refused.put(
                one.getAddress().getAddress(), Trouble.ofAnswer(one.getReturnCode(), words(one)));
        case SMTPSenderFailedException one ->
            whole = one.getReturnCode() < 500 ? Trouble.BUSY : Trouble.SENDER_REFUSED;
        case SMTPSendFailedException one ->
            whole =
                one.getReturnCode() < 400
                    ? Trouble.BROKE_OFF
                    : Trouble.ofMail(one.getReturnCode(), words(one));
        default -> {}
      }
    }
    List<@Nullable Trouble> fates = new ArrayList<>();
    for (var recipient : recipients) {
      if (taken.contains(recipient)) {
        fates.add(null);
      } else {
        var own = refused.get(recipient);
        fates.add(own != null ? own : whole != null ? whole : Trouble.BROKE_OFF);
      }
    }
    return new SubmissionReport(fates);
  }

  private static @Nullable Exception following(Exception failure) {
    return failure instanceof MessagingException chained ? chained.getNextException() : null;
  }

  private static List<String> addresses(Address @Nullable [] addresses) {
    return addresses == null
        ? List.of()
        : Arrays.stream(addresses).map(a -> ((InternetAddress) a).getAddress()).toList();
  }

  /// The server's answer without its three digits.
  private static String words(MessagingException failure) {
    var text = String.valueOf(failure.getMessage()).strip();
    return text.matches("(?s)\\d{3}[ -].*") ? text.substring(4) : text;
  }

  private Trouble inTheWay(MessagingException failure) {
    if (failure instanceof NoToken) return Trouble.NO_TOKEN;
    if (failure instanceof AuthenticationFailedException) {
      return server.grant() == null ? Trouble.SIGN_IN : Trouble.TOKEN_REFUSED;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case OutOfReach _ -> {
          return Trouble.FORBIDDEN_HOST;
        }
        case UnknownHostException _ -> {
          return Trouble.UNKNOWN_HOST;
        }
        case SSLException _ -> {
          return Trouble.BAD_CERTIFICATE;
        }
        default -> {}
      }
    }
    if (failure instanceof MailConnectException) return Trouble.UNREACHABLE;
    var words = String.valueOf(failure.getMessage()).toUpperCase(Locale.ROOT);
    return words.contains("STARTTLS") ? Trouble.NO_TLS : Trouble.UNREACHABLE;
  }

  private SMTPTransport connect(boolean utf8) throws MessagingException {
    var transport = (SMTPTransport) session(utf8).getTransport("smtp");
    var word = server.user() == null ? null : passWord.get();
    transport.connect(server.host(), server.port(), server.user(), word);
    return transport;
  }

  private Session session(boolean utf8) {
    var p = new Properties();
    p.put("mail.smtp.socketFactory", new WithinReach(reach));
    p.put("mail.smtp.socketFactory.fallback", "false");
    p.put("mail.smtp.localhost", ownName == null ? "localhost" : ownName);
    p.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
    p.put("mail.smtp.timeout", String.valueOf(patience.toMillis()));
    p.put("mail.smtp.writetimeout", String.valueOf(patience.toMillis()));
    p.put("mail.smtp.auth", String.valueOf(server.user() != null));
    // As one mechanism among several the library would not offer it.
    if (server.grant() != null) p.put("mail.smtp.auth.mechanisms", "XOAUTH2");
    p.put("mail.smtp.quitwait", "false");
    p.put("mail.mime.allowutf8", String.valueOf(utf8));
    p.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (server.tls()) {
      case AUTO -> {
        p.put("mail.smtp.starttls.enable", "true");
        // Whoever overhears a token may send in our name.
        if (server.grant() != null && !loopback()) p.put("mail.smtp.starttls.required", "true");
        // Without TLS the mail would leave in clear: then any certificate is better than none. A
        // password is told only to whom it is meant for.
        if (server.user() == null || loopback()) {
          p.put("mail.smtp.ssl.trust", "*");
          p.put("mail.smtp.ssl.checkserveridentity", "false");
        }
      }
      case STARTTLS -> {
        p.put("mail.smtp.starttls.enable", "true");
        p.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> p.put("mail.smtp.ssl.enable", "true");
      case NONE -> p.put("mail.smtp.starttls.enable", "false");
    }
    return Session.getInstance(p);
  }

  private boolean loopback() {
    try {
      return InetAddress.getByName(server.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
