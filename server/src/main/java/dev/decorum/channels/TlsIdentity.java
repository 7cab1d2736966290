package dev.decorum.channels;

import dev.decorum.channels.smtp.SelfSigned;
import dev.decorum.database.DecorumProperties;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The certificate that mail servers see: that of this node, else one that all nodes share.
///
/// Files are read again when they change, so that a renewed certificate needs no restart.
@Component
class TlsIdentity {

  private static final String CONTENT = "channels.certificate.content";
  private static final char[] NO_PASSWORD = {};

  private final DecorumProperties properties;
  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;
  private volatile @Nullable Loaded loaded;

  private record Loaded(SSLContext context, @Nullable FileTime changed) {}

  TlsIdentity(DecorumProperties properties, JdbcClient jdbc, Vault vault, Clock clock) {
    this.properties = properties;
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  SSLContext context() {
    var certificate = properties.tlsCert();
    var key = properties.tlsKey();
    var last = loaded;
    try {
      var changed = certificate == null ? null : Files.getLastModifiedTime(certificate);
      if (last != null && Objects.equals(last.changed(), changed)) {
        return last.context();
      }
      var context =
          certificate == null || key == null
              ? SelfSigned.context(shared(host()))
              : given(certificate, key);
      loaded = new Loaded(context, changed);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException("the certificate cannot be read", e);
    }
  }

  private String host() {
    return Optional.ofNullable(properties.baseUrl().getHost()).orElse("localhost");
  }

  private static SSLContext given(Path certificate, Path key) {
    var stores =
        new PemSslStoreBundle(
            PemSslStoreDetails.forCertificate(certificate.toUri().toString())
                .withPrivateKey(key.toUri().toString()),
            null);
    try {
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(stores.getKeyStore(), NO_PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate cannot be used", e);
    }
  }

  /// Two nodes that start at once keep the one that came first.
  private byte[] shared(String host) {
    return kept(host)
        .orElseGet(
            () -> {
              var id = RowIds.next();
              var now = Timestamps.now(clock);
              jdbc.sql(
                      """
                      insert into channels.certificate (id, host, content, created_at)
                      values (:id, :host, :content, :now)
                      on conflict (host) do nothing
                      """)
                  .param("id", id)
                  .param("host", host)
                  .param(
                      "content",
                      vault.seal(vault.systemKey(), CONTENT, id, SelfSigned.make(host, now)))
                  .param("now", Timestamps.of(now))
                  .update();
              return kept(host).orElseThrow();
            });
  }

  private Optional<byte[]> kept(String host) {
    record Row(UUID id, byte[] content) {}
    return jdbc.sql("select id, content from channels.certificate where host = :host")
        .param("host", host)
        .query((row, _) -> new Row(row.getObject("id", UUID.class), row.getBytes("content")))
        .optional()
        .map(row -> vault.open(row.content(), CONTENT, row.id()));
  }
}
