package dev.decorum.push;

import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whether the organisation allows browser push, and the key by which browsers know it.
@Repository
class PushKey {

  private static final String SECRET = "push.setting.secret";

  private final JdbcClient jdbc;
  private final Vault vault;

  PushKey(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  boolean allowed() {
    return jdbc.sql("select allowed from push.setting")
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /// The key is made with the first yes, and stays: browsers would have to agree anew to another.
  void allow(boolean allowed) {
    int known =
        jdbc.sql("update push.setting set allowed = :allowed").param("allowed", allowed).update();
    if (known > 0 || !allowed) return;
    var id = RowIds.next();
    var pair = Curve.newPair();
    jdbc.sql(
            """
            insert into push.setting (id, allowed, open, secret)
            values (:id, true, :open, :secret)
                on conflict (singleton) do update
               set allowed = true
            """)
        .param("id", id)
        .param("open", Curve.write((ECPublicKey) pair.getPublic()))
        .param("secret", vault.seal(vault.systemKey(), SECRET, id, pair.getPrivate().getEncoded()))
        .update();
  }

  /// Empty while it is not allowed.
  Optional<KeyPair> find() {
    record Row(UUID id, byte[] open, byte[] secret) {}
    return jdbc.sql("select id, open, secret from push.setting where allowed")
        .query(
            (row, _) ->
                new Row(
                    row.getObject("id", UUID.class), row.getBytes("open"), row.getBytes("secret")))
        .optional()
        .map(row -> pair(row.open(), vault.open(row.secret(), SECRET, row.id())));
  }

  private static KeyPair pair(byte[] open, byte[] secret) {
    try {
      return new KeyPair(
          Curve.read(open),
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret)));
    } catch (InvalidKeySpecException spoiled) {
      throw new IllegalStateException("the key for browser push is spoiled", spoiled);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
