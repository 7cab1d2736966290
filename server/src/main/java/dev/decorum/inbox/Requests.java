package dev.decorum.inbox;

import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Sees to it that a request that a program repeats, because it never saw the answer, happens once.
@Component
class Requests {

  private static final Duration KEPT = Duration.ofDays(2);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Clock clock;

  Requests(JdbcClient jdbc, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.clock = clock;
  }

  /// Does it, or finds what it did before. Somebody who sends the same request at the same moment
  /// waits here for the outcome.
  ///
  /// @param body what is asked for; another one under the same key is refused
  /// @throws KeyReused when the key stood for something else
  @Transactional(propagation = Propagation.MANDATORY)
  public InteractionId once(
      Viewer viewer, String key, byte[] body, Supplier<InteractionId> request) {
    var keyDigest = vault.digest("inbox.request.key", key.getBytes(StandardCharsets.UTF_8));
    var bodyDigest = vault.digest("inbox.request.body", body);
    boolean first =
        jdbc.sql(
                    """
                    insert into inbox.request (member_id, key_digest, body_digest, created_at)
                    values (:member, :key, :body, :now)
                    on conflict do nothing
                    """)
                .param("member", viewer.id().id())
                .param("key", keyDigest)
                .param("body", bodyDigest)
                .param("now", Times.bound(Times.now(clock)))
                .update()
            == 1;
    if (!first) return earlier(viewer, keyDigest, bodyDigest);
    var done = request.get();
    jdbc.sql(
            """
            update inbox.request
               set interaction_id = :interaction
             where member_id = :member
               and key_digest = :key
            """)
        .param("interaction", done.id())
        .param("member", viewer.id().id())
        .param("key", keyDigest)
        .update();
    return done;
  }

  private InteractionId earlier(Viewer viewer, byte[] keyDigest, byte[] bodyDigest) {
    var earlier =
        jdbc.sql(
                """
                select r.body_digest, r.interaction_id
                  from inbox.request r
                 where r.member_id = :member
                   and r.key_digest = :key
                """)
            .param("member", viewer.id().id())
            .param("key", keyDigest)
            .query(
                (row, _) ->
                    new Earlier(
                        row.getBytes("body_digest"), row.getObject("interaction_id", UUID.class)))
            .single();
    var interaction = earlier.interaction();
    if (!MessageDigest.isEqual(earlier.body(), bodyDigest) || interaction == null) {
      throw new KeyReused();
    }
    return new InteractionId(interaction);
  }

  void forget() {
    jdbc.sql("delete from inbox.request where created_at < :before")
        .param("before", Times.bound(clock.instant().minus(KEPT)))
        .update();
  }

  private record Earlier(byte[] body, @Nullable UUID interaction) {}
}
