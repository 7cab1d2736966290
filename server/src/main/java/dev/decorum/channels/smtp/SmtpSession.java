package dev.decorum.channels.smtp;

import dev.decorum.channels.spool.Spool;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection, from the greeting to the end.
final class SmtpSession {

  private static final Logger log = LoggerFactory.getLogger(SmtpSession.class);
  private static final Set<String> MAIL_PARAMETERS = Set.of("SIZE", "BODY", "SMTPUTF8");
  private static final int LONGEST_SIZE = 18;

  private final SmtpServer.Settings settings;
  private final SmtpLimits limits;
  private final Reception reception;
  private final Peers peers;
  private final InetAddress peer;

  private Socket socket;
  private PeerInput in;
  private OutputStream out;
  private boolean encrypted;

  private @Nullable String helo;
  private @Nullable Transaction transaction;
  private int mistakes;
  private boolean ended;

  // Told by the server's thread; it may speak only while nobody else does.
  private final ReentrantLock speaking = new ReentrantLock();
  private boolean waiting;
  private boolean leaving;

  /// A mail between MAIL and the end of DATA.
  private record Transaction(String sender, List<String> recipients) {}

  SmtpSession(SmtpServer.Settings settings, Reception reception, Peers peers, Socket socket) {
    this.settings = settings;
    this.limits = settings.limits();
    this.reception = reception;
    this.peers = peers;
    this.peer = socket.getInetAddress();
    this.socket = socket;
    this.out = OutputStream.nullOutputStream();
    this.in = new PeerInput(java.io.InputStream.nullInputStream(), limits.idle());
  }

  /// Says this and nothing else.
  void refuse(String answer) throws IOException {
    out = socket.getOutputStream();
    say(answer);
  }

  void run() throws IOException {
    talkOver(socket);
    try {
      say("220 " + settings.name() + " ESMTP ready");
      for (int commands = 0; !ended; commands++) {
        if (commands >= limits.commands()) {
          leave("421 4.7.0 Too many commands");
        } else if (mistakes > limits.mistakes()) {
          leave("421 4.7.0 Too many errors");
        } else {
          var line = next();
          if (line == null) return;
          handle(line);
        }
      }
    } catch (PeerInput.Unusable e) {
      say(e.answer());
    } catch (SocketTimeoutException e) {
      say("421 4.4.2 Timeout");
    } catch (EOFException e) {
      log.debug("A peer went away within a mail");
    }
  }

  private void talkOver(Socket to) throws IOException {
    socket = to;
    socket.setSoTimeout(Math.toIntExact(limits.idle().toMillis()));
    socket.setTcpNoDelay(true);
    in = new PeerInput(socket.getInputStream(), limits.idle());
    out = socket.getOutputStream();
  }

  private @Nullable String next() throws IOException, PeerInput.Unusable {
    speaking.lock();
    try {
      if (leaving && !in.hasMore()) {
        leave("421 4.3.2 Shutting down");
        return null;
      }
      waiting = true;
    } finally {
      speaking.unlock();
    }
    in.finishWithin(limits.idle());
    try {
      return in.readLine();
    } finally {
      speaking.lock();
      waiting = false;
      speaking.unlock();
    }
  }

  /// Called by another thread: the session ends as soon as it has answered what it is at.
  void leaveWhenIdle() {
    speaking.lock();
    try {
      leaving = true;
      if (waiting) {
        say("421 4.3.2 Shutting down");
        socket.close();
      }
    } catch (IOException e) {
      log.debug("A peer was gone before it was told: {}", e.getMessage());
    } finally {
      speaking.unlock();
    }
  }

  /// Called by another thread: ends at once, without an answer.
  void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("A connection did not close well: {}", e.getMessage());
    }
  }

  private void handle(String line) throws IOException {
    int space = line.indexOf(' ');
    String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String argument = space < 0 ? "" : line.substring(space + 1);
    switch (verb) {
      case "HELO" -> hello(argument, false);
      case "EHLO" -> hello(argument, true);
      case "MAIL" -> mail(argument);
      case "RCPT" -> rcpt(argument);
      case "DATA" -> data(argument);
      case "RSET" -> {
        transaction = null;
        say("250 2.0.0 Ok");
      }
      case "NOOP" -> say("250 2.0.0 Ok");
      case "VRFY" -> say("252 2.5.0 Send some mail, and see");
      case "HELP" -> say("214 2.0.0 RFC 5321");
      case "STARTTLS" -> startTls(argument);
      case "QUIT" -> leave("221 2.0.0 Bye");
      case "EXPN", "AUTH", "BDAT", "ETRN", "TURN" -> mistake("502 5.5.1 Not offered");
      // A browser was made to talk to us; whatever follows is not meant for us.
      case "GET", "POST", "HEAD", "PUT", "CONNECT", "OPTIONS" ->
          leave("421 4.7.0 This is a mail server");
      default -> mistake("500 5.5.2 Unknown command");
    }
  }

  private void hello(String name, boolean extended) throws IOException {
    if (name.isBlank() || !printable(name)) {
      mistake("501 5.5.4 Say who you are");
      return;
    }
    helo = name.strip();
    transaction = null;
    if (!extended) {
      say("250 " + settings.name());
      return;
    }
    var offers =
        new ArrayList<>(List.of(settings.name(), "PIPELINING", "SIZE " + limits.mailBytes()));
    if (!encrypted) offers.add("STARTTLS");
    offers.addAll(List.of("8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"));
    var answer = new StringBuilder();
    for (int i = 0; i < offers.size(); i++) {
      answer.append("250").append(i < offers.size() - 1 ? '-' : ' ').append(offers.get(i));
      if (i < offers.size() - 1) answer.append("\r\n");
    }
    say(answer.toString());
  }

  private static boolean printable(String text) {
    return text.length() <= 255 && text.chars().noneMatch(Character::isISOControl);
  }

  private void mail(String argument) throws IOException {
    if (helo == null) {
      mistake("503 5.5.1 Say EHLO first");
      return;
    }
    if (transaction != null) {
      mistake("503 5.5.1 A mail is under way already");
      return;
    }
    var path =
        argument.regionMatches(true, 0, "FROM:", 0, 5)
            ? MailPath.read(argument.substring(5)).orElse(null)
            : null;
    if (path == null) {
      mistake("501 5.1.7 Syntax: MAIL FROM:<address>");
      return;
    }
    var parameters = path.parameters();
    if (!MAIL_PARAMETERS.containsAll(parameters.keySet())) {
      mistake("555 5.5.4 Unknown parameter");
      return;
    }
    var body = parameters.getOrDefault("BODY", "7BIT").toUpperCase(Locale.ROOT);
    if (!body.equals("7BIT") && !body.equals("8BITMIME")) {
      mistake("501 5.5.4 BODY is 7BIT or 8BITMIME");
      return;
    }
    var size = parameters.getOrDefault("SIZE", "0");
    if (size.isEmpty() || !size.chars().allMatch(c -> c >= '0' && c <= '9')) {
      mistake("501 5.5.4 SIZE is a number");
      return;
    }
    if (size.length() > LONGEST_SIZE || Long.parseLong(size) > limits.mailBytes()) {
      say("552 5.3.4 The mail is too large; at most " + limits.mailBytes() + " bytes are taken");
      return;
    }
    if (!path.ascii() && !parameters.containsKey("SMTPUTF8")) {
      mistake("550 5.6.7 Such an address needs SMTPUTF8");
      return;
    }
    if (!peers.beginsMail(peer)) {
      say("450 4.7.1 Too many mails in one minute, try again later");
      return;
    }
    transaction = new Transaction(path.address(), new ArrayList<>());
    say("250 2.1.0 Ok");
  }

  private void rcpt(String argument) throws IOException {
    if (transaction == null) {
      mistake("503 5.5.1 Say MAIL first");
      return;
    }
    var path =
        argument.regionMatches(true, 0, "TO:", 0, 3)
            ? MailPath.read(argument.substring(3)).orElse(null)
            : null;
    if (path == null || path.address().isEmpty()) {
      mistake("501 5.1.3 Syntax: RCPT TO:<address>");
      return;
    }
    if (!path.parameters().isEmpty()) {
      mistake("555 5.5.4 Unknown parameter");
      return;
    }
    if (transaction.recipients().size() >= limits.recipients()) {
      say("452 4.5.3 Too many recipients");
      return;
    }
    switch (recipient(path.address())) {
      case KNOWN -> {
        transaction.recipients().add(path.address());
        say("250 2.1.5 Ok");
      }
      case UNKNOWN -> mistake("550 5.1.1 No such mailbox here");
      case TRY_LATER -> say("451 4.3.0 Try again later");
    }
  }

  private Reception.Answer recipient(String address) {
    try {
      return reception.recipient(address);
    } catch (RuntimeException e) {
      log.error("A recipient could not be looked up", e);
      return Reception.Answer.TRY_LATER;
    }
  }

  private void data(String argument) throws IOException {
    if (!argument.isBlank()) {
      mistake("501 5.5.4 Syntax: DATA");
      return;
    }
    if (transaction == null) {
      mistake("503 5.5.1 Say MAIL first");
      return;
    }
    if (transaction.recipients().isEmpty()) {
      mistake("554 5.5.1 No valid recipients");
      return;
    }
    var mail = transaction;
    transaction = null;
    say("354 End with a dot on a line of its own");
    in.finishWithin(limits.data());
    try (var spool = new Spool(settings.folder())) {
      var reading = new MailText(in, spool, limits).read();
      if (reading.tooLarge()) {
        say("552 5.3.4 The mail is too large; at most " + limits.mailBytes() + " bytes are taken");
      } else if (reading.bareLineEnds()) {
        mistake(
            "550 5.6.11 The mail has a bare LF or CR: end each line with CR LF (curl: add --crlf)");
      } else if (reading.hops() > limits.hops()) {
        say("554 5.4.6 Too many hops, the mail goes in circles");
      } else if (reading.noRoom()) {
        say("452 4.3.1 No room now, try again later");
      } else {
        say(
            switch (received(mail, spool)) {
              case KEPT -> "250 2.0.0 Ok, kept";
              case TRY_LATER -> "451 4.3.0 Try again later";
              case NO_ROOM -> "452 4.3.1 No room now, try again later";
            });
      }
    }
  }

  private Reception.Outcome received(Transaction mail, Spool spool) {
    var envelope =
        new Envelope(mail.sender(), mail.recipients(), peer, String.valueOf(helo), encrypted);
    try {
      return reception.receive(envelope, spool);
    } catch (IOException | RuntimeException e) {
      log.error("A mail could not be kept; the peer was told to try again", e);
      return Reception.Outcome.TRY_LATER;
    }
  }

  private void startTls(String argument) throws IOException {
    if (!argument.isBlank()) {
      mistake("501 5.5.4 Syntax: STARTTLS");
      return;
    }
    if (encrypted) {
      mistake("503 5.5.1 Encrypted already");
      return;
    }
    // What came in clear behind the command would count as said in private (CVE-2021-38371).
    if (in.hasMore()) {
      leave("501 5.5.0 Nothing may follow STARTTLS in the same breath");
      return;
    }
    SSLContext context;
    try {
      context = settings.tls().get();
    } catch (RuntimeException e) {
      log.error("The certificate could not be loaded", e);
      say("454 4.7.0 TLS is not available now");
      return;
    }
    say("220 2.0.0 Go ahead");
    var tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, peer.getHostAddress(), socket.getPort(), true);
    tls.setUseClientMode(false);
    tls.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    talkOver(tls);
    tls.startHandshake();
    encrypted = true;
    helo = null;
    transaction = null;
  }

  private void mistake(String answer) throws IOException {
    mistakes++;
    say(answer);
  }

  private void leave(String answer) throws IOException {
    ended = true;
    say(answer);
  }

  private void say(String answer) throws IOException {
    out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
