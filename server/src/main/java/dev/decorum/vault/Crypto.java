package dev.decorum.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.prf.HmacPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;

/// The two primitives in use: AES-256-GCM to seal, HMAC-SHA-256 to index. Both from Tink.
final class Crypto {

  /// Without Tink's own prefix: a sealed value names its key already.
  private static final AesGcmParameters AES_256_GCM;

  private static final HmacPrfParameters HMAC_SHA_256;

  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
      AES_256_GCM =
          AesGcmParameters.builder()
              .setKeySizeBytes(32)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      HMAC_SHA_256 =
          HmacPrfParameters.builder()
              .setKeySizeBytes(32)
              .setHashType(HmacPrfParameters.HashType.SHA256)
              .build();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Crypto() {}

  static KeysetHandle newAeadKeyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(AES_256_GCM);
  }

  static KeysetHandle newPrfKeyset() throws GeneralSecurityException {
    return KeysetHandle.generateNew(HMAC_SHA_256);
  }

  static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
    return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  static PrfSet prf(KeysetHandle keyset) throws GeneralSecurityException {
    return keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
  }
}
