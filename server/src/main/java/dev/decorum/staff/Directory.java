package dev.decorum.staff;

import dev.decorum.live.Live;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Organisation, members and teams as this node knows them, opened and in memory.
///
/// A change is known here at once, on other nodes when the notice of it arrives, and three seconds
/// later at the latest should a notice be lost.
@Component
class Directory {

  /// One state of the directory.
  record Snapshot(
      long edition,
      @Nullable String organisation,
      @Nullable ZoneId zone,
      Map<MemberId, Member> members,
      Map<Integer, Member> membersByNo,
      Map<String, Member> membersByEmail,
      List<Member> membersInOrder,
      Map<TeamId, Team> teams,
      Map<Integer, Team> teamsByNo,
      List<Team> teamsInOrder) {}

  private record Known(Snapshot snapshot, long changes, long at) {}

  static final String QUEUE = "staff";
  private static final long TRUSTED = Duration.ofSeconds(3).toNanos();

  private final JdbcClient jdbc;
  private final Members members;
  private final Teams teams;
  private final Live live;
  private final TransactionTemplate apart;
  private final ReentrantLock loading = new ReentrantLock();
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Known known;

  Directory(
      JdbcClient jdbc,
      Members members,
      Teams teams,
      Live live,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.members = members;
    this.teams = teams;
    this.live = live;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.apart.setReadOnly(true);
  }

  @PostConstruct
  void listen() {
    live.onWake(QUEUE, changes::incrementAndGet);
  }

  /// Queues this transaction behind other changes of the directory. Called before anything is read
  /// that the change depends on.
  void beginChange() {
    jdbc.sql("update staff.edition set number = number + 1").update();
    live.wake(QUEUE);
    AfterCommit.run(changes::incrementAndGet);
  }

  /// A member, looked up once more when unknown: the notice of a new member may be on its way.
  Optional<Member> member(MemberId id) {
    var known = Optional.ofNullable(now().members().get(id));
    if (known.isPresent()) {
      return known;
    }
    changes.incrementAndGet();
    return Optional.ofNullable(now().members().get(id));
  }

  /// What is known now. Inside a transaction that changes the directory this is still the state
  /// before the change.
  Snapshot now() {
    var last = known;
    boolean moved = last == null || last.changes != changes.get();
    if (last != null && !moved && System.nanoTime() - last.at < TRUSTED) {
      return last.snapshot;
    }
    // Who holds a connection never waits for another to be served: they might wait for each other.
    if (last == null || moved && !TransactionSynchronizationManager.isActualTransactionActive()) {
      loading.lock();
    } else if (!loading.tryLock()) {
      return last.snapshot;
    }
    try {
      return refreshed();
    } finally {
      loading.unlock();
    }
  }

  private Snapshot refreshed() {
    var last = known;
    long seen = changes.get();
    long at = System.nanoTime();
    if (last != null && last.changes == seen && at - last.at < TRUSTED) {
      return last.snapshot;
    }
    // In a transaction of its own, so that what is not committed is never kept.
    var snapshot = apart.execute(_ -> last == null ? load() : loadIfMoved(last.snapshot));
    if (snapshot == null) {
      throw new IllegalStateException("The directory of members could not be read");
    }
    known = new Known(snapshot, seen, at);
    return snapshot;
  }

  private Snapshot loadIfMoved(Snapshot last) {
    return edition() == last.edition ? last : load();
  }

  private long edition() {
    return jdbc.sql("select number from staff.edition").query(Long.class).single();
  }

  private Snapshot load() {
    // Read first: what is loaded is then at least as new as its number.
    long edition = edition();
    var all = members.all();
    var groups = teams.all();
    record Name(String name, ZoneId zone) {}
    var organisation =
        jdbc.sql("select name, zone from staff.organisation")
            .query((row, _) -> new Name(row.getString("name"), ZoneId.of(row.getString("zone"))))
            .optional()
            .orElse(null);
    return new Snapshot(
        edition,
        organisation == null ? null : organisation.name,
        organisation == null ? null : organisation.zone,
        by(all, Member::id),
        by(all, Member::no),
        by(all, member -> EmailAddresses.normal(member.email())),
        all,
        by(groups, Team::id),
        by(groups, Team::no),
        groups);
  }

  private static <K, V> Map<K, V> by(Collection<V> values, Function<V, K> key) {
    return values.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
  }
}
