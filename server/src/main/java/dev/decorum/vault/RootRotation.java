package dev.decorum.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Replaces the root key while the nodes go on working.
///
/// 1. The new key is written beside the old one (`root.key.new`), where every node finds it.
/// 2. The database learns its name: it is now incoming.
/// 3. All data keys are wrapped with it, batch by batch, a transaction each.
/// 4. In one transaction the last data keys are wrapped and the new key becomes current.
/// 5. The new file takes the place of the old one.
///
/// Killed anywhere, each data key is wrapped with one of two keys that both are in their files. The
/// next run goes on where this one stopped; step 5 is also done by the next start.
@Component
class RootRotation {

  private static final Logger log = LoggerFactory.getLogger(RootRotation.class);
  private static final long LOCK = 0x6465636f_726f7461L;
  private static final int BATCH = 500;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final RootKeys roots;
  private final DataKeys keys;
  private final Clock clock;
  private final int batch;
  private final Runnable betweenSteps;

  @Autowired
  RootRotation(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      RootKeys roots,
      DataKeys keys,
      Clock clock) {
    this(jdbc, transactions, roots, keys, clock, BATCH, () -> {});
  }

  /// @param betweenSteps called after each step and each batch
  RootRotation(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      RootKeys roots,
      DataKeys keys,
      Clock clock,
      int batch,
      Runnable betweenSteps) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.roots = roots;
    this.keys = keys;
    this.clock = clock;
    this.batch = batch;
    this.betweenSteps = betweenSteps;
  }

  /// @param made a file with the key to bring in; null: a new one is made, or the one of a run that
  ///   was cut off is taken up again
  RootRotated run(@Nullable Path made) {
    var from = roots.refresh();
    var to = successor(made, from);
    betweenSteps.run();
    if (to.id().equals(from.id())) return replaceFile(previous(from), to, 0);
    announce(to);
    betweenSteps.run();
    long rewrapped = 0;
    int done;
    do {
      done = Objects.requireNonNull(transaction.execute(_ -> rewrap(from, to)));
      rewrapped += done;
      betweenSteps.run();
    } while (done > 0);
    rewrapped += Objects.requireNonNull(transaction.execute(_ -> takeOver(from, to)));
    roots.refresh();
    betweenSteps.run();
    return replaceFile(from.id(), to, rewrapped);
  }

  /// Step 1.
  private RootKey successor(@Nullable Path made, RootKey from) {
    var place = roots.file().successor();
    var waiting = place.read().orElse(null);
    if (waiting != null) {
      requireSame(made, waiting);
      dropUnused(waiting.id());
      roots.hold(waiting);
      return waiting;
    }
    var to = made == null ? RootKey.generate() : read(made);
    dropUnused(to.id());
    if (to.id().equals(from.id())) {
      throw new RootKeyProblem("The root key in %s is the one in force.".formatted(made));
    }
    try {
      place.write(to, clock.instant());
    } catch (IOException e) {
      throw new RootKeyProblem(
          "The file %s cannot be written; make a new root key with `decorum key create`, put it there on every node and try again."
              .formatted(place.path()));
    }
    roots.hold(to);
    return to;
  }

  /// Another key can be incoming only when its file was taken away. It is forgotten, unless it
  /// wraps data keys already.
  private void dropUnused(UUID except) {
    var other =
        jdbc.sql("select id from vault.root_key where state = 'incoming' and id <> :except")
            .param("except", except)
            .query(UUID.class)
            .optional()
            .orElse(null);
    if (other == null) return;
    if (keys.wrappedWith(other)) {
      throw new RootKeyProblem(
          "The root key is being replaced by %s, whose file %s is missing; put it back and try again."
              .formatted(other, roots.file().successor().path()));
    }
    jdbc.sql("delete from vault.root_key where id = :id and state = 'incoming'")
        .param("id", other)
        .update();
  }

  private static void requireSame(@Nullable Path made, RootKey waiting) {
    if (made != null && !read(made).id().equals(waiting.id())) {
      throw new RootKeyProblem(
          "Another replacement of the root key, by %s, is not finished; run it again without naming a file."
              .formatted(waiting.id()));
    }
  }

  private static RootKey read(Path made) {
    return new RootKeyFile(made)
        .read()
        .orElseThrow(() -> new RootKeyProblem("There is no file %s.".formatted(made)));
  }

  /// Step 2.
  private void announce(RootKey to) {
    jdbc.sql(
            """
            insert into vault.root_key (id, state, proof, created_at)
            values (:id, 'incoming', :proof, :now)
            on conflict (id) do nothing
            """)
        .param("id", to.id())
        .param("proof", to.proof())
        .param("now", Timestamps.now(clock))
        .update();
  }

  /// Step 3. One run at a time; a second one waits and finds nothing left.
  private int rewrap(RootKey from, RootKey to) {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().singleRow();
    return keys.rewrap(from, to, batch);
  }

  /// Step 4. The update waits for all transactions that have made a data key with the old root key
  /// and share its row; later ones find that it is no longer current and take the new one.
  private int takeOver(RootKey from, RootKey to) {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query().singleRow();
    int retired =
        jdbc.sql(
                """
                update vault.root_key
                   set state = 'retired',
                       retired_at = :now
                 where id = :id
                   and state = 'current'
                """)
            .param("id", from.id())
            .param("now", Timestamps.now(clock))
            .update();
    if (retired == 0) return 0;
    int rewrapped = 0;
    int done;
    while ((done = keys.rewrap(from, to, batch)) > 0) rewrapped += done;
    jdbc.sql("update vault.root_key set state = 'current' where id = :id")
        .param("id", to.id())
        .update();
    return rewrapped;
  }

  /// Step 5.
  private RootRotated replaceFile(UUID from, RootKey to, long rewrapped) {
    boolean replaced = roots.settleFile();
    if (replaced) {
      log.warn(
          "The root key was replaced. Keep a copy of {} in a safe place; the old one opens only old backups.",
          roots.file().path().toAbsolutePath());
    }
    return new RootRotated(
        from, to.id(), rewrapped, roots.file().path(), replaced, roots.file().successor().path());
  }

  private UUID previous(RootKey current) {
    return jdbc.sql(
            """
            select id
              from vault.root_key
             where state = 'retired'
             order by retired_at desc
             limit 1
            """)
        .query(UUID.class)
        .optional()
        .orElse(current.id());
  }
}
