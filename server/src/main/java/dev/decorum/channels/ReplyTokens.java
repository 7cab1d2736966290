package dev.decorum.channels;

import dev.decorum.database.Pending;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/// The secrets in reply addresses, such as `help+r.k3…q7@brightwater.example`.
///
/// 128 random bits each, kept as a keyed digest: who reads the database cannot write into a
/// conversation.
@Repository
class ReplyTokens {

  private static final Duration VALID = Duration.ofDays(400);
  private static final String PREFIX = "r.";
  private static final Pattern IN_ADDRESS =
      Pattern.compile("[^@]+\\+r\\.([a-z2-7]{26})@.+", Pattern.CASE_INSENSITIVE);
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;
  private final Clock clock;

  ReplyTokens(JdbcClient jdbc, Pending pending, Vault vault, Clock clock) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
    this.clock = clock;
  }

  /// What a token stands for.
  record Issued(ConversationId conversation, InteractionId interaction) {}

  /// Makes a token for a message of ours, in the current transaction.
  ///
  /// @param participant blind index of the address it is written to
  /// @return what goes behind the plus sign of the reply address
  String issue(ConversationId conversation, InteractionId interaction, byte[] participant) {
    var random = new byte[BYTES];
    RANDOM.nextBytes(random);
    var token = Base32.encode(random);
    var now = Timestamps.now(clock);
    pending
        .sql(
            """
            insert into channels.reply_token
              (digest, conversation_id, interaction_id, participant_index, created_at, expires_at)
            values
              (:digest, :conversation, :interaction, :participant, :now, :expires)
            """)
        .param("digest", digest(token))
        .param("conversation", conversation.id())
        .param("interaction", interaction.id())
        .param("participant", participant)
        .param("now", Timestamps.of(now))
        .param("expires", Timestamps.of(now.plus(VALID)))
        .add();
    return PREFIX + token;
  }

  /// Forgets the token of a message that was taken back.
  void revoke(InteractionId interaction) {
    jdbc.sql("delete from channels.reply_token where interaction_id = :interaction")
        .param("interaction", interaction.id())
        .update();
  }

  /// What the token in this recipient's address stands for; an unknown or expired one is none.
  Optional<Issued> find(String recipient) {
    var address = IN_ADDRESS.matcher(recipient);
    if (!address.matches()) return Optional.empty();
    return jdbc.sql(
            """
            select conversation_id, interaction_id
              from channels.reply_token
             where digest = :digest
               and expires_at > :now
            """)
        .param("digest", digest(address.group(1).toLowerCase(Locale.ROOT)))
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .query(
            (row, _) ->
                new Issued(
                    new ConversationId(row.getObject("conversation_id", UUID.class)),
                    new InteractionId(row.getObject("interaction_id", UUID.class))))
        .optional();
  }

  @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
  void removeExpired() {
    jdbc.sql("delete from channels.reply_token where expires_at <= :now")
        .param("now", Timestamps.of(Timestamps.now(clock)))
        .update();
  }

  private byte[] digest(String token) {
    return vault.digest("channels.reply_token", token.getBytes(StandardCharsets.US_ASCII));
  }
}
