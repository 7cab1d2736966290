package dev.decorum.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.channels.smtp.SelfSigned;
import dev.decorum.network.OutOfReach;
import dev.decorum.network.Reach;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Posting to a push service of our own on this machine.
@Timeout(30)
class PushServiceTests {

  private static final byte[] IDENTITY =
      SelfSigned.make("localhost", Instant.parse("2026-11-21T00:00:00Z"));

  private ServerSocket listening;

  @BeforeEach
  void listen() throws IOException {
    listening =
        SelfSigned.context(IDENTITY)
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  @Test
  void sendsAMessageAndReadsNoMoreThanTheStatus() throws Exception {
    var heard = answer("HTTP/1.1 201 Created\r\nLocation: https://127.0.0.1/\r\n\r\n");

    int status = service().post(address(), Map.of("TTL", "60"), new byte[] {1, 2, 3});

    assertThat(status).isEqualTo(201);
    assertThat(heard.get())
        .startsWith("POST /send/abc?x=1 HTTP/1.1\r\n")
        .contains("Host: localhost:" + listening.getLocalPort(), "TTL: 60", "Content-Length: 3")
        .endsWith("\r\n\r\n\1\2\3");
  }

  @Test
  void followsNoRedirect() throws Exception {
    var _ = answer("HTTP/1.1 307 Elsewhere\r\nLocation: https://169.254.169.254/\r\n\r\n");

    assertThat(service().post(address(), Map.of(), new byte[0])).isEqualTo(307);
  }

  @Test
  void whatIsNoAnswerIsATrouble() {
    var _ = answer("SSH-2.0-OpenSSH_10\r\n");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> service().post(address(), Map.of(), new byte[0]));
  }

  @Test
  void aCertificateThatNobodyKnowsIsRefused() {
    var _ = answer("HTTP/1.1 201 Created\r\n\r\n");
    var strict = new PushService(Reach.ANYWHERE, (SSLSocketFactory) SSLSocketFactory.getDefault());

    assertThatExceptionOfType(SSLException.class)
        .isThrownBy(() -> strict.post(address(), Map.of(), new byte[0]));
  }

  @Test
  void theHouseIsOutOfReachWhateverItIsCalled() {
    var strict = new PushService(Reach.PUBLIC, trusting());

    assertThatExceptionOfType(OutOfReach.class)
        .isThrownBy(() -> strict.post(address(), Map.of(), new byte[0]));
  }

  private PushService service() {
    return new PushService(Reach.ANYWHERE, trusting());
  }

  private URI address() {
    return URI.create("https://localhost:%d/send/abc?x=1".formatted(listening.getLocalPort()));
  }

  /// Hears one request and gives this answer.
  private CompletableFuture<String> answer(String text) {
    var heard = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (var socket = listening.accept()) {
                var bytes = new byte[4_096];
                int length = 0;
                do {
                  length += Math.max(0, socket.getInputStream().read(bytes, length, 1_000));
                } while (!whole(new String(bytes, 0, length, US_ASCII)));
                socket.getOutputStream().write(text.getBytes(US_ASCII));
                socket.getOutputStream().flush();
                heard.complete(new String(bytes, 0, length, US_ASCII));
              } catch (IOException gone) {
                heard.completeExceptionally(gone);
              }
            });
    return heard;
  }

  private static boolean whole(String request) {
    int body = request.indexOf("\r\n\r\n") + 4;
    return body > 3 && request.length() - body == (request.contains("Content-Length: 3") ? 3 : 0);
  }

  private static SSLSocketFactory trusting() {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(IDENTITY), new char[0]);
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("peer", store.getCertificate(store.aliases().nextElement()));
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
