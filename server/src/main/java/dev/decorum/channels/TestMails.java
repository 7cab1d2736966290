package dev.decorum.channels;

import dev.decorum.channels.RoundTrip.State;
import dev.decorum.channels.RoundTrip.Way;
import dev.decorum.inbox.MailboxId;
import dev.decorum.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of test mails, one for each mailbox: the last.
@Repository
class TestMails {

  /// Longer than a server may take to say that it has a mail of this size.
  static final Duration TIME_TO_LEAVE = Duration.ofSeconds(90);

  /// Long enough for a server that is asked every half minute, and for one that looks at mails.
  static final Duration TIME_TO_ARRIVE = Duration.ofMinutes(3);

  /// Whether the last one has not ended and will not.
  private static final String OVERDUE =
      """
      (t.ended_at is null
       and coalesce(t.left_at + make_interval(secs => :arrive),
                    t.started_at + make_interval(secs => :leave)) < now())
      """;

  private final JdbcClient jdbc;
  private final Vault vault;

  TestMails(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  /// The last one, as it stands.
  ///
  /// @param overdue whether nothing more is to be expected
  /// @param trouble a word of ours
  record Row(
      State state,
      @Nullable Way way,
      @Nullable String trouble,
      boolean overdue,
      Instant startedAt,
      @Nullable Instant leftAt,
      @Nullable Instant endedAt) {}

  /// Begins a new one.
  ///
  /// @return false when one is under way
  boolean begin(MailboxId mailbox, String messageId) {
    return jdbc.sql(
                """
                insert into channels.test_mail as t (mailbox_id, id_index, state)
                values (:mailbox, :index, 'leaving')
                on conflict (mailbox_id) do update
                   set id_index = excluded.id_index,
                       state = excluded.state,
                       way = null,
                       trouble = null,
                       started_at = now(),
                       left_at = null,
                       ended_at = null
                 where t.ended_at is not null
                    or %s
                """
                    .formatted(OVERDUE))
            .param("mailbox", mailbox.id())
            .param("index", index(messageId))
            .param("leave", (double) TIME_TO_LEAVE.toSeconds())
            .param("arrive", (double) TIME_TO_ARRIVE.toSeconds())
            .update()
        == 1;
  }

  Optional<Row> find(MailboxId mailbox) {
    return jdbc.sql(
            """
            select t.state, t.way, t.trouble, t.started_at, t.left_at, t.ended_at,
                   %s as overdue
              from channels.test_mail t
             where t.mailbox_id = :mailbox
            """
                .formatted(OVERDUE))
        .param("mailbox", mailbox.id())
        .param("leave", (double) TIME_TO_LEAVE.toSeconds())
        .param("arrive", (double) TIME_TO_ARRIVE.toSeconds())
        .query(
            (row, _) -> {
              var way = row.getString("way");
              return new Row(
                  State.of(row.getString("state")),
                  way == null ? null : Way.of(way),
                  row.getString("trouble"),
                  row.getBoolean("overdue"),
                  Timestamps.read(row, "started_at"),
                  Timestamps.readNullable(row, "left_at"),
                  Timestamps.readNullable(row, "ended_at"));
            })
        .optional();
  }

  /// The outgoing server has taken it. It may have come in before we heard that.
  void left(MailboxId mailbox, String messageId) {
    jdbc.sql(
            """
            update channels.test_mail
               set state = case when state = 'leaving' then 'on_its_way' else state end,
                   left_at = coalesce(left_at, now())
             where mailbox_id = :mailbox
               and id_index = :index
            """)
        .param("mailbox", mailbox.id())
        .param("index", index(messageId))
        .update();
  }

  /// The outgoing server did not take it.
  void notLeft(MailboxId mailbox, String messageId, String trouble) {
    jdbc.sql(
            """
            update channels.test_mail
               set state = 'not_left',
                   trouble = :trouble,
                   ended_at = now()
             where mailbox_id = :mailbox
               and id_index = :index
               and state = 'leaving'
            """)
        .param("trouble", trouble)
        .param("mailbox", mailbox.id())
        .param("index", index(messageId))
        .update();
  }

  /// It came in, late or not.
  void arrived(String messageId, Way way) {
    jdbc.sql(
            """
            update channels.test_mail
               set state = 'arrived',
                   way = :way,
                   trouble = null,
                   left_at = coalesce(left_at, now()),
                   ended_at = now()
             where id_index = :index
               and state <> 'arrived'
            """)
        .param("way", way.word())
        .param("index", index(messageId))
        .update();
  }

  /// A mail server sent it back.
  void cameBack(String messageId) {
    jdbc.sql(
            """
            update channels.test_mail
               set state = 'not_arrived',
                   trouble = 'returned',
                   left_at = coalesce(left_at, now()),
                   ended_at = now()
             where id_index = :index
               and state in ('leaving', 'on_its_way')
            """)
        .param("index", index(messageId))
        .update();
  }

  private byte[] index(String messageId) {
    return vault.blindIndex("message-id", messageId);
  }
}
