package dev.decorum.staff;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.live.Live;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import jakarta.annotation.PostConstruct;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tokens by which programs act as a member.
@Service
public class AccessTokens {

  /// A token in force: whose it is and what it may do.
  record Grant(
      UUID id,
      MemberId member,
      Role role,
      Set<Scope> scopes,
      @Nullable Instant usedAt,
      @Nullable Instant expiresAt) {}

  private static final String NAME = "staff.access_token.name";
  private static final String NAME_BY_COMMAND = "Command line";
  private static final int LONGEST_NAME = 100;
  private static final Duration TRUSTED = Duration.ofSeconds(2);
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;
  private final Live live;
  private final Audit audit;
  private final Cache<String, Grant> byText =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(TRUSTED).build();

  AccessTokens(JdbcClient jdbc, Vault vault, Clock clock, Live live, Audit audit) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
    this.live = live;
    this.audit = audit;
  }

  @PostConstruct
  void listen() {
    live.onWake(Directory.QUEUE, byText::invalidateAll);
  }

  /// Makes a token on behalf of the command line and returns it. It is shown this once.
  ///
  /// @param scopes none: whatever the member may
  @Transactional
  public String create(MemberId member, Collection<Scope> scopes) {
    return create(Actor.system(), member, NAME_BY_COMMAND, scopes, null);
  }

  /// Makes a token and returns it. It is shown this once.
  ///
  /// @param scopes none: whatever the member may
  /// @param validity null for as long as nobody revokes it
  /// @throws Refused when the name is missing or too long
  @Transactional
  public String create(
      Actor by,
      MemberId member,
      String name,
      Collection<Scope> scopes,
      @Nullable Duration validity) {
    var stripped = name.strip();
    if (stripped.isEmpty()) {
      throw new Refused(Objection.NAME_MISSING);
    }
    if (stripped.length() > LONGEST_NAME) {
      throw new Refused(Objection.NAME_TOO_LONG);
    }
    var id = RowIds.next();
    var text = TokenText.random();
    var now = Timestamps.now(clock);
    jdbc.sql(
            """
            insert into staff.access_token (id, member_id, name, token_digest, scopes, created_at, expires_at)
            values (:id, :member, :name, :digest, :scopes, :now, cast(:expires as timestamptz))
            """)
        .param("id", id)
        .param("member", member.id())
        .param("name", vault.seal(vault.systemKey(), NAME, id, stripped))
        .param("digest", digest(text))
        .param("scopes", scopes.stream().distinct().map(Scope::word).toArray(String[]::new))
        .param("now", Timestamps.of(now))
        .param("expires", validity == null ? null : Timestamps.of(now.plus(validity)))
        .update();
    audit.changed(
        by,
        "token.created",
        "token",
        id,
        Map.of(
            "member",
            member.toString(),
            "scopes",
            scopes.stream().map(Scope::word).sorted().collect(Collectors.joining(" "))));
    return text;
  }

  /// A member's tokens that are not revoked, the latest first.
  @Transactional(readOnly = true)
  public List<AccessToken> of(MemberId member) {
    return jdbc.sql(
            """
            select id, no, name, scopes, created_at, expires_at, used_at
              from staff.access_token
             where member_id = :member
               and revoked_at is null
             order by created_at desc, id desc
            """)
        .param("member", member.id())
        .query(
            (row, _) ->
                new AccessToken(
                    row.getInt("no"),
                    vault.openText(row.getBytes("name"), NAME, row.getObject("id", UUID.class)),
                    scopes(row.getArray("scopes")),
                    Timestamps.get(row, "created_at"),
                    Timestamps.getNullable(row, "expires_at"),
                    Timestamps.getNullable(row, "used_at")))
        .list();
  }

  /// Ends a token of this member within seconds; false when there is none of that number.
  @Transactional
  public boolean revoke(Actor by, MemberId member, int no) {
    var revoked =
        jdbc.sql(
                """
                update staff.access_token
                   set revoked_at = :now
                 where no = :no
                   and member_id = :member
                   and revoked_at is null
                returning id
                """)
            .param("now", Timestamps.of(Timestamps.now(clock)))
            .param("no", no)
            .param("member", member.id())
            .query(UUID.class)
            .optional();
    revoked.ifPresent(
        id -> {
          live.wake(Directory.QUEUE);
          AfterCommit.run(byText::invalidateAll);
          audit.changed(by, "token.revoked", "token", id, Map.of("member", member.toString()));
        });
    return revoked.isPresent();
  }

  /// The token with this text, if it is in force and its member active. Marks it as used.
  Optional<Grant> find(String text) {
    if (!TokenText.wellFormed(text)) {
      return Optional.empty();
    }
    var known = byText.getIfPresent(text);
    if (known == null) {
      known = load(text).orElse(null);
      if (known == null) {
        return Optional.empty();
      }
      byText.put(text, known);
    }
    var now = Timestamps.now(clock);
    if (known.expiresAt() != null && !known.expiresAt().isAfter(now)) {
      return Optional.empty();
    }
    if (known.usedAt() == null || known.usedAt().plus(USED_EVERY).isBefore(now)) {
      markUsed(known, now);
      byText.invalidate(text);
    }
    return Optional.of(known);
  }

  private Optional<Grant> load(String text) {
    return jdbc.sql(
            """
            select t.id, t.member_id, m.role, t.scopes, t.used_at, t.expires_at
              from staff.access_token t
              join staff.member m on m.id = t.member_id
             where t.token_digest = :digest
               and t.revoked_at is null
               and m.state = 'active'
            """)
        .param("digest", digest(text))
        .query((row, _) -> grant(row))
        .optional();
  }

  private void markUsed(Grant grant, Instant now) {
    jdbc.sql(
            """
            update staff.access_token
               set used_at = :now
             where id = :id
               and (used_at is null or used_at < :now)
            """)
        .param("id", grant.id())
        .param("now", Timestamps.of(now))
        .update();
  }

  private byte[] digest(String text) {
    return vault.digest("staff.access_token", text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        row.getObject("id", UUID.class),
        new MemberId(row.getObject("member_id", UUID.class)),
        Role.of(row.getString("role")),
        scopes(row.getArray("scopes")),
        Timestamps.getNullable(row, "used_at"),
        Timestamps.getNullable(row, "expires_at"));
  }

  private static Set<Scope> scopes(Array words) throws SQLException {
    return Arrays.stream((String[]) words.getArray())
        .map(Scope::of)
        .collect(Collectors.toUnmodifiableSet());
  }
}
