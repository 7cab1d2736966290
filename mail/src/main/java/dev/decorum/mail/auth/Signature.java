package dev.decorum.mail.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Checks one signature of DKIM's kind against the key of its domain.
final class Signature {

  static final int MIN_RSA_BITS = 1024;
  private static final int MAX_RSA_BITS = 8192;

  /// What stands before the 32 bytes of an Ed25519 key in the usual form.
  private static final byte[] ED25519 = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private Signature() {}

  /// How the check ended.
  enum Outcome {
    VALID,
    INVALID,
    NO_KEY,
    REVOKED,
    WEAK_KEY,
    WRONG_KEY
  }

  static boolean isKnown(String algorithm) {
    return algorithm.equals("rsa-sha256") || algorithm.equals("ed25519-sha256");
  }

  /// @param subdomainIdentity it is signed for a subdomain; the key may forbid that
  /// @throws ResolverTrouble where the key cannot be asked for
  static Outcome check(Resolver dns, Tags tags, String signed, boolean subdomainIdentity) {
    String algorithm = tags.get("a").toLowerCase(Locale.ROOT);
    Tags key = key(dns, tags.get("s"), tags.get("d"));
    if (key == null) {
      return Outcome.NO_KEY;
    }
    if (key.packed("p").isEmpty()) {
      return Outcome.REVOKED;
    }
    String type = key.get("k", "rsa").toLowerCase(Locale.ROOT);
    if (!algorithm.startsWith(type + "-") || !isFit(key) || (subdomainIdentity && isStrict(key))) {
      return Outcome.WRONG_KEY;
    }
    try {
      PublicKey parsed = parsed(type, Base64.getMimeDecoder().decode(key.packed("p")));
      if (parsed instanceof RSAPublicKey rsa) {
        int bits = rsa.getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
          return Outcome.WEAK_KEY;
        }
      }
      byte[] signature = Base64.getMimeDecoder().decode(tags.packed("b"));
      return isValid(parsed, signed, signature) ? Outcome.VALID : Outcome.INVALID;
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      return Outcome.WRONG_KEY;
    }
  }

  private static boolean isValid(PublicKey key, String signed, byte[] signature)
      throws GeneralSecurityException {
    boolean rsa = key instanceof RSAPublicKey;
    var verifier = java.security.Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
    verifier.initVerify(key);
    // RFC 8463, 3: Ed25519 signs the hash.
    verifier.update(rsa ? signed.getBytes(StandardCharsets.ISO_8859_1) : Canon.sha256(signed));
    try {
      return verifier.verify(signature);
    } catch (java.security.SignatureException wrongForm) {
      return false;
    }
  }

  private static @Nullable Tags key(Resolver dns, String selector, String domain) {
    List<String> records = dns.text(selector + "._domainkey." + domain);
    for (String record : records) {
      Tags tags = Tags.read(record);
      boolean version =
          tags != null
              && (!tags.has("v") || (tags.first().equals("v") && tags.get("v").equals("DKIM1")));
      if (version && tags != null && tags.has("p")) {
        return tags;
      }
    }
    return null;
  }

  private static boolean isFit(Tags key) {
    boolean hash = !key.has("h") || listed(key.get("h"), "sha256");
    boolean service = !key.has("s") || listed(key.get("s"), "*") || listed(key.get("s"), "email");
    return hash && service;
  }

  private static boolean isStrict(Tags key) {
    return listed(key.get("t"), "s");
  }

  static boolean listed(String list, String word) {
    for (String one : list.split(":")) {
      if (one.strip().equalsIgnoreCase(word)) {
        return true;
      }
    }
    return false;
  }

  private static PublicKey parsed(String type, byte[] bytes) throws GeneralSecurityException {
    if (type.equals("ed25519")) {
      byte[] encoded = bytes;
      if (bytes.length == 32) {
        encoded = java.util.Arrays.copyOf(ED25519, ED25519.length + 32);
        System.arraycopy(bytes, 0, encoded, ED25519.length, 32);
      }
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    try {
      return rsa.generatePublic(new X509EncodedKeySpec(bytes));
    } catch (java.security.spec.InvalidKeySpecException bare) {
      // Some publish the key without the wrapping that names its kind.
      return rsa.generatePublic(new X509EncodedKeySpec(wrapped(bytes)));
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    byte[] kind = {
      0x30,
      0x0d,
      0x06,
      0x09,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0x86,
      (byte) 0xf7,
      0x0d,
      0x01,
      0x01,
      0x01,
      0x05,
      0x00
    };
    byte[] bits = der(0x03, concat(new byte[] {0}, pkcs1));
    return der(0x30, concat(kind, bits));
  }

  private static byte[] der(int tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 128
            ? new byte[] {(byte) tag, (byte) length}
            : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return concat(head, content);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
