package dev.decorum.channels.smtp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The certificate of a mail server that was given none. Sending servers encrypt without asking who
/// signed, so this is what most of them need (RFC 7672, section 1.3).
public final class SelfSigned {

  private static final Duration VALID = Duration.ofDays(3650);
  private static final String ALIAS = "smtp";
  private static final char[] NO_PASSWORD = {};

  private SelfSigned() {}

  /// A new key and its certificate for this host, as PKCS #12 without a password.
  public static byte[] make(String host, Instant now) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, host).build();
      var certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(120, new SecureRandom()),
                  Date.from(now.minus(Duration.ofDays(1))),
                  Date.from(now.plus(VALID)),
                  name,
                  pair.getPublic())
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
      return stored(
          pair.getPrivate(),
          new Certificate[] {new JcaX509CertificateConverter().getCertificate(certificate)});
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("No certificate could be made", e);
    }
  }

  private static byte[] stored(PrivateKey key, Certificate[] chain)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(ALIAS, key, NO_PASSWORD, chain);
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, NO_PASSWORD);
    return bytes.toByteArray();
  }

  /// What TLS needs of a key made by [#make].
  public static SSLContext context(byte[] pkcs12) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(pkcs12), NO_PASSWORD);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The kept certificate cannot be used", e);
    }
  }
}
