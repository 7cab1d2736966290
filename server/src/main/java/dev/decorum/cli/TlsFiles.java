package dev.decorum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.springframework.boot.ssl.pem.PemContent;

/// The certificate and key that an administrator names, looked at before anything starts.
final class TlsFiles {

  private TlsFiles() {}

  static void check(Path certificate, Path key) {
    var chain = certificates(certificate);
    var secret = privateKey(key);
    if (!belongTogether(chain, secret)) {
      throw new Problem(
          "The key %s does not belong to the certificate %s: give the pair that was issued together."
              .formatted(key, certificate));
    }
  }

  private static X509Certificate certificates(Path file) {
    var pem = content(file);
    try {
      return pem.getCertificates().getFirst();
    } catch (RuntimeException _) {
      throw new Problem(
          "%s holds no certificate in PEM form: it starts with -----BEGIN CERTIFICATE-----."
              .formatted(file));
    }
  }

  private static PrivateKey privateKey(Path file) {
    var pem = content(file);
    try {
      var key = pem.getPrivateKey();
      if (key != null) {
        return key;
      }
    } catch (RuntimeException _) {
      // The same as no key.
    }
    throw new Problem(
        "%s holds no private key in PEM form without a password: it starts with -----BEGIN PRIVATE KEY-----."
            .formatted(file));
  }

  private static PemContent content(Path file) {
    try {
      return PemContent.of(Files.readString(file));
    } catch (IOException unreadable) {
      throw new Problem("The file %s cannot be read: check its name and rights.".formatted(file));
    }
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      var text = certificate.getEncoded();
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(text);
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate);
      verifier.update(text);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
