package dev.decorum.mail.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/// A key that signs a domain's mail, and the line of DNS by which others can check it.
public final class DkimKey {

  /// Of key. RSA is what every server can check.
  public enum Kind {
    RSA,
    ED25519
  }

  private final String domain;
  private final String selector;
  private final Kind kind;
  private final PrivateKey secret;
  private final PublicKey open;

  private DkimKey(String domain, String selector, Kind kind, PrivateKey secret, PublicKey open) {
    this.domain = Names.ascii(domain);
    this.selector = selector.toLowerCase(Locale.ROOT);
    if (this.domain.isEmpty() || !Names.isHost(this.selector)) {
      throw new IllegalArgumentException("The domain or the selector is no name of DNS.");
    }
    this.kind = kind;
    this.secret = secret;
    this.open = open;
  }

  /// A new key.
  public static DkimKey generate(String domain, String selector, Kind kind) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(kind == Kind.RSA ? "RSA" : "Ed25519");
      if (kind == Kind.RSA) {
        generator.initialize(2048);
      }
      KeyPair pair = generator.generateKeyPair();
      return new DkimKey(domain, selector, kind, pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// A key as [#secret()] and [#open()] gave it.
  ///
  /// @throws IllegalArgumentException where the bytes are no key of the kind
  public static DkimKey of(String domain, String selector, Kind kind, byte[] secret, byte[] open) {
    try {
      KeyFactory factory = KeyFactory.getInstance(kind == Kind.RSA ? "RSA" : "Ed25519");
      return new DkimKey(
          domain,
          selector,
          kind,
          factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
          factory.generatePublic(new X509EncodedKeySpec(open)));
    } catch (GeneralSecurityException noKey) {
      throw new IllegalArgumentException("The bytes are no key of the kind.", noKey);
    }
  }

  public String domain() {
    return domain;
  }

  public String selector() {
    return selector;
  }

  public Kind kind() {
    return kind;
  }

  /// The secret half (PKCS #8): store it sealed only.
  public byte[] secret() {
    return secret.getEncoded();
  }

  /// The open half (X.509).
  public byte[] open() {
    return open.getEncoded();
  }

  /// Where the record belongs in DNS.
  public String recordName() {
    return selector + "._domainkey." + domain;
  }

  /// The text record to publish. DNS servers split what is longer than 255 characters themselves,
  /// or expect it in quoted pieces.
  public String record() {
    byte[] encoded = open.getEncoded();
    byte[] key =
        kind == Kind.RSA
            ? encoded
            : Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return "v=DKIM1; k="
        + kind.name().toLowerCase(Locale.ROOT)
        + "; p="
        + Base64.getEncoder().encodeToString(key);
  }

  PrivateKey signer() {
    return secret;
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "DkimKey[" + recordName() + "]";
  }
}
