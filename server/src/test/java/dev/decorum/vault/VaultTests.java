package dev.decorum.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.decorum.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VaultTests {

  private static final String PLACE = "inbox.interaction.text";

  private final VaultNode node = VaultNode.first();
  private final Vault vault = node.vault();
  private final UUID row = RowIds.next();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void opensWhatItSealed() {
    var key = vault.createKey(KeyPurpose.CLIENT);

    var sealed = vault.seal(key, PLACE, row, "Grüße aus Łódź 🌊");

    assertThat(vault.openText(sealed, PLACE, row)).isEqualTo("Grüße aus Łódź 🌊");
    assertThat(Vault.keyOf(sealed)).isEqualTo(key);
    assertThat(sealed).hasSize("Grüße aus Łódź 🌊".getBytes(UTF_8).length + 45);
  }

  @Test
  void sealsTheSameTextDifferentlyEachTime() {
    var key = vault.createKey(KeyPurpose.CLIENT);

    assertThat(vault.seal(key, PLACE, row, "same"))
        .isNotEqualTo(vault.seal(key, PLACE, row, "same"));
  }

  @Test
  void keepsAbsenceApartFromEmptiness() {
    var key = vault.systemKey();

    assertThat(vault.sealNullable(key, PLACE, row, null)).isNull();
    assertThat(vault.openTextNullable(null, PLACE, row)).isNull();
    assertThat(vault.openTextNullable(vault.sealNullable(key, PLACE, row, ""), PLACE, row))
        .isEmpty();
  }

  @Test
  void opensAValueOnlyInItsOwnPlaceAndRow() {
    var sealed = vault.seal(vault.createKey(KeyPurpose.CLIENT), PLACE, row, "secret");

    assertBroken(sealed, "inbox.interaction.html", row);
    assertBroken(sealed, PLACE, RowIds.next());
  }

  @Test
  void opensNoValueOfWhichOneBitWasAltered() {
    var sealed = vault.seal(vault.createKey(KeyPurpose.CLIENT), PLACE, row, "secret");

    for (int i = 0; i < sealed.length; i++) {
      var altered = sealed.clone();
      altered[i] ^= 1;
      assertBroken(altered, PLACE, row);
    }
  }

  @Test
  void opensNoValueThatWasMovedToTheKeyOfAnotherClient() {
    var one = vault.seal(vault.createKey(KeyPurpose.CLIENT), PLACE, row, "one");
    var other = vault.seal(vault.createKey(KeyPurpose.CLIENT), PLACE, row, "other");
    System.arraycopy(other, 0, one, 0, 17);

    assertBroken(one, PLACE, row);
  }

  @Test
  void refusesWhatIsNoSealedValue() {
    assertBroken(new byte[0], PLACE, row);
    assertBroken("plain text that nobody sealed".getBytes(UTF_8), PLACE, row);
  }

  private void assertBroken(byte[] sealed, String place, UUID row) {
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> vault.open(sealed, place, row))
        .withMessageNotContaining("secret");
  }

  @Test
  void forgetsAKeyWithTheTransactionThatMadeIt() {
    var key =
        node.transaction()
            .execute(
                transaction -> {
                  transaction.setRollbackOnly();
                  return vault.createKey(KeyPurpose.CLIENT);
                });

    assertThat(
            node.jdbc()
                .sql("select count(*) from vault.data_key where id = :id")
                .param("id", key.id())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void opensNothingOnceTheKeyIsDestroyed() {
    var key = vault.createKey(KeyPurpose.CLIENT);
    var sealed = vault.seal(key, PLACE, row, "secret");

    vault.destroy(key);

    assertThatExceptionOfType(KeyDestroyed.class).isThrownBy(() -> vault.open(sealed, PLACE, row));
    assertThatExceptionOfType(KeyDestroyed.class)
        .isThrownBy(() -> vault.seal(key, PLACE, row, "x"));
    assertThat(
            node.jdbc()
                .sql("select wrapped is null from vault.data_key where id = :id")
                .param("id", key.id())
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void keepsAKeyWhenItsDestructionIsRolledBack() {
    var key = vault.createKey(KeyPurpose.CLIENT);
    var sealed = vault.seal(key, PLACE, row, "kept");

    node.transaction()
        .executeWithoutResult(
            transaction -> {
              vault.destroy(key);
              transaction.setRollbackOnly();
            });

    assertThat(vault.openText(sealed, PLACE, row)).isEqualTo("kept");
  }

  @Test
  void neverDestroysTheKeyOfTheInstallation() {
    var sealed = vault.seal(vault.systemKey(), PLACE, row, "kept");

    vault.destroy(vault.systemKey());

    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      assertThat(restarted.vault().openText(sealed, PLACE, row)).isEqualTo("kept");
    }
  }

  @Test
  void forgetsAKeyThatAnotherNodeDestroyed() {
    var key = vault.createKey(KeyPurpose.CLIENT);
    var sealed = vault.seal(key, PLACE, row, "secret");
    try (var other = VaultNode.on(node.database(), node.folder())) {
      assertThat(other.vault().openText(sealed, PLACE, row)).isEqualTo("secret");
      vault.destroy(key);

      other.get(KeyCare.class).forgetDestroyedKeys();

      assertThatExceptionOfType(KeyDestroyed.class)
          .isThrownBy(() -> other.vault().open(sealed, PLACE, row));
    }
  }

  @Test
  void warmsManyKeysWithOneStatementAndPassesOverDestroyedOnes() {
    var sealed = new ArrayList<byte[]>();
    for (int i = 0; i < 50; i++) {
      sealed.add(vault.seal(vault.createKey(KeyPurpose.CLIENT), PLACE, row, "text " + i));
    }
    var destroyed = vault.createKey(KeyPurpose.CLIENT);
    vault.destroy(destroyed);
    try (var cold = VaultNode.on(node.database(), node.folder())) {
      var keys = new ArrayList<>(sealed.stream().map(Vault::keyOf).toList());
      keys.add(destroyed);

      cold.vault().warm(keys);

      // Opens without the table: every key is held.
      node.asOwner().sql("alter table vault.data_key rename to away").update();
      for (int i = 0; i < 50; i++) {
        assertThat(cold.vault().openText(sealed.get(i), PLACE, row)).isEqualTo("text " + i);
      }
    }
  }

  @Test
  void sealsTheMailOfADayWithOneKeyAndThatOfTheNextWithAnother() {
    var today = vault.intakeKey();

    assertThat(vault.intakeKey()).isEqualTo(today);
    node.passTime(Duration.ofDays(1));
    assertThat(vault.intakeKey()).isNotEqualTo(today);
  }

  @Test
  void keepsTheIntakeKeyAlthoughTheTransactionThatNeededItFirstIsRolledBack() {
    var key =
        node.transaction()
            .execute(
                transaction -> {
                  transaction.setRollbackOnly();
                  return vault.intakeKey();
                });

    try (var other = VaultNode.on(node.database(), node.folder())) {
      assertThat(other.vault().intakeKey()).isEqualTo(key);
    }
  }

  @Test
  void givesAllNodesTheSameIntakeKeyWhenTheyAskAtOnce() throws Exception {
    node.passTime(Duration.ofDays(3));
    try (var other = VaultNode.on(node.database(), node.folder());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      other.passTime(Duration.ofDays(3));
      var asked = new ArrayList<Future<KeyId>>();
      for (int i = 0; i < 10; i++) {
        asked.add(threads.submit(() -> vault.intakeKey()));
        asked.add(threads.submit(() -> other.vault().intakeKey()));
      }

      for (var answer : asked) assertThat(answer.get()).isEqualTo(vault.intakeKey());
    }
  }

  @Test
  void destroysIntakeKeysOfEarlierDaysOnceNothingUsesThem() {
    var key = vault.intakeKey();
    var sealed = vault.seal(key, PLACE, row, "raw mail");
    node.passTime(Duration.ofDays(1));
    node.get(KeyCare.class).replaceIntakeKeys();
    assertThat(vault.openText(sealed, PLACE, row)).isEqualTo("raw mail");

    node.passTime(Duration.ofDays(1));
    node.get(KeyCare.class).replaceIntakeKeys();

    assertThatExceptionOfType(KeyDestroyed.class).isThrownBy(() -> vault.open(sealed, PLACE, row));
  }

  @Test
  void indexesEqualValuesEquallyAndPurposesApart() {
    assertThat(vault.blindIndex("email", "helen@example.test"))
        .hasSize(16)
        .isEqualTo(vault.blindIndex("email", "helen@example.test"))
        .isNotEqualTo(vault.blindIndex("email", "helen@example.tes"))
        .isNotEqualTo(vault.blindIndex("message-id", "helen@example.test"));
    assertThat(vault.digest("mail", new byte[1_000]))
        .hasSize(32)
        .isNotEqualTo(vault.digest("token", new byte[1_000]));
  }

  @Test
  void indexesTheSameOnEveryNode() {
    try (var other = VaultNode.on(node.database(), node.folder())) {
      assertThat(other.vault().blindIndex("email", "a@b.test"))
          .isEqualTo(vault.blindIndex("email", "a@b.test"));
      assertThat(other.get(KeyedWords.class).index("hello"))
          .isEqualTo(node.get(KeyedWords.class).index("hello"));
    }
    try (var stranger = VaultNode.first()) {
      assertThat(stranger.vault().blindIndex("email", "a@b.test"))
          .isNotEqualTo(vault.blindIndex("email", "a@b.test"));
    }
  }

  @Test
  void makesARootKeyThatOnlyItsOwnerMayRead() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rootKey())))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesToStartWithoutTheRootKey() throws IOException {
    Files.move(rootKey(), rootKey().resolveSibling("elsewhere"));

    assertRefused("is missing");
    assertThat(rootKey()).doesNotExist();
  }

  @Test
  void refusesToStartWithAnotherRootKey() throws IOException {
    Files.delete(rootKey());
    Vault.newRootKey(rootKey(), Clock.systemUTC());

    assertRefused("is not the one of this database");
  }

  @Test
  void refusesToStartWithARootKeyThatOnlyBearsTheRightName() throws IOException {
    var id =
        Files.readString(rootKey())
            .lines()
            .filter(l -> l.startsWith("decorum"))
            .findFirst()
            .orElseThrow()
            .split(":")[1];
    Files.delete(rootKey());
    Vault.newRootKey(rootKey(), Clock.systemUTC());
    Files.writeString(
        rootKey(),
        Files.readString(rootKey())
            .replaceAll("(?m)^decorum-root-key-1:[^:]*", "decorum-root-key-1:" + id));

    assertRefused("is not the key of this database");
  }

  @Test
  void refusesADamagedRootKeyAndKeepsItToItself() throws IOException {
    var text = Files.readString(rootKey());
    var secret =
        text.lines().filter(l -> l.startsWith("decorum")).findFirst().orElseThrow().split(":")[2];
    for (var damaged :
        List.of(
            "",
            "rubbish",
            text.replace(secret, secret.substring(3)),
            text + text,
            text.replace(secret, "*" + secret))) {
      Files.writeString(rootKey(), damaged);

      assertThatExceptionOfType(Exception.class)
          .isThrownBy(() -> VaultNode.on(node.database(), node.folder()))
          .satisfies(
              e -> {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                  assertThat(cause.toString()).doesNotContain(secret.substring(5, 20));
                }
              })
          .withRootCauseInstanceOf(RootKeyProblem.class);
    }
  }

  @Test
  void refusesASecondNodeThatHasNoCopyOfTheRootKey() {
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> VaultNode.on(node.database(), TestDatabase.newFolder()))
        .withRootCauseInstanceOf(RootKeyProblem.class);
  }

  @Test
  void showsNoKeyInWords() throws Exception {
    var key = RootKey.parse(Files.readString(rootKey()));

    assertThat(key.toString()).isEqualTo("RootKey[" + key.id() + "]");
  }

  private void assertRefused(String sentence) {
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> VaultNode.on(node.database(), node.folder()))
        .havingRootCause()
        .isInstanceOf(RootKeyProblem.class)
        .withMessageContaining(sentence);
  }

  private Path rootKey() {
    return node.folder().resolve("root.key");
  }
}
