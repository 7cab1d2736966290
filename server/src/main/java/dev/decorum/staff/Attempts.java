package dev.decorum.staff;

import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Counts tries against limits. The count is kept in the database and on its clock, so that a limit
/// is not larger the more nodes there are.
@Repository
class Attempts {

  /// How many tries of a kind are allowed within a sliding window.
  enum Limit {
    SIGN_IN_BY_ACCOUNT(10, Duration.ofMinutes(15)),
    SIGN_IN_BY_ADDRESS(100, Duration.ofHours(1)),
    RESET_BY_ACCOUNT(3, Duration.ofHours(1)),
    RESET_BY_ADDRESS(30, Duration.ofHours(1));

    private final int tries;
    private final Duration window;

    Limit(int tries, Duration window) {
      this.tries = tries;
      this.window = window;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One limit and whom it is about.
  record Bound(Limit limit, String key) {}

  /// What came of a try: how long to wait, or the rows that count it.
  record Counted(Optional<Duration> pause, List<UUID> rows) {}

  private final JdbcClient jdbc;
  private final Vault vault;

  Attempts(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// Counts a try against all bounds, or against none when one of them is reached. Callers always
  /// name the bounds in the same order, so they never wait for each other in a circle.
  @Transactional
  public Counted count(Bound... bounds) {
    for (var bound : bounds) {
      var pause = pause(bound);
      if (pause.isPresent()) {
        return new Counted(pause, List.of());
      }
    }
    var rows = new ArrayList<UUID>();
    for (var bound : bounds) {
      rows.add(add(bound));
    }
    return new Counted(Optional.empty(), rows);
  }

  /// Takes tries back that turned out well.
  @Transactional
  public void forgive(List<UUID> rows) {
    jdbc.sql("delete from staff.attempt where id = any(:rows)")
        .param("rows", rows.toArray(UUID[]::new))
        .update();
  }

  /// Takes back all tries that count against a bound.
  @Transactional
  public void forgive(Bound bound) {
    jdbc.sql("delete from staff.attempt where kind = :kind and key = :key")
        .param("kind", bound.limit().word())
        .param("key", digest(bound))
        .update();
  }

  @Transactional
  public void forgetOld() {
    jdbc.sql("delete from staff.attempt where at < clock_timestamp() - interval '1 day'").update();
  }

  /// How long until the bound allows another try. Until the end of the transaction nobody else
  /// counts against it.
  private Optional<Duration> pause(Bound bound) {
    var digest = digest(bound);
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ByteBuffer.wrap(digest).getLong())
        .query((row, _) -> row.getString(1))
        .list();
    var seconds = bound.limit().window.toSeconds();
    return jdbc.sql(
            """
            select ceil(extract(epoch from at + :seconds * interval '1 second' - clock_timestamp()))::bigint
              from staff.attempt
             where kind = :kind
               and key = :key
               and at > clock_timestamp() - :seconds * interval '1 second'
             order by at desc
            offset :allowed - 1
             limit 1
            """)
        .param("seconds", seconds)
        .param("kind", bound.limit().word())
        .param("key", digest)
        .param("allowed", bound.limit().tries)
        .query(Long.class)
        .optional()
        .map(left -> Duration.ofSeconds(Math.max(1, left)));
  }

  private UUID add(Bound bound) {
    var id = RowIds.next();
    jdbc.sql("insert into staff.attempt (id, kind, key) values (:id, :kind, :key)")
        .param("id", id)
        .param("kind", bound.limit().word())
        .param("key", digest(bound))
        .update();
    return id;
  }

  private byte[] digest(Bound bound) {
    return vault.digest(
        "staff.attempt." + bound.limit().word(), bound.key().getBytes(StandardCharsets.UTF_8));
  }
}
