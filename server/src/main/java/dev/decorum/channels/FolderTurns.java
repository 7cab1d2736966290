package dev.decorum.channels;

import dev.decorum.inbox.MailboxId;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How a node's turn at a folder on a mail server ends. The tables of such folders have the same
/// columns for that. Whoever has lost the turn meanwhile changes nothing: another node has the
/// fence.
final class FolderTurns {

  private final JdbcClient jdbc;
  private final String table;

  /// @param table which of them, never anybody's input
  FolderTurns(JdbcClient jdbc, String table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /// Gives the folder back; any node may take it up.
  void release(MailboxId mailbox, long fence) {
    jdbc.sql(
            """
            update %s
               set leased_until = null
             where mailbox_id = :mailbox
               and fence = :fence
            """
                .formatted(table))
        .param("mailbox", mailbox.id())
        .param("fence", fence)
        .update();
  }

  /// Nothing more can be done there for now.
  void fail(MailboxId mailbox, long fence, String trouble, Duration wait) {
    jdbc.sql(
            """
            update %s
               set leased_until = null,
                   failures = failures + 1,
                   trouble = :trouble,
                   troubled_since = coalesce(troubled_since, now()),
                   next_attempt_at = now() + make_interval(secs => :wait)
             where mailbox_id = :mailbox
               and fence = :fence
            """
                .formatted(table))
        .param("trouble", trouble)
        .param("wait", wait.toMillis() / 1000.0)
        .param("mailbox", mailbox.id())
        .param("fence", fence)
        .update();
  }
}
