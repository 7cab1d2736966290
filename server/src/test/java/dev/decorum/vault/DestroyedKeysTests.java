package dev.decorum.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was erased stays erased when an older database is put in the place of the present one.
class DestroyedKeysTests {

  private static final String PLACE = "inbox.interaction.text";

  private final VaultNode node = VaultNode.first();
  private final Vault vault = node.vault();
  private final UUID row = RowIds.next();

  @AfterEach
  void close() {
    node.close();
  }

  private Path list() {
    return node.folder().resolve("root.key.destroyed");
  }

  /// As the database was before, keys and all.
  private Runnable backup() {
    node.asOwner().sql("drop table if exists vault.data_key_before").update();
    node.asOwner()
        .sql("create table vault.data_key_before as select * from vault.data_key")
        .update();
    return () -> {
      node.asOwner().sql("delete from vault.data_key").update();
      node.asOwner().sql("insert into vault.data_key select * from vault.data_key_before").update();
    };
  }

  @Test
  void bringsNobodyBackWhoWasErasedAfterTheBackup() {
    var erased = vault.createKey(KeyPurpose.CLIENT);
    var served = vault.createKey(KeyPurpose.CLIENT);
    var secret = vault.seal(erased, PLACE, row, "secret");
    var kept = vault.seal(served, PLACE, row, "kept");
    var restore = backup();
    vault.destroy(erased);

    restore.run();

    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      assertThatExceptionOfType(KeyDestroyed.class)
          .isThrownBy(() -> restarted.vault().open(secret, PLACE, row));
      assertThat(restarted.vault().openText(kept, PLACE, row)).isEqualTo("kept");
      assertThat(
              restarted
                  .jdbc()
                  .sql("select wrapped is null from vault.data_key where id = :id")
                  .param("id", erased.id())
                  .query(Boolean.class)
                  .single())
          .isTrue();
    }
  }

  @Test
  void doesTheSameWithACopyOfTheRootKeyOnAnotherMachine() throws IOException {
    var erased = vault.createKey(KeyPurpose.CLIENT);
    var secret = vault.seal(erased, PLACE, row, "secret");
    var restore = backup();
    vault.destroy(erased);
    var elsewhere = Files.createTempDirectory("elsewhere");
    Vault.copyRootKey(
        node.folder().resolve("root.key"), elsewhere.resolve("root.key"), Clock.systemUTC());

    restore.run();

    try (var other = VaultNode.on(node.database(), elsewhere)) {
      assertThatExceptionOfType(KeyDestroyed.class)
          .isThrownBy(() -> other.vault().open(secret, PLACE, row));
    }
  }

  @Test
  void keepsAKeyWhoseDestructionWasRolledBack() {
    var key = vault.createKey(KeyPurpose.CLIENT);
    var sealed = vault.seal(key, PLACE, row, "kept");
    node.transaction()
        .executeWithoutResult(
            transaction -> {
              vault.destroy(key);
              transaction.setRollbackOnly();
            });

    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      assertThat(restarted.vault().openText(sealed, PLACE, row)).isEqualTo("kept");
    }
  }

  /// A mail that waits in an old backup would be lost with the key of its day.
  @Test
  void destroysNoIntakeKeyAgain() {
    var day = vault.intakeKey();
    var sealed = vault.seal(day, PLACE, row, "a mail that waits");
    var restore = backup();
    vault.destroy(day);

    restore.run();

    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      assertThat(restarted.vault().openText(sealed, PLACE, row)).isEqualTo("a mail that waits");
    }
  }

  @Test
  void doesNotBelieveALineThatNobodyOfUsWrote() throws IOException {
    var key = vault.createKey(KeyPurpose.CLIENT);
    var sealed = vault.seal(key, PLACE, row, "kept");
    Files.writeString(list(), "%1$s %2$s\n%1$s\n%1$s zz\n".formatted(key.id(), "00".repeat(16)));

    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      assertThat(restarted.vault().openText(sealed, PLACE, row)).isEqualTo("kept");
    }
  }

  @Test
  void notesWhatAnotherNodeDestroyedAndGoesOnBehindACutLine() throws IOException {
    var erased = vault.createKey(KeyPurpose.CLIENT);
    var secret = vault.seal(erased, PLACE, row, "secret");
    var restore = backup();
    vault.destroy(erased);
    // This node's own note is cut off, as by a power cut.
    var whole = Files.readString(list());
    Files.writeString(
        list(), whole.substring(0, whole.length() - 20), StandardOpenOption.TRUNCATE_EXISTING);
    try (var other = VaultNode.on(node.database(), node.folder())) {
      other.get(KeyCare.class).noteDestroyedKeys();
    }

    restore.run();

    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      assertThatExceptionOfType(KeyDestroyed.class)
          .isThrownBy(() -> restarted.vault().open(secret, PLACE, row));
    }
  }
}
