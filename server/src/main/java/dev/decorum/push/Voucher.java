package dev.decorum.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// Says to a push service who sends a message: the same installation that the browser agreed to
/// hear (RFC 8292).
final class Voucher {

  /// At most a day is allowed.
  private static final Duration VALID = Duration.ofHours(12);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Voucher() {}

  /// What stands behind `Authorization:`.
  ///
  /// @param sender where whoever runs the push service finds us
  static String of(KeyPair key, URI endpoint, URI sender, Instant now) {
    var claims =
        "{\"aud\":\"https://%s\",\"exp\":%d,\"sub\":\"%s\"}"
            .formatted(
                endpoint.getRawAuthority(),
                now.plus(VALID).getEpochSecond(),
                sender.toASCIIString());
    var said = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + '.' + encoded(claims);
    return "vapid t=%s.%s, k=%s".formatted(said, signature(key, said), open(key));
  }

  /// The open half of the key, as browsers want it.
  static String open(KeyPair key) {
    return BASE64.encodeToString(Curve.write((ECPublicKey) key.getPublic()));
  }

  private static String encoded(String json) {
    return BASE64.encodeToString(json.getBytes(US_ASCII));
  }

  private static String signature(KeyPair key, String said) {
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.getPrivate());
      signature.update(said.getBytes(US_ASCII));
      return BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
