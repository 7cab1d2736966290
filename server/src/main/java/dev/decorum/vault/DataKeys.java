package dev.decorum.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of wrapped data keys, and the unwrapped ones that this node holds in memory.
@Component
class DataKeys {

  /// An unwrapped key takes about 1 kB.
  private static final int MOST_HELD = 50_000;

  private static final int LARGEST_STATEMENT = 5_000;

  private final JdbcClient jdbc;
  private final RootKeys roots;
  private final Clock clock;
  private final Cache<KeyId, Aead> held = Caffeine.newBuilder().maximumSize(MOST_HELD).build();

  DataKeys(JdbcClient jdbc, RootKeys roots, Clock clock) {
    this.jdbc = jdbc;
    this.roots = roots;
    this.clock = clock;
  }

  /// Makes a data key in the current transaction.
  KeyId create(String purpose, @Nullable LocalDate day) {
    var id = new KeyId(RowIds.next());
    try {
      var keyset = purpose.equals("index") ? Crypto.newPrfKeyset() : Crypto.newAeadKeyset();
      if (!insert(id, purpose, day, keyset, roots.current())
          && !insert(id, purpose, day, keyset, roots.refresh())) {
        throw new IllegalStateException("the root key changed twice while a data key was made");
      }
      if (!purpose.equals("index")) held.put(id, Crypto.aead(keyset));
      return id;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a data key could not be made", e);
    }
  }

  /// False when the root key is no longer the one in force. Its row stays locked for sharing until
  /// the transaction ends, so that a rotation waits for us and finds this key too.
  private boolean insert(
      KeyId id, String purpose, @Nullable LocalDate day, KeysetHandle keyset, RootKey root)
      throws GeneralSecurityException {
    return jdbc.sql(
                """
                insert into vault.data_key (id, purpose, wrapped, root_key, day, created_at)
                select :id, :purpose, :wrapped, r.id, :day, :now
                  from vault.root_key r
                 where r.id = :root
                   and r.state = 'current'
                   for share of r
                """)
            .param("id", id.id())
            .param("purpose", purpose)
            .param("wrapped", wrap(keyset, id, purpose, root))
            .param("day", day, Types.DATE)
            .param("now", Timestamps.now(clock))
            .param("root", root.id())
            .update()
        == 1;
  }

  /// The one key of a purpose of which there is only one.
  Optional<KeyId> only(String purpose) {
    return jdbc.sql(
            """
            select id
              from vault.data_key
             where purpose = :purpose
               and destroyed_at is null
            """)
        .param("purpose", purpose)
        .query(UUID.class)
        .optional()
        .map(KeyId::new);
  }

  Optional<KeyId> ofDay(LocalDate day) {
    return jdbc.sql("select id from vault.data_key where purpose = 'intake' and day = :day")
        .param("day", day)
        .query(UUID.class)
        .optional()
        .map(KeyId::new);
  }

  List<KeyId> intakeKeysBefore(LocalDate day) {
    return jdbc
        .sql(
            """
            select id
              from vault.data_key
             where purpose = 'intake'
               and day < :day
               and destroyed_at is null
             order by day
            """)
        .param("day", day)
        .query(UUID.class)
        .list()
        .stream()
        .map(KeyId::new)
        .toList();
  }

  Aead aead(KeyId id) {
    var aead = held.getIfPresent(id);
    if (aead != null) return aead;
    load(List.of(id.id()));
    aead = held.getIfPresent(id);
    if (aead != null) return aead;
    var destroyed =
        jdbc.sql("select destroyed_at is not null from vault.data_key where id = :id")
            .param("id", id.id())
            .query(Boolean.class)
            .optional();
    if (destroyed.orElse(false)) throw new KeyDestroyed(id);
    throw new SealBroken("There is no data key %s.".formatted(id.id()));
  }

  void warm(Collection<KeyId> ids) {
    var missing =
        ids.stream().distinct().filter(id -> held.getIfPresent(id) == null).map(KeyId::id).toList();
    for (int from = 0; from < missing.size(); from += LARGEST_STATEMENT) {
      load(missing.subList(from, Math.min(missing.size(), from + LARGEST_STATEMENT)));
    }
  }

  private void load(List<UUID> ids) {
    var rows =
        jdbc.sql(
                """
                select id, purpose, wrapped, root_key
                  from vault.data_key
                 where id = any(:ids)
                   and wrapped is not null
                   and purpose <> 'index'
                """)
            .param("ids", ids.toArray(UUID[]::new))
            .query(
                (row, _) ->
                    new Wrapped(
                        new KeyId(row.getObject("id", UUID.class)),
                        row.getString("purpose"),
                        row.getBytes("wrapped"),
                        row.getObject("root_key", UUID.class)))
            .list();
    for (var row : rows) {
      try {
        held.put(row.id(), Crypto.aead(unwrap(row)));
      } catch (GeneralSecurityException e) {
        throw new SealBroken("The data key %s cannot be unwrapped.".formatted(row.id().id()));
      }
    }
  }

  /// The key behind blind indexes and keyed words; not held here, since it is asked for once.
  PrfSet index(KeyId id) {
    var row =
        jdbc.sql("select id, purpose, wrapped, root_key from vault.data_key where id = :id")
            .param("id", id.id())
            .query(
                (r, _) ->
                    new Wrapped(
                        id,
                        r.getString("purpose"),
                        r.getBytes("wrapped"),
                        r.getObject("root_key", UUID.class)))
            .single();
    try {
      return Crypto.prf(unwrap(row));
    } catch (GeneralSecurityException e) {
      throw new SealBroken("The index key cannot be unwrapped.");
    }
  }

  /// Overwrites the key in the current transaction.
  ///
  /// @return its purpose; empty when it was destroyed before, or never may be
  Optional<String> destroy(KeyId id) {
    forget(id);
    return jdbc.sql(
            """
                update vault.data_key
                   set wrapped = null,
                       destroyed_at = :now
                 where id = :id
                   and destroyed_at is null
                   and purpose in ('client', 'intake')
                returning purpose
                """)
        .param("id", id.id())
        .param("now", Timestamps.now(clock))
        .query(String.class)
        .optional();
  }

  /// Overwrites those of these clients' keys that are there.
  ///
  /// @return how many were
  int destroyAgain(Collection<KeyId> ids) {
    ids.forEach(this::forget);
    return jdbc.sql(
            """
            update vault.data_key
               set wrapped = null,
                   destroyed_at = :now
             where id = any(:ids)
               and destroyed_at is null
               and purpose = 'client'
            """)
        .param("ids", ids.stream().map(KeyId::id).toArray(UUID[]::new))
        .param("now", Timestamps.now(clock))
        .update();
  }

  void forget(KeyId id) {
    held.invalidate(id);
  }

  void forgetAll() {
    held.invalidateAll();
  }

  /// Drops the keys that were destroyed on any node. Looks back over `past`, since a transaction is
  /// seen only after it has been committed.
  ///
  /// @return those of clients
  List<KeyId> forgetDestroyed(Duration past) {
    var clients = new ArrayList<KeyId>();
    jdbc.sql("select id, purpose from vault.data_key where destroyed_at > :since")
        .param("since", Timestamps.now(clock).minus(past))
        .query(
            row -> {
              var id = new KeyId(row.getObject("id", UUID.class));
              forget(id);
              if (row.getString("purpose").equals(named(KeyPurpose.CLIENT))) clients.add(id);
            });
    return clients;
  }

  /// Wraps up to `limit` keys with another root key in the current transaction.
  ///
  /// @return how many were there still to do
  int rewrap(RootKey from, RootKey to, int limit) {
    var rows =
        jdbc.sql(
                """
                select id, purpose, wrapped, root_key
                  from vault.data_key
                 where root_key = :from
                   and destroyed_at is null
                 order by id
                 limit :limit
                   for update
                """)
            .param("from", from.id())
            .param("limit", limit)
            .query(
                (row, _) ->
                    new Wrapped(
                        new KeyId(row.getObject("id", UUID.class)),
                        row.getString("purpose"),
                        row.getBytes("wrapped"),
                        row.getObject("root_key", UUID.class)))
            .list();
    if (rows.isEmpty()) return 0;
    var ids = new UUID[rows.size()];
    var wrapped = new byte[rows.size()][];
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      ids[i] = row.id().id();
      try {
        wrapped[i] = wrap(unwrap(row), row.id(), row.purpose(), to);
      } catch (GeneralSecurityException e) {
        throw new SealBroken("The data key %s cannot be unwrapped.".formatted(row.id().id()));
      }
    }
    jdbc.sql(
            """
            update vault.data_key k
               set wrapped = n.wrapped,
                   root_key = :to
              from unnest(:ids, :wrapped) n (id, wrapped)
             where k.id = n.id
            """)
        .param("to", to.id())
        .param("ids", ids)
        .param("wrapped", wrapped)
        .update();
    return rows.size();
  }

  boolean wrappedWith(UUID root) {
    return jdbc.sql("select exists (select from vault.data_key where root_key = :root)")
        .param("root", root)
        .query(Boolean.class)
        .single();
  }

  private KeysetHandle unwrap(Wrapped row) throws GeneralSecurityException {
    var root = roots.byId(row.root());
    return TinkProtoKeysetFormat.parseEncryptedKeyset(
        row.wrapped(),
        root.aead(),
        place(row.id(), row.purpose(), root),
        RegistryConfiguration.get());
  }

  private static byte[] wrap(KeysetHandle keyset, KeyId id, String purpose, RootKey root)
      throws GeneralSecurityException {
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(
        keyset, root.aead(), place(id, purpose, root), RegistryConfiguration.get());
  }

  private static byte[] place(KeyId id, String purpose, RootKey root) {
    return "vault.data_key.wrapped|%s|%s|%s"
        .formatted(id.id(), purpose, root.id())
        .getBytes(StandardCharsets.UTF_8);
  }

  static String named(KeyPurpose purpose) {
    return purpose.name().toLowerCase(Locale.ROOT);
  }

  private record Wrapped(KeyId id, String purpose, byte[] wrapped, UUID root) {}
}
