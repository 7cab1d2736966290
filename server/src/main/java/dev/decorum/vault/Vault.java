package dev.decorum.vault;

import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals what is confidential, opens it again, and destroys the keys of what must be forgotten.
///
/// A sealed value is `version byte | key id, 16 bytes | AES-256-GCM ciphertext`, 45 bytes longer
/// than the text. It opens only in the place and the row it was sealed for: `place` is
/// `schema.table.column`. Sealing and opening need no transaction and, for a key that this node has
/// used before, no database.
///
/// Transactions are opened here by hand and not by annotation: the hot methods would pay for a
/// proxy.
@Service
public class Vault {

  private static final byte VERSION = 1;
  private static final int HEADER = 1 + 16;
  private static final int INDEX_BYTES = 16;
  private static final int DIGEST_BYTES = 32;

  /// How long a transaction that destroys a key may take before other nodes could miss it.
  private static final Duration LOOK_BACK = Duration.ofMinutes(30);

  private static final Duration EVER = Duration.ofDays(365_000);
  private static final Logger log = LoggerFactory.getLogger(Vault.class);

  private final DataKeys keys;
  private final RootRotation rotation;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final TransactionTemplate joined;
  private final TransactionTemplate apart;
  private final KeyId systemKey;
  private final PrfSet index;
  private final Map<LocalDate, KeyId> intakeKeys = new ConcurrentHashMap<>();
  private final DestroyedKeys destroyed;
  private final Set<KeyId> noted = ConcurrentHashMap.newKeySet();
  private volatile boolean cannotNote;

  Vault(
      DataKeys keys,
      RootKeys roots,
      RootRotation rotation,
      ApplicationEventPublisher events,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.keys = keys;
    this.rotation = rotation;
    this.events = events;
    this.clock = clock;
    this.joined = new TransactionTemplate(transactions);
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.systemKey = only("system");
    this.index = keys.index(only("index"));
    this.destroyed = DestroyedKeys.beside(roots.file().path());
    destroyAgain();
  }

  /// A database that was restored from before an erasure still has the key: it must not bring back
  /// who was erased.
  private void destroyAgain() {
    try {
      noted.addAll(destroyed.read(this::noteOf));
    } catch (IOException e) {
      throw new RootKeyProblem(
          "The file %s cannot be read; it says which clients were erased."
              .formatted(destroyed.path()));
    }
    if (noted.isEmpty()) return;
    int again = result(apart.execute(_ -> keys.destroyAgain(noted)));
    if (again > 0) {
      log.warn("{} keys were destroyed again: the database is from before these erasures.", again);
    }
  }

  /// Writes down which keys were destroyed, outside of the database. What cannot be written now is
  /// tried again in a while.
  private void note(Collection<KeyId> clients) {
    var fresh = clients.stream().filter(key -> !noted.contains(key)).toList();
    if (fresh.isEmpty()) return;
    try {
      destroyed.add(fresh, this::noteOf);
      noted.addAll(fresh);
      cannotNote = false;
    } catch (IOException e) {
      if (!cannotNote) {
        log.error(
            "{} cannot be written: a backup from before would bring back clients who were erased.",
            destroyed.path());
      }
      cannotNote = true;
    }
  }

  private byte[] noteOf(UUID key) {
    return prf("vault.destroyed", key.toString().getBytes(StandardCharsets.US_ASCII), INDEX_BYTES);
  }

  /// Makes a data key. Joins the current transaction: rolled back, the key has never been.
  public KeyId createKey(KeyPurpose purpose) {
    return switch (purpose) {
      case CLIENT -> result(joined.execute(_ -> keys.create(DataKeys.named(purpose), null)));
      case INTAKE -> intakeKey();
      case SYSTEM -> systemKey();
    };
  }

  /// The key of the installation: members, mailboxes, settings.
  public KeyId systemKey() {
    return systemKey;
  }

  /// Today's key (UTC) for raw mail that has no client yet.
  public KeyId intakeKey() {
    return intakeKey(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /// Kept in a transaction of its own: others seal with it whether or not the caller's is rolled
  /// back.
  KeyId intakeKey(LocalDate day) {
    var known = intakeKeys.get(day);
    if (known != null) return known;
    var found = keys.ofDay(day).orElse(null);
    if (found == null) {
      try {
        found = result(apart.execute(_ -> keys.create("intake", day)));
      } catch (DuplicateKeyException e) {
        found = keys.ofDay(day).orElseThrow(() -> e);
      }
    }
    intakeKeys.put(day, found);
    intakeKeys.keySet().removeIf(d -> d.isBefore(day.minusDays(2)));
    return found;
  }

  private KeyId only(String purpose) {
    Supplier<KeyId> make = () -> result(apart.execute(_ -> keys.create(purpose, null)));
    try {
      return keys.only(purpose).orElseGet(make);
    } catch (DuplicateKeyException e) {
      return keys.only(purpose).orElseThrow(() -> e);
    }
  }

  public byte[] seal(KeyId key, String place, UUID row, String text) {
    return seal(key, place, row, text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] seal(KeyId key, String place, UUID row, byte[] bytes) {
    try {
      var ciphertext = keys.aead(key).encrypt(bytes, associatedData(place, row, key));
      return ByteBuffer.allocate(HEADER + ciphertext.length)
          .put(VERSION)
          .putLong(key.id().getMostSignificantBits())
          .putLong(key.id().getLeastSignificantBits())
          .put(ciphertext)
          .array();
    } catch (GeneralSecurityException e) {
      throw new SealBroken("A value of %s could not be sealed.".formatted(place));
    }
  }

  public byte @Nullable [] sealNullable(KeyId key, String place, UUID row, @Nullable String text) {
    return text == null ? null : seal(key, place, row, text);
  }

  public String openText(byte[] sealed, String place, UUID row) {
    return new String(open(sealed, place, row), StandardCharsets.UTF_8);
  }

  public @Nullable String openTextNullable(byte @Nullable [] sealed, String place, UUID row) {
    return sealed == null ? null : openText(sealed, place, row);
  }

  public byte[] open(byte[] sealed, String place, UUID row) {
    var key = keyOf(sealed);
    try {
      var ciphertext = Arrays.copyOfRange(sealed, HEADER, sealed.length);
      return keys.aead(key).decrypt(ciphertext, associatedData(place, row, key));
    } catch (GeneralSecurityException e) {
      throw new SealBroken(
          "A sealed value of %s was altered or belongs elsewhere (row %s).".formatted(place, row));
    }
  }

  /// The key that a value is sealed with.
  public static KeyId keyOf(byte[] sealed) {
    if (sealed.length < HEADER || sealed[0] != VERSION) {
      throw new SealBroken("This is not a sealed value.");
    }
    var header = ByteBuffer.wrap(sealed, 1, 16);
    return new KeyId(new UUID(header.getLong(), header.getLong()));
  }

  /// Loads the keys that this node does not hold yet with one statement. A page that opens values
  /// of many clients calls it first. Keys that were destroyed are passed over.
  public void warm(Collection<KeyId> ids) {
    keys.warm(ids);
  }

  /// Overwrites a client's or an intake key in the current transaction: nothing sealed with it can
  /// be opened again. This node forgets it at once, others within a minute at the latest.
  public void destroy(KeyId key) {
    joined.executeWithoutResult(
        _ -> {
          var purpose = keys.destroy(key).orElse(null);
          if (purpose == null) return;
          boolean ofClient = purpose.equals(DataKeys.named(KeyPurpose.CLIENT));
          events.publishEvent(new DataKeyDestroyed(key));
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                // Meanwhile somebody may have loaded it again.
                @Override
                public void afterCommit() {
                  keys.forget(key);
                  // Not before: a destruction that is rolled back has never been.
                  if (ofClient) note(List.of(key));
                }
              });
        });
  }

  /// Drops from memory what any node has destroyed of late, and notes it.
  public void forgetDestroyed() {
    note(keys.forgetDestroyed(LOOK_BACK));
  }

  /// Notes what was destroyed while this node did not look.
  void noteAllDestroyed() {
    note(keys.forgetDestroyed(EVER));
  }

  /// Replaces the root key by a new one and wraps every data key anew, while all nodes go on
  /// working. Can be killed at any moment and run again. Must not be called in a transaction.
  public RootRotated rotateRoot() {
    return rotation.run(null);
  }

  /// As [#rotateRoot()], with a key from a file that [#newRootKey] made. Needed only when the nodes
  /// do not share one root key file: put the new key beside it on all of them first.
  public RootRotated rotateRoot(Path newKeyFile) {
    return rotation.run(newKeyFile);
  }

  /// Writes a new root key, used by nothing yet, into a file that must not exist.
  public static void newRootKey(Path file, Clock clock) {
    if (Files.exists(file)) {
      throw new RootKeyProblem("The file %s exists already; name another one.".formatted(file));
    }
    try {
      new RootKeyFile(file).write(RootKey.generate(), clock.instant());
    } catch (IOException e) {
      throw new RootKeyProblem("The file %s cannot be written.".formatted(file));
    }
  }

  /// How much is noted beside this root key of keys that were destroyed; grows with each of them.
  public static long destroyedBeside(Path rootKey) {
    return DestroyedKeys.beside(rootKey).size();
  }

  /// Copies the root key into a file that must not exist, and what is noted of destroyed keys
  /// beside that.
  ///
  /// @return the id of the key
  public static String copyRootKey(Path from, Path to, Clock clock) {
    if (Files.exists(to)) {
      throw new RootKeyProblem("The file %s exists already; name another one.".formatted(to));
    }
    var key = rootKey(from);
    try {
      new RootKeyFile(to).write(key, clock.instant());
      DestroyedKeys.beside(from).copyTo(DestroyedKeys.beside(to));
      return key.id().toString();
    } catch (IOException e) {
      throw new RootKeyProblem("The file %s cannot be written.".formatted(to));
    }
  }

  /// The id of the root key in this file. It is no secret.
  public static String rootKeyId(Path file) {
    return rootKey(file).id().toString();
  }

  private static RootKey rootKey(Path file) {
    return new RootKeyFile(file)
        .read()
        .orElseThrow(() -> new RootKeyProblem("There is no root key file %s.".formatted(file)));
  }

  /// 16 bytes by which equal values are found without being read. `purpose` keeps kinds apart
  /// (`email`, `message-id`); the caller brings values into one form first.
  public byte[] blindIndex(String purpose, String normalised) {
    return prf(purpose, normalised.getBytes(StandardCharsets.UTF_8), INDEX_BYTES);
  }

  /// 32 bytes that stand for the content; nobody without the index key can tell which.
  public byte[] digest(String purpose, byte[] content) {
    try {
      return prf(purpose, MessageDigest.getInstance("SHA-256").digest(content), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Unambiguous: a purpose holds no zero byte.
  byte[] prf(String purpose, byte[] value, int length) {
    var name = purpose.getBytes(StandardCharsets.UTF_8);
    var input =
        ByteBuffer.allocate(name.length + 1 + value.length).put(name).put((byte) 0).put(value);
    try {
      return index.computePrimary(input.array(), length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the index key does not work", e);
    }
  }

  private static byte[] associatedData(String place, UUID row, KeyId key) {
    return (place + '|' + row + '|' + key.id()).getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T result(@Nullable T value) {
    return Objects.requireNonNull(value);
  }
}
