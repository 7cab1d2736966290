package dev.decorum.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The root keys that this node holds: the one in force and, while it is being replaced, its
/// successor. Refuses to come into being with a missing or a wrong key.
@Component
class RootKeys {

  private static final Logger log = LoggerFactory.getLogger(RootKeys.class);

  /// Held while the first start decides whether the database is new.
  private static final long SET_UP_LOCK = 0x6465636f_726f6f74L;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final RootKeyFile file;
  private final Map<UUID, RootKey> held = new ConcurrentHashMap<>();
  private volatile RootKey current;

  RootKeys(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock,
      @Value("${decorum.root-key-file:}") String file,
      @Value("${decorum.data:data}") String data) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.file = new RootKeyFile(file.isBlank() ? Path.of(data, "root.key") : Path.of(file));
    this.current =
        Objects.requireNonNull(new TransactionTemplate(transactions).execute(_ -> start()));
    settleFile();
  }

  RootKeyFile file() {
    return file;
  }

  /// The key that wraps new data keys.
  RootKey current() {
    return current;
  }

  /// Looks again which key is in force, after another node has replaced it.
  RootKey refresh() {
    var row = currentRow().orElseThrow();
    current = byId(row.id());
    return current;
  }

  /// The root key of that id. Reads the files again when it is new to this node.
  RootKey byId(UUID id) {
    var key = held.get(id);
    if (key == null) {
      readFiles();
      key = held.get(id);
    }
    if (key == null) {
      throw new RootKeyProblem(
          "This node lacks the root key %s that another node has brought in; copy the new root key file to %s."
              .formatted(id, file.successor().path()));
    }
    return key;
  }

  void hold(RootKey key) {
    held.put(key.id(), key);
  }

  /// Puts the current root key into the root key file when it still lies beside it. False when the
  /// file cannot be written.
  boolean settleFile() {
    var waiting = file.successor().read().orElse(null);
    if (waiting == null || !waiting.id().equals(current.id())) return true;
    try {
      if (!file.read().map(RootKey::id).equals(Optional.of(waiting.id()))) {
        file.write(waiting, clock.instant());
      }
      file.successor().delete();
      return true;
    } catch (IOException e) {
      log.warn(
          "The root key was replaced, but {} cannot be written: put {} in its place.",
          file.path(),
          file.successor().path());
      return false;
    }
  }

  private RootKey start() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", SET_UP_LOCK).query().singleRow();
    readFiles();
    var row = currentRow().orElse(null);
    var key = row == null ? setUp() : recognise(row);
    if (file.readableByOthers()) {
      log.warn("The root key file {} can be read by others; set its mode to 0600.", file.path());
    }
    return key;
  }

  private RootKey setUp() {
    var key = file.read().orElse(null);
    if (key == null) {
      key = RootKey.generate();
      try {
        file.write(key, clock.instant());
      } catch (IOException e) {
        throw new RootKeyProblem(
            "The root key file %s cannot be written; name a writable place with DECORUM_ROOT_KEY_FILE."
                .formatted(file.path()));
      }
      hold(key);
      log.warn(
          """


          ************************************************************************************
          *  A root key was made: {}
          *  Keep a copy of this file in a safe place, apart from the backups of the database.
          *  Without it nothing that clients wrote can be read, by nobody, ever again.
          ************************************************************************************
          """,
          file.path().toAbsolutePath());
    }
    jdbc.sql(
            """
            insert into vault.root_key (id, state, proof, created_at)
            values (:id, 'current', :proof, :now)
            """)
        .param("id", key.id())
        .param("proof", key.proof())
        .param("now", Timestamps.now(clock))
        .update();
    return key;
  }

  private RootKey recognise(Row row) {
    var key = held.get(row.id());
    if (key == null) {
      throw new RootKeyProblem(
          (file.read().isEmpty()
                  ? "The root key file %s is missing and this database cannot be read without it; put your copy there or name it with DECORUM_ROOT_KEY_FILE."
                  : "The root key in %s is not the one of this database; put the right one there or name it with DECORUM_ROOT_KEY_FILE.")
              .formatted(file.path()));
    }
    if (!key.proves(row.proof())) {
      throw new RootKeyProblem(
          "The root key in %s has the right name but is not the key of this database; put your copy in its place."
              .formatted(file.path()));
    }
    return key;
  }

  private void readFiles() {
    Stream.of(file, file.successor())
        .map(RootKeyFile::read)
        .flatMap(Optional::stream)
        .forEach(this::hold);
  }

  private Optional<Row> currentRow() {
    return jdbc.sql("select id, proof from vault.root_key where state = 'current'")
        .query((row, _) -> new Row(row.getObject("id", UUID.class), row.getBytes("proof")))
        .optional();
  }

  private record Row(UUID id, byte[] proof) {}
}
