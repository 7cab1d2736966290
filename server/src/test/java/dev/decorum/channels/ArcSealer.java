package dev.decorum.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.decorum.mail.auth.DkimKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;

/// Somebody who passes mails on and seals what it found about them (ARC, RFC 8617), as the first of
/// a chain. For plain mails: each field on one line, no blanks at the ends of lines.
final class ArcSealer {

  private final DkimKey key;

  /// @param key of Ed25519
  ArcSealer(DkimKey key) {
    this.key = key;
  }

  /// @param findings such as `dmarc=pass header.from=client.example`
  byte[] passOn(byte[] mail, String findings) {
    var parts = new String(mail, US_ASCII).split("\r\n\r\n", 2);
    var results = "ARC-Authentication-Results: i=1; %s; %s".formatted(key.domain(), findings);
    var message =
        "ARC-Message-Signature: i=1; a=ed25519-sha256; c=relaxed/relaxed; d=%s; s=%s; h=from:to:subject; bh=%s; b="
            .formatted(key.domain(), key.selector(), base64(sha256(parts[1])));
    message +=
        signature(
            relaxed(
                field(parts[0], "From"),
                field(parts[0], "To"),
                field(parts[0], "Subject"),
                message));
    var seal =
        "ARC-Seal: i=1; a=ed25519-sha256; cv=none; d=%s; s=%s; b="
            .formatted(key.domain(), key.selector());
    seal += signature(relaxed(results, message, seal));
    return (seal + "\r\n" + message + "\r\n" + results + "\r\n" + new String(mail, US_ASCII))
        .getBytes(US_ASCII);
  }

  private static String field(String head, String name) {
    return head.lines().filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow();
  }

  /// As they are signed (RFC 6376, 3.4.2).
  private static String relaxed(String... fields) {
    return Arrays.stream(fields)
        .map(field -> field.split(":", 2))
        .map(parts -> parts[0].toLowerCase(Locale.ROOT) + ':' + parts[1].strip())
        .collect(Collectors.joining("\r\n"));
  }

  private String signature(String signed) {
    try {
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key.secret())));
      signer.update(sha256(signed));
      return base64(signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
