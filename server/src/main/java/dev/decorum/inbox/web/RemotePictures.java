package dev.decorum.inbox.web;

import dev.decorum.database.DecorumProperties;
import dev.decorum.network.HttpCall;
import dev.decorum.network.Reach;
import dev.decorum.vault.SealBroken;
import dev.decorum.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Pictures that a mail takes from elsewhere, fetched by the server for somebody who asked to see
/// them.
///
/// Whoever sent the mail learns that it was looked at, and neither by whom nor from where: the
/// server asks, without cookies and without saying what it is, in the public network only. Our
/// address of a picture holds theirs sealed, is good for a short while, and cannot be made by
/// anybody else.
@Component
class RemotePictures {

  private static final String PLACE = "inbox.picture.address";
  private static final Duration GOOD_FOR = Duration.ofMinutes(15);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(15);
  private static final int MOST_BYTES = 5 << 20;
  private static final int LONGEST_ADDRESS = 2_000;
  private static final int LONGEST_TOKEN = 4_000;
  private static final int ROW = 16;

  /// As many at once as do not hold up what the node does besides.
  private static final int AT_ONCE = 8;

  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Vault vault;
  private final Clock clock;
  private final HttpCall http;

  RemotePictures(Vault vault, Clock clock, DecorumProperties properties) {
    this.vault = vault;
    this.clock = clock;
    this.http =
        new HttpCall(
            properties.demo() ? Reach.LOOPBACK : Reach.PUBLIC,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            CONNECT,
            SILENCE);
  }

  /// Our address of a picture of a mail; null when theirs is none that is fetched.
  @Nullable String address(UUID mail, String theirs) {
    var picture = read(theirs);
    if (picture == null) return null;
    byte[] text = picture.toASCIIString().getBytes(StandardCharsets.UTF_8);
    byte[] named =
        ByteBuffer.allocate(Long.BYTES + text.length)
            .putLong(clock.instant().plus(GOOD_FOR).getEpochSecond())
            .put(text)
            .array();
    byte[] sealed = vault.seal(vault.systemKey(), PLACE, mail, named);
    byte[] token =
        ByteBuffer.allocate(ROW + sealed.length)
            .putLong(mail.getMostSignificantBits())
            .putLong(mail.getLeastSignificantBits())
            .put(sealed)
            .array();
    return "/messages/pictures/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  private static @Nullable URI read(String theirs) {
    if (theirs.length() > LONGEST_ADDRESS) return null;
    try {
      var address = new URI(theirs.startsWith("//") ? "https:" + theirs : theirs);
      boolean web =
          "https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme());
      return web && address.getHost() != null && address.getUserInfo() == null ? address : null;
    } catch (URISyntaxException _) {
      return null;
    }
  }

  /// The picture a token stands for, as PNG; empty when the token is not ours or its time is over,
  /// and when what is there is no picture or cannot be had.
  Optional<byte[]> picture(String token) {
    var address = opened(token).orElse(null);
    if (address == null || !turns.tryAcquire()) return Optional.empty();
    // A thread of its own, which gives up when it is interrupted: who sends a letter a second would
    // hold up a turn for weeks.
    var fetching = new FutureTask<>(() -> fetched(address));
    try {
      Thread.ofVirtual().name("picture").start(fetching);
      return fetching.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      // Whatever stands there or does not: a picture less.
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      fetching.cancel(true);
      turns.release();
    }
  }

  private Optional<byte[]> fetched(URI address) throws IOException {
    var answer = http.get(address, Map.of("Accept", "image/*"), MOST_BYTES);
    return answer.status() == 200 && answer.type().startsWith("image/")
        ? Pictures.asPng(new ByteArrayInputStream(answer.body()))
        : Optional.empty();
  }

  private Optional<URI> opened(String token) {
    if (token.length() > LONGEST_TOKEN) return Optional.empty();
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      var mail = new UUID(bytes.getLong(), bytes.getLong());
      byte[] sealed = new byte[bytes.remaining()];
      bytes.get(sealed);
      if (!Vault.keyOf(sealed).equals(vault.systemKey())) return Optional.empty();
      var named = ByteBuffer.wrap(vault.open(sealed, PLACE, mail));
      var until = Instant.ofEpochSecond(named.getLong());
      var address = StandardCharsets.UTF_8.decode(named).toString();
      return clock.instant().isBefore(until) ? Optional.of(URI.create(address)) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException | SealBroken _) {
      return Optional.empty();
    }
  }
}
