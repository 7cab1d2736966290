package dev.decorum.push;

import dev.decorum.push.PushRefused.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A browser that has agreed to hear from us, as it says itself.
///
/// @param endpoint where its maker's service takes messages for it
/// @param p256dh its open key, to seal messages for it
/// @param auth a secret between it and us
public record Listening(String endpoint, String p256dh, String auth) {

  private static final int LONGEST_ENDPOINT = 1_000;
  private static final int AUTH = 16;
  private static final int HTTPS = 443;

  /// @throws PushRefused when it cannot be a browser's
  static Listening checked(
      @Nullable String endpoint, @Nullable String p256dh, @Nullable String auth) {
    if (endpoint == null || p256dh == null || auth == null) throw new PushRefused(Reason.BAD_KEYS);
    var listening = new Listening(endpoint, p256dh, auth);
    listening.address();
    listening.key();
    if (listening.secret().length != AUTH) throw new PushRefused(Reason.BAD_KEYS);
    return listening;
  }

  /// By https, to the usual port of a host with a name: never a way into the house.
  URI address() {
    try {
      var uri = new URI(endpoint);
      boolean fit =
          endpoint.length() <= LONGEST_ENDPOINT
              && "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getHost().matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}")
              && (uri.getPort() < 0 || uri.getPort() == HTTPS)
              && uri.getUserInfo() == null
              && uri.getFragment() == null
              && uri.getRawPath() != null
              && uri.getRawPath().startsWith("/");
      if (!fit) throw new PushRefused(Reason.BAD_ENDPOINT);
      return uri;
    } catch (URISyntaxException malformed) {
      throw new PushRefused(Reason.BAD_ENDPOINT);
    }
  }

  ECPublicKey key() {
    try {
      return Curve.read(bytes(p256dh));
    } catch (InvalidKeySpecException malformed) {
      throw new PushRefused(Reason.BAD_KEYS);
    }
  }

  byte[] secret() {
    return bytes(auth);
  }

  private static byte[] bytes(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      throw new PushRefused(Reason.BAD_KEYS);
    }
  }

  @Override
  public String toString() {
    return "Listening";
  }
}
