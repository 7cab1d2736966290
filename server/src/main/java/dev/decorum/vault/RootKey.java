package dev.decorum.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// The key that wraps all data keys. It exists in a file outside the database and in memory.
final class RootKey {

  private static final String PREFIX = "decorum-root-key-1";
  private static final byte[] PROOF = "decorum".getBytes(StandardCharsets.US_ASCII);

  private final UUID id;
  private final KeysetHandle keyset;
  private final Aead aead;

  private RootKey(UUID id, KeysetHandle keyset) throws GeneralSecurityException {
    this.id = id;
    this.keyset = keyset;
    this.aead = Crypto.aead(keyset);
  }

  static RootKey generate() {
    try {
      return new RootKey(RowIds.next(), Crypto.newAeadKeyset());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  /// The key in the text of a key file; comment lines start with `#`.
  ///
  /// @throws GeneralSecurityException when there is no key in it. Its message holds no part of the
  ///   text.
  static RootKey parse(String text) throws GeneralSecurityException {
    var lines =
        text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
    if (lines.size() != 1) throw new GeneralSecurityException("not one key");
    var parts = lines.getFirst().split(":");
    if (parts.length != 3 || !parts[0].equals(PREFIX))
      throw new GeneralSecurityException("unknown format");
    try {
      var keyset =
          TinkProtoKeysetFormat.parseKeyset(
              Base64.getDecoder().decode(parts[2]), InsecureSecretKeyAccess.get());
      return new RootKey(UUID.fromString(parts[1]), keyset);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // The cause could quote what it could not read.
      throw new GeneralSecurityException("damaged");
    }
  }

  /// The text of a key file.
  String format(Instant madeAt) {
    try {
      var secret = TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
      return """
      # Root key of Decorum, made %s. Secret.
      # Without this file nothing in the database can be read. Keep a copy in a safe place,
      # apart from the backups of the database.
      %s:%s:%s
      """
          .formatted(madeAt, PREFIX, id, Base64.getEncoder().encodeToString(secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the root key cannot be written out", e);
    }
  }

  UUID id() {
    return id;
  }

  Aead aead() {
    return aead;
  }

  /// A sealed constant that is kept in the database to recognise this key by.
  byte[] proof() {
    try {
      return aead.encrypt(PROOF, proofPlace());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the root key does not seal", e);
    }
  }

  boolean proves(byte[] proof) {
    try {
      aead.decrypt(proof, proofPlace());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] proofPlace() {
    return ("vault.root_key.proof|" + id).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "RootKey[" + id + "]";
  }
}
