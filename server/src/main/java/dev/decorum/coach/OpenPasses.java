package dev.decorum.coach;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.inbox.ConversationId;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What leads have let leave and nobody has sent yet.
@Component
class OpenPasses {

  private static final Duration VALID = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Clock clock;

  OpenPasses(JdbcClient jdbc, Vault vault, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whether exactly this text may leave.
  boolean lets(Viewer author, ConversationId conversation, String text) {
    return find(author, conversation, text, "").isPresent();
  }

  /// The same, and it is used by that.
  boolean use(Viewer author, ConversationId conversation, String text) {
    var pass = find(author, conversation, text, "for update");
    if (pass.isEmpty()) return false;
    jdbc.sql("update coach.pass set used_at = :now where id = :id")
        .param("id", pass.get())
        .param("now", bound(clock.instant()))
        .update();
    audit.changed(
        Actor.member(author.id().id()),
        "pass.used",
        "conversation",
        conversation.id(),
        Map.of("pass", pass.get().toString()));
    return true;
  }

  private Optional<UUID> find(
      Viewer author, ConversationId conversation, String text, String lock) {
    return jdbc.sql(
            """
            select p.id
              from coach.pass p
             where p.conversation_id = :conversation
               and p.author_id = :author
               and p.digest = :digest
               and p.used_at is null
               and p.allowed_at > :since
             order by p.allowed_at
             limit 1
             %s
            """
                .formatted(lock))
        .param("conversation", conversation.id())
        .param("author", author.id().id())
        .param("digest", digest(text))
        .param("since", bound(clock.instant().minus(VALID)))
        .query(UUID.class)
        .optional();
  }

  /// Browsers send line ends in two ways.
  byte[] digest(String text) {
    return vault.digest("pass", text.replace("\r\n", "\n").getBytes(UTF_8));
  }

  static OffsetDateTime bound(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
