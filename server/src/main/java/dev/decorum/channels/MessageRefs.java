package dev.decorum.channels;

import dev.decorum.database.Pending;
import dev.decorum.inbox.ConversationId;
import dev.decorum.inbox.InteractionId;
import dev.decorum.inbox.MailboxId;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Message-IDs of the mails of conversations: those that mails name when they answer.
@Repository
class MessageRefs {

  private static final String MESSAGE_ID = "channels.message_ref.message_id";
  private static final String OWN = "channels.own_message_id";
  private static final String TEST = "channels.test_message_id";
  private static final int RANDOM_BYTES = 16;
  private static final int MAC_BYTES = 8;

  /// As many as a References field may name before it is plainly made up.
  private static final int MOST = 100;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
  private final Pending pending;
  private final Vault vault;

  MessageRefs(JdbcClient jdbc, Pending pending, Vault vault) {
    this.jdbc = jdbc;
    this.pending = pending;
    this.vault = vault;
  }

  /// A mail of a conversation, by its Message-ID.
  record Ref(ConversationId conversation, InteractionId interaction) {}

  /// A new Message-ID of ours, `random.mac@domain`: only we can make one, and tell that we did.
  String next(String domain) {
    return next(OWN, domain);
  }

  /// One of a test mail, which belongs to no conversation.
  String nextOfTest(String domain) {
    return next(TEST, domain);
  }

  private String next(String kind, String domain) {
    var random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    var text = HexFormat.of().formatHex(random);
    return text + '.' + mac(kind, text) + '@' + domain.toLowerCase(Locale.ROOT);
  }

  /// Whether we made this Message-ID, for a mail of a conversation.
  boolean isOwn(@Nullable String messageId) {
    return isOwn(OWN, messageId);
  }

  /// Whether we made it for a test mail.
  boolean isOfTest(String messageId) {
    return isOwn(TEST, messageId);
  }

  private boolean isOwn(String kind, @Nullable String messageId) {
    if (messageId == null) return false;
    int dot = messageId.indexOf('.');
    int at = messageId.indexOf('@');
    if (dot != 2 * RANDOM_BYTES || at < dot) return false;
    return MessageDigest.isEqual(
        mac(kind, messageId.substring(0, dot)).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        messageId.substring(dot + 1, at).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private String mac(String kind, String random) {
    return HexFormat.of().formatHex(vault.blindIndex(kind, random), 0, MAC_BYTES);
  }

  void add(
      InteractionId interaction,
      ConversationId conversation,
      MailboxId mailbox,
      KeyId key,
      String messageId,
      Instant at) {
    pending
        .sql(
            """
            insert into channels.message_ref
              (interaction_id, conversation_id, mailbox_id, id_index, message_id, at)
            values
              (:interaction, :conversation, :mailbox, :index, :messageId, :at)
            """)
        .param("interaction", interaction.id())
        .param("conversation", conversation.id())
        .param("mailbox", mailbox.id())
        .param("index", index(messageId))
        .param("messageId", vault.seal(key, MESSAGE_ID, interaction.id(), messageId))
        .param("at", Timestamps.of(at))
        .add();
  }

  void remove(InteractionId interaction) {
    jdbc.sql("delete from channels.message_ref where interaction_id = :interaction")
        .param("interaction", interaction.id())
        .update();
  }

  /// The mail of this mailbox that is meant, of several the one named last; of several with one id
  /// the newest.
  Optional<Ref> find(MailboxId mailbox, List<String> messageIds) {
    var ids = messageIds.subList(Math.max(0, messageIds.size() - MOST), messageIds.size());
    if (ids.isEmpty()) return Optional.empty();
    return jdbc.sql(
            """
            select r.conversation_id, r.interaction_id
              from unnest(cast(:indexes as bytea[])) with ordinality named (id_index, position)
              join channels.message_ref r on r.id_index = named.id_index
             where r.mailbox_id = :mailbox
             order by named.position desc, r.at desc
             limit 1
            """)
        .param("indexes", ids.stream().map(this::index).toArray(byte[][]::new))
        .param("mailbox", mailbox.id())
        .query(
            (row, _) ->
                new Ref(
                    new ConversationId(row.getObject("conversation_id", UUID.class)),
                    new InteractionId(row.getObject("interaction_id", UUID.class))))
        .optional();
  }

  /// The message that a mail of the outbox carries.
  Optional<Ref> sent(UUID mail) {
    return jdbc.sql(
            """
            select r.conversation_id, r.interaction_id
              from channels.outbox o
              join channels.message_ref r on r.interaction_id = o.interaction_id
             where o.id = :mail
            """)
        .param("mail", mail)
        .query(
            (row, _) ->
                new Ref(
                    new ConversationId(row.getObject("conversation_id", UUID.class)),
                    new InteractionId(row.getObject("interaction_id", UUID.class))))
        .optional();
  }

  /// The mail of ours with this Message-ID, whatever mailbox it left by.
  Optional<Ref> own(String messageId) {
    if (!isOwn(messageId)) return Optional.empty();
    return jdbc.sql(
            """
            select r.conversation_id, r.interaction_id
              from channels.message_ref r
             where r.id_index = :index
             order by r.at
             limit 1
            """)
        .param("index", index(messageId))
        .query(
            (row, _) ->
                new Ref(
                    new ConversationId(row.getObject("conversation_id", UUID.class)),
                    new InteractionId(row.getObject("interaction_id", UUID.class))))
        .optional();
  }

  /// The Message-ID of one mail.
  Optional<String> of(InteractionId interaction) {
    return jdbc.sql("select message_id from channels.message_ref where interaction_id = :id")
        .param("id", interaction.id())
        .query((row, _) -> vault.openText(row.getBytes("message_id"), MESSAGE_ID, interaction.id()))
        .optional();
  }

  /// The Message-IDs of a conversation by the mail, oldest first; of a long one the first and the
  /// newest.
  SequencedMap<InteractionId, String> thread(ConversationId conversation) {
    record Row(UUID interaction, byte[] messageId) {}
    var rows =
        jdbc.sql(
                """
                select interaction_id, message_id
                  from (select interaction_id, message_id, at,
                               row_number() over (order by at) as first,
                               row_number() over (order by at desc) as last
                          from channels.message_ref
                         where conversation_id = :conversation) r
                 where first = 1 or last < 20
                 order by at
                """)
            .param("conversation", conversation.id())
            .query(
                (row, _) ->
                    new Row(
                        row.getObject("interaction_id", UUID.class), row.getBytes("message_id")))
            .list();
    vault.warm(rows.stream().map(row -> Vault.keyOf(row.messageId())).distinct().toList());
    var thread = new LinkedHashMap<InteractionId, String>();
    rows.forEach(
        row ->
            thread.put(
                new InteractionId(row.interaction()),
                vault.openText(row.messageId(), MESSAGE_ID, row.interaction())));
    return thread;
  }

  private byte[] index(String messageId) {
    return vault.blindIndex("message-id", messageId);
  }
}
