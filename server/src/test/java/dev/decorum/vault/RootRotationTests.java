package dev.decorum.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;

class RootRotationTests {

  private static final String PLACE = "inbox.interaction.text";
  private static final int BATCH = 10;

  private final VaultNode node = VaultNode.first();
  private final Map<UUID, byte[]> sealed = new LinkedHashMap<>();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void wrapsEveryKeyAnewSoThatTheOldRootKeyOpensNothing() throws IOException {
    sealSomething(35);
    var old = Files.readString(rootKey());

    var outcome = node.vault().rotateRoot();

    assertThat(outcome.fileReplaced()).isTrue();
    assertThat(outcome.rewrapped()).isEqualTo(35 + 2);
    assertThat(wrappedWith(outcome.from())).isZero();
    assertThat(rootKey().resolveSibling("root.key.new")).doesNotExist();
    assertThat(Files.readString(rootKey())).isNotEqualTo(old);
    assertEverythingOpens();
    Files.writeString(rootKey(), old);
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> VaultNode.on(node.database(), node.folder()))
        .withRootCauseInstanceOf(RootKeyProblem.class);
  }

  /// 37 keys in batches of 10: the file, the announcement, four batches, an empty one, the
  /// take-over.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void goesOnWhereItWasKilled(int step) throws IOException {
    sealSomething(35);
    var old = idIn(rootKey());

    assertThatExceptionOfType(Killed.class).isThrownBy(() -> killedAt(node, step));

    assertEverythingOpens();
    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      sealSomething(restarted.vault(), 3);
      restarted.vault().rotateRoot();
      assertEverythingOpens(restarted);
    }
    assertThat(wrappedWith(old)).isZero();
    assertEverythingOpens();
  }

  @Test
  void goesOnAfterManyKills() throws IOException {
    sealSomething(35);
    var old = idIn(rootKey());

    for (int i = 0; i < 10; i++) {
      int step = 1 + i % 3;
      try (var next = VaultNode.on(node.database(), node.folder())) {
        killedAt(next, step);
      } catch (Killed expected) {
        assertThat(wrappedWith(old)).isPositive();
      }
    }
    var outcome = node.vault().rotateRoot();

    assertThat(wrappedWith(outcome.from())).isZero();
    assertEverythingOpens();
  }

  @Test
  void leavesOtherNodesWorkingWhichMakeKeysMeanwhile() throws Exception {
    sealSomething(35);
    try (var other = VaultNode.on(node.database(), node.folder())) {
      var finished = new AtomicBoolean();
      var failure = new AtomicReference<Throwable>();
      var busy =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (!finished.get()) {
                        sealSomething(other.vault(), 1);
                        assertEverythingOpens(other);
                      }
                    } catch (Throwable e) {
                      failure.set(e);
                    }
                  });

      RootRotated outcome;
      try {
        outcome = rotation(node, () -> {}).run(null);
      } finally {
        finished.set(true);
        busy.join();
      }

      assertThat(failure.get()).isNull();
      assertThat(wrappedWith(outcome.from())).isZero();
      sealSomething(other.vault(), 1);
      other.get(DataKeys.class).forgetAll();
      assertEverythingOpens(other);
    }
    assertEverythingOpens();
  }

  @Test
  void waitsForATransactionThatHasMadeAKeyWithTheOldRootKey() throws Exception {
    var rotating = new Thread[1];
    node.transaction()
        .executeWithoutResult(
            _ -> {
              sealSomething(1);
              rotating[0] = Thread.ofVirtual().start(() -> node.vault().rotateRoot());
              awaitLockWait();
            });
    rotating[0].join();

    assertThat(
            node.jdbc()
                .sql("select count(distinct root_key) from vault.data_key")
                .query(Long.class)
                .single())
        .isEqualTo(1);
    assertEverythingOpens();
  }

  @Test
  void replacesTheFileAtTheNextStartWhenItWasKilledJustBefore() throws IOException {
    sealSomething(1);
    assertThatExceptionOfType(Killed.class).isThrownBy(() -> killedAt(node, 5));

    VaultNode.on(node.database(), node.folder()).close();

    assertThat(rootKey().resolveSibling("root.key.new")).doesNotExist();
    assertEverythingOpens();
  }

  @Test
  void bringsInAKeyThatWasMadeElsewhere() throws IOException {
    sealSomething(2);
    var made = node.folder().resolve("made.key");
    Vault.newRootKey(made, Clock.systemUTC());

    var outcome = node.vault().rotateRoot(made);

    assertThat(outcome.to()).isEqualTo(idIn(made)).isEqualTo(idIn(rootKey()));
    assertEverythingOpens();
  }

  @Test
  void refusesToGoOnWithoutTheFileOfAKeyThatIsInUseAlready() throws IOException {
    sealSomething(35);
    assertThatExceptionOfType(Killed.class).isThrownBy(() -> killedAt(node, 4));
    Files.delete(rootKey().resolveSibling("root.key.new"));

    try (var restarted = VaultNode.on(node.database(), node.folder())) {
      assertThatExceptionOfType(RootKeyProblem.class)
          .isThrownBy(() -> restarted.vault().rotateRoot());
    } catch (Exception refusedToStart) {
      assertThat(refusedToStart).hasRootCauseInstanceOf(RootKeyProblem.class);
    }
  }

  private static void killedAt(VaultNode node, int step) {
    var steps = new AtomicInteger();
    rotation(
            node,
            () -> {
              if (steps.incrementAndGet() == step) throw new Killed();
            })
        .run(null);
  }

  private static RootRotation rotation(VaultNode node, Runnable betweenSteps) {
    return new RootRotation(
        node.jdbc(),
        node.get(PlatformTransactionManager.class),
        node.get(RootKeys.class),
        node.get(DataKeys.class),
        Clock.systemUTC(),
        BATCH,
        betweenSteps);
  }

  private void awaitLockWait() {
    var owner = node.asOwner();
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (owner.sql("select count(*) from pg_locks where not granted").query(Long.class).single()
        == 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void sealSomething(int keys) {
    sealSomething(node.vault(), keys);
  }

  private void sealSomething(Vault vault, int keys) {
    for (int i = 0; i < keys; i++) {
      var row = RowIds.next();
      var value = vault.seal(vault.createKey(KeyPurpose.CLIENT), PLACE, row, "text of " + row);
      synchronized (sealed) {
        sealed.put(row, value);
      }
    }
  }

  /// Also by a node that starts now and holds nothing in memory.
  private void assertEverythingOpens() {
    assertEverythingOpens(node);
    try (var cold = VaultNode.on(node.database(), node.folder())) {
      assertEverythingOpens(cold);
    }
  }

  private void assertEverythingOpens(VaultNode node) {
    Map<UUID, byte[]> all;
    synchronized (sealed) {
      all = Map.copyOf(sealed);
    }
    assertThat(all).isNotEmpty();
    all.forEach(
        (row, value) ->
            assertThat(node.vault().openText(value, PLACE, row)).isEqualTo("text of " + row));
  }

  private long wrappedWith(UUID root) {
    return node.jdbc()
        .sql("select count(*) from vault.data_key where root_key = :root")
        .param("root", root)
        .query(Long.class)
        .single();
  }

  private Path rootKey() {
    return node.folder().resolve("root.key");
  }

  private static UUID idIn(Path file) {
    return new RootKeyFile(file).read().orElseThrow().id();
  }

  private static final class Killed extends Error {}
}
