package dev.decorum.channels;

import dev.decorum.channels.smtp.TestCertificate;
import dev.decorum.mail.MailReader;
import dev.decorum.mail.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server of the outside world, of another make than ours, that takes mail, refuses it, or
/// breaks off, as it is told.
public final class Sink implements AutoCloseable {

  /// What it does with a mail.
  public interface Manners {
    default void recipient(String address) throws RejectException {}

    /// Called when the mail has come whole.
    default void data(Caught mail) throws RejectException {}
  }

  /// @param helo what the program that brought it calls itself
  public record Caught(
      String helo, String sender, List<String> recipients, byte[] bytes, boolean encrypted) {
    public Message read() {
      return MailReader.read(bytes);
    }

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The first field of this name, unfolded; null: none.
    public @Nullable String header(String name) {
      var unfolded = text().split("\r\n\r\n", 2)[0].replaceAll("\r\n[ \t]+", " ");
      return unfolded
          .lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }
  }

  private final BlockingQueue<Caught> mails = new LinkedBlockingQueue<>();
  private final SMTPServer server;
  private volatile Manners manners = new Manners() {};

  private Sink(SMTPServer.Builder builder) {
    server = builder.messageHandlerFactory(Handler::new).build();
    server.start();
  }

  public static Sink plain() {
    return new Sink(builder());
  }

  static Sink startTls() {
    return new Sink(builder().enableTLS().startTlsSocketFactory(TestCertificate.context(), false));
  }

  static Sink implicitTls() {
    return new Sink(builder().serverSocketFactory(TestCertificate.context()));
  }

  static Sink withPassword(String user, String password) {
    return new Sink(
        builder()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (name, word, _) -> {
                      if (!name.equals(user) || !word.equals(password)) {
                        throw new LoginFailedException();
                      }
                    }))
            .requireAuth());
  }

  /// One that lets in who brings this token (XOAUTH2).
  static Sink withToken(String user, String token) {
    var wanted = "user=%s\1auth=Bearer %s\1\1".formatted(user, token);
    return new Sink(builder().authenticationHandlerFactory(new TokenBearers(wanted)).requireAuth());
  }

  private record TokenBearers(String wanted) implements AuthenticationHandlerFactory {

    @Override
    public List<String> getAuthenticationMechanisms() {
      return List.of("XOAUTH2");
    }

    @Override
    public AuthenticationHandler create() {
      return new AuthenticationHandler() {
        @Override
        public Optional<String> auth(String line, MessageContext context) throws RejectException {
          var brought = line.substring(line.lastIndexOf(' ') + 1);
          var words = new String(Base64.getDecoder().decode(brought), StandardCharsets.US_ASCII);
          if (!words.equals(wanted)) throw new RejectException(535, "5.7.8 no");
          return Optional.empty();
        }

        @Override
        public Object getIdentity() {
          return wanted;
        }
      };
    }
  }

  private static SMTPServer.Builder builder() {
    return SMTPServer.port(0)
        .bindAddress(InetAddress.getLoopbackAddress())
        .hostName("sink.example");
  }

  int port() {
    return server.getPortAllocated();
  }

  public OutgoingServer asServer() {
    return asServer(TlsMode.AUTO);
  }

  OutgoingServer asServer(TlsMode tls) {
    return new OutgoingServer("127.0.0.1", port(), null, null, tls, true);
  }

  public void behave(Manners wanted) {
    manners = wanted;
  }

  /// Counts the mail as come, whatever it is answered.
  void take(Caught mail) {
    mails.add(mail);
  }

  /// The next mail.
  public Caught next() throws InterruptedException {
    var mail = mails.poll(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
    if (mail == null) throw new AssertionError("No mail came within 30 seconds");
    return mail;
  }

  /// The mails that came and were not asked for.
  public List<Caught> rest() {
    var rest = new ArrayList<Caught>();
    mails.drainTo(rest);
    return rest;
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Handler implements MessageHandler {
    private final MessageContext context;
    private final boolean encrypted;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    Handler(MessageContext context) {
      this.context = context;
      encrypted =
          context instanceof org.subethamail.smtp.server.Session session
              && session.getSocket() instanceof SSLSocket;
    }

    @Override
    public void from(String from) {
      sender = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      manners.recipient(recipient);
      recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream data) throws RejectException, IOException {
      var mail =
          new Caught(
              context.getHelo().orElse(""),
              sender,
              List.copyOf(recipients),
              data.readAllBytes(),
              encrypted);
      manners.data(mail);
      mails.add(mail);
      return null;
    }

    @Override
    public void done() {}
  }

  /// Breaks the line off.
  static DropConnectionException drop() {
    return new DropConnectionException(421, "4.4.2 gone");
  }
}
