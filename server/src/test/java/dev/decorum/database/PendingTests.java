package dev.decorum.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.testing.DatabaseTest;
import dev.decorum.vault.RowIds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
@DatabaseTest
class PendingTests {

  @Autowired Pending pending;
  @Autowired Planning planning;
  @Autowired JdbcClient jdbc;

  /// Sees the database as it is: it knows nothing of what waits.
  @Autowired JdbcOperations unaware;

  @Autowired PlatformTransactionManager transactions;

  private final UUID one = RowIds.next();
  private final UUID two = RowIds.next();
  private TransactionTemplate transaction;
  private TransactionTemplate apart;

  @BeforeEach
  void prepareTransactions() {
    transaction = new TransactionTemplate(transactions);
    apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /// A table without strings to others.
  private void add(UUID key) {
    pending
        .sql("insert into channels.dead_address (address_index, since) values (:key, now())")
        .param("key", bytes(key))
        .add();
  }

  private boolean seen(UUID key) {
    return jdbc.sql("select exists (select from channels.dead_address where address_index = :key)")
        .param("key", bytes(key))
        .query(Boolean.class)
        .single();
  }

  private boolean there(UUID key) {
    return Boolean.TRUE.equals(
        unaware.queryForObject(
            "select exists (select from channels.dead_address where address_index = ?)",
            Boolean.class,
            (Object) bytes(key)));
  }

  private static byte[] bytes(UUID key) {
    return ByteBuffer.allocate(16)
        .putLong(key.getMostSignificantBits())
        .putLong(key.getLeastSignificantBits())
        .array();
  }

  @Test
  void goWithTheCommit() {
    transaction.executeWithoutResult(
        _ -> {
          add(one);
          add(two);
          assertThat(there(one)).isFalse();
        });

    assertThat(there(one)).isTrue();
    assertThat(there(two)).isTrue();
  }

  @Test
  void goBeforeTheNextQuestionWhichSeesThem() {
    transaction.executeWithoutResult(
        _ -> {
          add(one);
          assertThat(seen(one)).isTrue();
          add(two);
        });

    assertThat(there(two)).isTrue();
  }

  @Test
  void haveNeverBeenWhenTheTransactionIsRolledBack() {
    transaction.executeWithoutResult(
        status -> {
          add(one);
          status.setRollbackOnly();
        });
    transaction.executeWithoutResult(_ -> add(two));

    assertThat(there(one)).isFalse();
    assertThat(there(two)).isTrue();
  }

  @Test
  void goAtOnceWithoutATransaction() {
    add(one);

    assertThat(there(one)).isTrue();
  }

  @Test
  void stayOutOfATransactionThatIsOpenedMeanwhile() {
    transaction.executeWithoutResult(
        outer -> {
          add(one);
          apart.executeWithoutResult(_ -> add(two));
          assertThat(there(two)).isTrue();
          outer.setRollbackOnly();
        });

    assertThat(there(one)).isFalse();
    assertThat(there(two)).isTrue();
  }

  @Test
  void refuseTheCommitWhenOneCannotBeRun() {
    add(two);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    _ -> {
                      add(one);
                      add(two);
                    }))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(there(one)).isFalse();
  }

  @Test
  void doNotPileUp() {
    var keys = new ArrayList<UUID>();
    for (int i = 0; i < 40; i++) keys.add(RowIds.next());

    transaction.executeWithoutResult(
        _ -> {
          keys.forEach(this::add);
          assertThat(there(keys.getFirst())).isTrue();
          assertThat(there(keys.getLast())).isFalse();
        });

    assertThat(there(keys.getLast())).isTrue();
  }

  @Test
  void takeAlongWhatIsAddedWhileTheTransactionCommits() {
    transaction.executeWithoutResult(
        _ -> {
          pending.prepare();
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public int getOrder() {
                  return Pending.ORDER - 1;
                }

                @Override
                public void beforeCommit(boolean readOnly) {
                  add(one);
                }
              });
        });

    assertThat(there(one)).isTrue();
  }

  @Test
  void aTransactionIsPlannedByValuesWhenItAsksForIt() {
    var within =
        transaction.execute(
            _ -> {
              planning.byValues();
              return planMode();
            });

    assertThat(within).isEqualTo("force_custom_plan");
    assertThat(planMode()).as("afterwards").isEqualTo("auto");
  }

  private String planMode() {
    return jdbc.sql("show plan_cache_mode").query(String.class).single();
  }
}
