package dev.decorum.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealingTests {

  private static final String OURS =
      "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
  private static final String BROWSER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

  /// RFC 8291, Appendix A.
  @Test
  void sealsAsTheStandardShowsIt() throws GeneralSecurityException {
    var open = Curve.read(bytes(OURS));
    var secret =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(
                    new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                    open.getParams()));

    byte[] sealed =
        Sealing.seal(
            "When I grow up, I want to be a watermelon".getBytes(US_ASCII),
            Curve.read(bytes(BROWSER)),
            bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            new KeyPair(open, secret),
            bytes("DGv6ra1nlYgDCS1FRnbzlw"));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void twoMessagesAreNeverSealedAlike() throws GeneralSecurityException {
    var browser = Curve.read(bytes(BROWSER));
    var auth = bytes("BTBZMqHH6r4Tts7J_aSIgg");

    assertThat(Sealing.seal(new byte[] {1}, browser, auth))
        .isNotEqualTo(Sealing.seal(new byte[] {1}, browser, auth));
  }

  @Test
  void aPointBesideTheCurveIsNoKey() {
    byte[] beside = bytes(BROWSER);
    beside[64] ^= 1;

    assertThatExceptionOfType(InvalidKeySpecException.class).isThrownBy(() -> Curve.read(beside));
    assertThatExceptionOfType(InvalidKeySpecException.class)
        .isThrownBy(() -> Curve.read(new byte[65]));
  }

  @Test
  void keysAreReadAsTheyAreWritten() throws GeneralSecurityException {
    for (int i = 0; i < 50; i++) {
      var key = (ECPublicKey) Curve.newPair().getPublic();
      assertThat(Curve.read(Curve.write(key)).getW()).isEqualTo(key.getW());
    }
  }

  @Test
  void theVoucherIsSignedForOneServiceAndEndsWithinADay() throws GeneralSecurityException {
    var key = Curve.newPair();
    var now = Instant.parse("2026-11-22T12:00:00Z");

    var voucher =
        Voucher.of(
            key,
            URI.create("https://push.example.net/send/abc"),
            URI.create("https://desk.example.com"),
            now);

    var token = voucher.replaceFirst("^vapid t=([^,]+), k=.*$", "$1").split("\\.");
    assertThat(voucher).endsWith("k=" + Voucher.open(key));
    assertThat(new String(bytes(token[0]), US_ASCII)).contains("\"alg\":\"ES256\"");
    assertThat(new String(bytes(token[1]), US_ASCII))
        .contains("\"aud\":\"https://push.example.net\"")
        .contains("\"exp\":" + now.plusSeconds(43_200).getEpochSecond())
        .contains("\"sub\":\"https://desk.example.com\"");
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key.getPublic());
    signature.update((token[0] + '.' + token[1]).getBytes(US_ASCII));
    assertThat(signature.verify(bytes(token[2]))).isTrue();
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
