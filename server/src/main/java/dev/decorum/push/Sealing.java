package dev.decorum.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals a message so that only one browser can read it, and not the service that carries it (RFC
/// 8291 over RFC 8188, `aes128gcm`).
final class Sealing {

  private static final int SALT = 16;
  private static final int KEY = 16;
  private static final int NONCE = 12;
  private static final int SHARED = 32;
  private static final int TAG_BITS = 128;
  private static final int RECORD = 4096;

  /// Ends the one and last record.
  private static final byte LAST = 2;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Sealing() {}

  static byte[] seal(byte[] text, ECPublicKey browser, byte[] auth) {
    var salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    return seal(text, browser, auth, Curve.newPair(), salt);
  }

  /// @param ours a pair for this message only
  static byte[] seal(byte[] text, ECPublicKey browser, byte[] auth, KeyPair ours, byte[] salt) {
    try {
      byte[] open = Curve.write((ECPublicKey) ours.getPublic());
      var agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(ours.getPrivate());
      agreement.doPhase(browser, true);
      byte[] shared =
          derive(
              agreement.generateSecret(),
              auth,
              join(info("WebPush: info"), Curve.write(browser), open),
              SHARED);
      byte[] key = derive(shared, salt, info("Content-Encoding: aes128gcm"), KEY);
      byte[] nonce = derive(shared, salt, info("Content-Encoding: nonce"), NONCE);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(join(text, new byte[] {LAST}));
      return ByteBuffer.allocate(SALT + Integer.BYTES + 1 + open.length + sealed.length)
          .put(salt)
          .putInt(RECORD)
          .put((byte) open.length)
          .put(open)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, length));
  }

  static byte[] info(String name) {
    return (name + '\0').getBytes(US_ASCII);
  }

  static byte[] join(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) all.put(part);
    return all.array();
  }
}
