package dev.decorum.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.decorum.live.Live;
import dev.decorum.live.LiveSessions;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import jakarta.annotation.PostConstruct;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Signed-in browsers. They live in the database, so that any node serves any of them.
///
/// What was found is believed for two seconds and forgotten at once when a notice arrives: who is
/// signed out, disabled or given another role feels it within two seconds on every node.
@Repository
class Sessions implements LiveSessions {

  /// A session in force and whose it is.
  record Session(UUID id, MemberId member, Role role, Instant seenAt, Instant expiresAt) {}

  private static final String BROWSER = "staff.session.browser";
  private static final Duration TRUSTED = Duration.ofSeconds(2);
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
  private static final int LONGEST_BROWSER = 300;

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;
  private final Live live;
  private final StaffProperties properties;
  private final Cache<Secret, Session> bySecret =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(TRUSTED).build();
  private final Cache<UUID, Boolean> validity =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(TRUSTED).build();

  Sessions(JdbcClient jdbc, Vault vault, Clock clock, Live live, StaffProperties properties) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
    this.live = live;
    this.properties = properties;
  }

  @PostConstruct
  void listen() {
    live.onWake(Directory.QUEUE, this::forget);
  }

  Secret open(MemberId member, @Nullable String browser) {
    var id = RowIds.next();
    var secret = Secret.random();
    var now = Timestamps.now(clock);
    jdbc.sql(
            """
            insert into staff.session (id, token_digest, member_id, created_at, seen_at, expires_at, browser)
            values (:id, :digest, :member, :now, :now, :expires, :browser)
            """)
        .param("id", id)
        .param("digest", digest(secret))
        .param("member", member.id())
        .param("now", Timestamps.of(now))
        .param("expires", Timestamps.of(now.plus(properties.lifetime())))
        .param("browser", vault.sealNullable(vault.systemKey(), BROWSER, id, shortened(browser)))
        .update();
    return secret;
  }

  /// The session behind a cookie, if it is still in force. Marks it as used.
  Optional<Session> find(Secret secret) {
    var known = bySecret.getIfPresent(secret);
    if (known == null) {
      known = load(secret).orElse(null);
      if (known == null) {
        return Optional.empty();
      }
      bySecret.put(secret, known);
    }
    var now = Timestamps.now(clock);
    if (ended(known, now)) {
      return Optional.empty();
    }
    if (known.seenAt().plus(SEEN_EVERY).isBefore(now)) {
      markSeen(known, now);
      bySecret.invalidate(secret);
    }
    return Optional.of(known);
  }

  @Override
  public boolean valid(UUID session) {
    return Boolean.TRUE.equals(validity.get(session, this::inForce));
  }

  /// What the list of sessions on `/me/security` shows, the latest used first.
  List<OpenSession> of(MemberId member) {
    return jdbc.sql(
            """
            select id, created_at, seen_at, browser
              from staff.session
             where member_id = :member
               and expires_at > :now
               and seen_at > :idle
             order by seen_at desc
            """)
        .param("member", member.id())
        .params(limits())
        .query(
            (row, _) -> {
              var id = row.getObject("id", UUID.class);
              return new OpenSession(
                  id,
                  Timestamps.get(row, "created_at"),
                  Timestamps.get(row, "seen_at"),
                  vault.openTextNullable(row.getBytes("browser"), BROWSER, id));
            })
        .list();
  }

  /// Ends one session of this member; false when there is none of that id.
  boolean end(MemberId member, UUID session) {
    boolean ended =
        jdbc.sql("delete from staff.session where id = :id and member_id = :member")
                .param("id", session)
                .param("member", member.id())
                .update()
            == 1;
    tellAll();
    return ended;
  }

  void endAll(MemberId member) {
    jdbc.sql("delete from staff.session where member_id = :member")
        .param("member", member.id())
        .update();
    tellAll();
  }

  void forgetEnded() {
    jdbc.sql("delete from staff.session where expires_at <= :now or seen_at <= :idle")
        .params(limits())
        .update();
  }

  private void tellAll() {
    live.wake(Directory.QUEUE);
    AfterCommit.run(this::forget);
  }

  private void forget() {
    bySecret.invalidateAll();
    validity.invalidateAll();
  }

  private Optional<Session> load(Secret secret) {
    return jdbc.sql(
            """
            select s.id, s.member_id, m.role, s.seen_at, s.expires_at
              from staff.session s
              join staff.member m on m.id = s.member_id
             where s.token_digest = :digest
               and m.state = 'active'
            """)
        .param("digest", digest(secret))
        .query((row, _) -> session(row))
        .optional();
  }

  private boolean inForce(UUID session) {
    return jdbc.sql(
            """
            select exists (
              select 1
                from staff.session s
                join staff.member m on m.id = s.member_id
               where s.id = :id
                 and m.state = 'active'
                 and s.expires_at > :now
                 and s.seen_at > :idle)
            """)
        .param("id", session)
        .params(limits())
        .query(Boolean.class)
        .single();
  }

  private void markSeen(Session session, Instant now) {
    jdbc.sql("update staff.session set seen_at = :now where id = :id and seen_at < :now")
        .param("id", session.id())
        .param("now", Timestamps.of(now))
        .update();
  }

  private Map<String, Object> limits() {
    var now = Timestamps.now(clock);
    return Map.of("now", Timestamps.of(now), "idle", Timestamps.of(now.minus(properties.idle())));
  }

  private boolean ended(Session session, Instant now) {
    return !session.expiresAt().isAfter(now)
        || !session.seenAt().plus(properties.idle()).isAfter(now);
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getObject("id", UUID.class),
        new MemberId(row.getObject("member_id", UUID.class)),
        Role.of(row.getString("role")),
        Timestamps.get(row, "seen_at"),
        Timestamps.get(row, "expires_at"));
  }

  private byte[] digest(Secret secret) {
    return vault.digest("staff.session", secret.bytes());
  }

  private static @Nullable String shortened(@Nullable String browser) {
    return browser == null || browser.length() <= LONGEST_BROWSER
        ? browser
        : browser.substring(0, LONGEST_BROWSER);
  }
}
