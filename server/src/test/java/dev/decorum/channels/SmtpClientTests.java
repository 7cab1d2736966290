package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.network.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.subethamail.smtp.RejectException;

@Timeout(60)
class SmtpClientTests {

  private static final byte[] MAIL =
      "From: help@brightwater.example\r\nSubject: x\r\n\r\n.dot\r\n..dots\r\nline\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  @Test
  void handsOverTheBytesAsTheyAre() throws Exception {
    try (var sink = Sink.plain()) {
      assertThat(send(sink.asServer(), "ann@client.example")).containsExactly((Trouble) null);

      var mail = sink.next();
      assertThat(mail.sender()).isEqualTo("help+r.x@brightwater.example");
      assertThat(mail.bytes()).endsWith(MAIL);
      assertThat(mail.encrypted()).isFalse();
    }
  }

  @Test
  void encryptsWhereThatIsOffered() throws Exception {
    try (var sink = Sink.startTls()) {
      assertThat(send(sink.asServer(TlsMode.AUTO), "ann@client.example")).containsOnlyNulls();
      assertThat(sink.next().encrypted()).isTrue();

      assertThat(send(sink.asServer(TlsMode.NONE), "ann@client.example")).containsOnlyNulls();
      assertThat(sink.next().encrypted()).isFalse();
    }
  }

  @Test
  void sendsNothingInClearWhereEncryptionIsRequired() {
    try (var sink = Sink.plain()) {
      assertThat(send(sink.asServer(TlsMode.STARTTLS), "ann@client.example"))
          .containsExactly(Trouble.NO_TLS);
      assertThat(sink.rest()).isEmpty();
    }
  }

  @Test
  void trustsNoCertificateThatNobodySigned() {
    try (var sink = Sink.startTls()) {
      assertThat(send(sink.asServer(TlsMode.STARTTLS), "ann@client.example"))
          .containsExactly(Trouble.BAD_CERTIFICATE);
      assertThat(sink.rest()).isEmpty();
    }
    try (var sink = Sink.implicitTls()) {
      assertThat(send(sink.asServer(TlsMode.TLS), "ann@client.example"))
          .containsExactly(Trouble.BAD_CERTIFICATE);
    }
  }

  @Test
  void signsInWithUserAndPassword() throws Exception {
    try (var sink = Sink.withPassword("relay", "open sesame")) {
      assertThat(send(withPassword(sink, "open sesame"), "ann@client.example")).containsOnlyNulls();
      assertThat(sink.next().recipients()).containsExactly("ann@client.example");

      assertThat(send(withPassword(sink, "wrong"), "ann@client.example"))
          .containsExactly(Trouble.SIGN_IN);
      assertThat(client(withPassword(sink, "wrong"), Reach.ANYWHERE).test())
          .contains(Trouble.SIGN_IN);
      assertThat(client(withPassword(sink, "open sesame"), Reach.ANYWHERE).test()).isEmpty();
    }
  }

  @Test
  void signsInWithATokenThatTheProviderGave() throws Exception {
    try (var sink = Sink.withToken("relay", "fresh")) {
      var grant = TokenGrant.google("app", null, "refresh");
      var server =
          new OutgoingServer("127.0.0.1", sink.port(), "relay", null, grant, TlsMode.AUTO, true);

      assertThat(client(server, Reach.ANYWHERE, () -> "fresh").test()).isEmpty();
      assertThat(client(server, Reach.ANYWHERE, () -> "stale").test())
          .contains(Trouble.TOKEN_REFUSED);
      assertThat(
              client(
                      server,
                      Reach.ANYWHERE,
                      () -> {
                        throw new NoToken(new IOException());
                      })
                  .test())
          .contains(Trouble.NO_TOKEN);
    }
  }

  private static OutgoingServer withPassword(Sink sink, String password) {
    return new OutgoingServer("127.0.0.1", sink.port(), "relay", password, TlsMode.AUTO, true);
  }

  @Test
  void tellsTheFateOfEachRecipient() throws Exception {
    try (var sink = Sink.plain()) {
      sink.behave(
          new Sink.Manners() {
            @Override
            public void recipient(String address) throws RejectException {
              if (address.startsWith("gone")) throw new RejectException(550, "5.1.1 no");
              if (address.startsWith("full")) throw new RejectException(552, "5.2.2 full");
              if (address.startsWith("later")) throw new RejectException(451, "4.7.1 later");
            }
          });

      assertThat(
              send(
                  sink.asServer(),
                  "ann@client.example",
                  "gone@client.example",
                  "later@client.example",
                  "bob@client.example",
                  "full@client.example"))
          .containsExactly(null, Trouble.NO_SUCH_ADDRESS, Trouble.BUSY, null, Trouble.MAILBOX_FULL);
      assertThat(sink.next().recipients())
          .containsExactly("ann@client.example", "bob@client.example");

      assertThat(send(sink.asServer(), "gone@client.example", "later@client.example"))
          .containsExactly(Trouble.NO_SUCH_ADDRESS, Trouble.BUSY);
      assertThat(sink.rest()).isEmpty();
    }
  }

  @Test
  void tellsWhenTheMailAsAWholeIsRefused() {
    try (var sink = Sink.plain()) {
      var answers = List.of(554, 451, 552).iterator();
      sink.behave(
          new Sink.Manners() {
            @Override
            public void data(Sink.Caught mail) throws RejectException {
              throw new RejectException(answers.next(), "so it is");
            }
          });

      assertThat(send(sink.asServer(), "a@client.example", "b@client.example"))
          .containsExactly(Trouble.REFUSED, Trouble.REFUSED);
      assertThat(send(sink.asServer(), "a@client.example")).containsExactly(Trouble.BUSY);
      assertThat(send(sink.asServer(), "a@client.example")).containsExactly(Trouble.TOO_LARGE);
    }
  }

  @Test
  void triesAgainWhenTheLineBreaksAfterTheMail() throws IOException {
    try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> takeAndHangUp(listener));

      assertThat(send(at(listener.getLocalPort()), "a@client.example"))
          .containsExactly(Trouble.BROKE_OFF);
    }
  }

  /// Plays a server that takes everything and hangs up instead of the last answer.
  private static void takeAndHangUp(ServerSocket listener) {
    try (var socket = listener.accept();
        var in =
            new java.io.BufferedReader(
                new java.io.InputStreamReader(
                    socket.getInputStream(), StandardCharsets.US_ASCII))) {
      var out = socket.getOutputStream();
      out.write("220 hello\r\n".getBytes(StandardCharsets.US_ASCII));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var answer = line.equals("DATA") ? "354 go\r\n" : "250 ok\r\n";
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        if (line.equals("DATA")) {
          while (!".".equals(in.readLine())) {}
          return;
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void saysWhatIsInTheWay() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertThat(send(at(closed), "a@client.example")).containsExactly(Trouble.UNREACHABLE);
    assertThat(
            send(
                new OutgoingServer("no-such-host.invalid", 25, null, null, TlsMode.AUTO, true),
                "a@client.example"))
        .containsExactly(Trouble.UNKNOWN_HOST);
  }

  @Test
  void knocksOnlyWhereItMay() throws IOException {
    var knocks = new AtomicInteger();
    try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  listener.accept().close();
                  knocks.incrementAndGet();
                } catch (IOException e) {
                  // Closed at the end of the test.
                }
              });
      for (var host : List.of("127.0.0.1", "localhost")) {
        var server =
            new OutgoingServer(host, listener.getLocalPort(), null, null, TlsMode.AUTO, false);
        assertThat(client(server, Reach.PUBLIC).test()).contains(Trouble.FORBIDDEN_HOST);
      }
    }
    assertThat(knocks).hasValue(0);
  }

  @Test
  void writesToAddressesInOtherScripts() throws Exception {
    try (var sink = Sink.plain()) {
      var fates =
          client(sink.asServer(), Reach.ANYWHERE)
              .send(
                  MAIL,
                  "help@brightwater.example",
                  List.of("j\u00f6rg@client.example"),
                  true,
                  () -> true)
              .fates();

      assertThat(fates).containsOnlyNulls();
      assertThat(sink.next().recipients()).containsExactly("j\u00f6rg@client.example");
    }
  }

  @Test
  void sendsNothingWhenSomebodyElseHasTakenOver() {
    try (var sink = Sink.plain()) {
      var fates =
          client(sink.asServer(), Reach.ANYWHERE)
              .send(
                  MAIL,
                  "help@brightwater.example",
                  List.of("ann@client.example"),
                  false,
                  () -> false)
              .fates();

      assertThat(fates).containsExactly(Trouble.BROKE_OFF);
      assertThat(sink.rest()).isEmpty();
    }
  }

  private static OutgoingServer at(int port) {
    return new OutgoingServer("127.0.0.1", port, null, null, TlsMode.AUTO, true);
  }

  private static SmtpClient client(OutgoingServer server, Reach reach) {
    return client(server, reach, () -> server.password() == null ? "" : server.password());
  }

  private static SmtpClient client(
      OutgoingServer server, Reach reach, SmtpClient.PassWord passWord) {
    return new SmtpClient(server, reach, "desk.example", Duration.ofSeconds(10), passWord);
  }

  private static List<@Nullable Trouble> send(OutgoingServer server, String... recipients) {
    return client(server, Reach.ANYWHERE)
        .send(MAIL, "help+r.x@brightwater.example", Arrays.asList(recipients), false, () -> true)
        .fates();
  }
}
