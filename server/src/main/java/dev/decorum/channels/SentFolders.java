package dev.decorum.channels;

import dev.decorum.inbox.MailboxId;
import dev.decorum.live.Live;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows of folders for sent mail, and of answers that are to be copied there.
///
/// One node at a time is at a folder, with a lease and a number that grows each time (a fencing
/// token), so that no two of them copy the same answer.
@Repository
class SentFolders {

  static final String QUEUE = "channels.sent";
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final String NAME = "channels.sent_folder.name";

  private final JdbcClient jdbc;
  private final FolderTurns turns;
  private final Vault vault;
  private final Live live;

  SentFolders(JdbcClient jdbc, Vault vault, Live live) {
    this.jdbc = jdbc;
    this.turns = new FolderTurns(jdbc, "channels.sent_folder");
    this.vault = vault;
    this.live = live;
  }

  // --- settings

  /// @param name null: the folder that the server says is for sent mail
  void set(MailboxId mailbox, @Nullable String name) {
    jdbc.sql(
            """
            insert into channels.sent_folder as f (mailbox_id, name)
            values (:mailbox, :name)
            on conflict (mailbox_id) do update
               set name = excluded.name,
                   fence = f.fence + 1,
                   leased_until = null,
                   next_attempt_at = now(),
                   failures = 0,
                   trouble = null,
                   troubled_since = null,
                   left_out = 0
            """)
        .param("mailbox", mailbox.id())
        .param("name", vault.sealNullable(vault.systemKey(), NAME, mailbox.id(), name))
        .update();
    tryNow(mailbox);
  }

  void remove(MailboxId mailbox) {
    jdbc.sql("delete from channels.sent_folder where mailbox_id = :mailbox")
        .param("mailbox", mailbox.id())
        .update();
  }

  /// All that waits is due now.
  ///
  /// @return false when nothing is copied for this mailbox
  boolean tryNow(MailboxId mailbox) {
    jdbc.sql("update channels.sent_copy set next_try_at = now() where mailbox_id = :mailbox")
        .param("mailbox", mailbox.id())
        .update();
    int rows =
        jdbc.sql(
                """
                update channels.sent_folder
                   set next_attempt_at = now(),
                       left_out = 0
                 where mailbox_id = :mailbox
                """)
            .param("mailbox", mailbox.id())
            .update();
    live.wake(QUEUE);
    return rows == 1;
  }

  Optional<SentStanding> standing(MailboxId mailbox, Wording wording) {
    return jdbc.sql(
            """
            select f.name, f.trouble, f.troubled_since, f.left_out,
                   case when f.trouble is not null and f.next_attempt_at > now()
                        then f.next_attempt_at
                   end as next_try,
                   (select count(*) from channels.sent_copy c where c.mailbox_id = f.mailbox_id)
                     as waiting
              from channels.sent_folder f
             where f.mailbox_id = :mailbox
            """)
        .param("mailbox", mailbox.id())
        .query(
            (row, _) -> {
              var name = name(row, mailbox.id());
              var trouble = row.getString("trouble");
              return new SentStanding(
                  name,
                  row.getInt("waiting"),
                  row.getInt("left_out"),
                  trouble == null ? null : wording.of(trouble, name),
                  Timestamps.readNullable(row, "troubled_since"),
                  Timestamps.readNullable(row, "next_try"));
            })
        .optional();
  }

  /// Puts a trouble into words.
  interface Wording {
    String of(String trouble, @Nullable String folder);
  }

  private @Nullable String name(ResultSet row, UUID mailbox) throws SQLException {
    return vault.openTextNullable(row.getBytes("name"), NAME, mailbox);
  }

  // --- what is to be copied

  /// This mail has left: it is copied where its mailbox wants that.
  void copy(UUID mail) {
    int rows =
        jdbc.sql(
                """
                insert into channels.sent_copy (mail_id, mailbox_id)
                select o.id, f.mailbox_id
                  from channels.outbox o
                  join channels.sent_folder f on f.mailbox_id = o.mailbox_id
                 where o.id = :mail
                on conflict (mail_id) do nothing
                """)
            .param("mail", mail)
            .update();
    if (rows > 0) live.wake(QUEUE);
  }

  /// A node's turn at a folder.
  ///
  /// @param failures how often in a row nothing came of it
  record Claim(MailboxId mailbox, long fence, @Nullable String folder, int failures) {}

  /// Takes up folders for which something is due, in a transaction of its own.
  List<Claim> claim(int most) {
    return jdbc.sql(
            """
            update channels.sent_folder
               set fence = fence + 1,
                   leased_until = now() + make_interval(secs => :lease)
             where mailbox_id in (
                   select f.mailbox_id
                     from channels.sent_folder f
                    where f.next_attempt_at <= now()
                      and (f.leased_until is null or f.leased_until < now())
                      and exists (
                          select
                            from channels.sent_copy c
                           where c.mailbox_id = f.mailbox_id
                             and c.next_try_at <= now())
                    order by f.next_attempt_at
                    limit :most
                      for update skip locked)
            returning mailbox_id, fence, name, failures
            """)
        .param("lease", (double) LEASE.toSeconds())
        .param("most", most)
        .query(
            (row, _) -> {
              var mailbox = row.getObject("mailbox_id", UUID.class);
              return new Claim(
                  new MailboxId(mailbox),
                  row.getLong("fence"),
                  name(row, mailbox),
                  row.getInt("failures"));
            })
        .list();
  }

  /// Keeps leases for longer.
  void renew(Collection<Claim> claims) {
    jdbc.sql(
            """
            update channels.sent_folder f
               set leased_until = now() + make_interval(secs => :lease)
              from unnest(:mailboxes, :fences) as held (mailbox_id, fence)
             where f.mailbox_id = held.mailbox_id
               and f.fence = held.fence
            """)
        .param("lease", (double) LEASE.toSeconds())
        .param("mailboxes", claims.stream().map(one -> one.mailbox().id()).toArray(UUID[]::new))
        .param("fences", claims.stream().map(Claim::fence).toArray(Long[]::new))
        .update();
  }

  /// Whether the node still has its turn, with time enough to copy a mail.
  boolean holds(Claim claim) {
    return jdbc.sql(
            """
            select exists (
                   select
                     from channels.sent_folder
                    where mailbox_id = :mailbox
                      and fence = :fence
                      and leased_until > now() + interval '10 seconds')
            """)
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .query(Boolean.class)
        .single();
  }

  void release(Claim claim) {
    turns.release(claim.mailbox(), claim.fence());
  }

  /// An answer that is to be copied.
  ///
  /// @param content sealed
  /// @param tries how often the server refused it
  record Due(UUID mail, byte[] content, int tries) {}

  /// The one that left first.
  Optional<Due> next(Claim claim) {
    return jdbc.sql(
            """
            select c.mail_id, c.tries, o.content
              from channels.sent_copy c
              join channels.outbox o on o.id = c.mail_id
             where c.mailbox_id = :mailbox
               and c.next_try_at <= now()
             order by o.sent_at, c.mail_id
             limit 1
            """)
        .param("mailbox", claim.mailbox().id())
        .query(
            (row, _) ->
                new Due(
                    row.getObject("mail_id", UUID.class),
                    row.getBytes("content"),
                    row.getInt("tries")))
        .optional();
  }

  /// It lies in the folder.
  void copied(Claim claim, UUID mail) {
    settle(claim, mail, true);
  }

  /// It cannot be copied, and is not tried again.
  void leaveOut(Claim claim, UUID mail) {
    settle(claim, mail, false);
  }

  private void settle(Claim claim, UUID mail, boolean copied) {
    jdbc.sql(
            """
            with folder as (
              update channels.sent_folder
                 set failures = 0,
                     trouble = case when :copied then null else trouble end,
                     troubled_since = case when :copied then null else troubled_since end,
                     left_out = left_out + case when :copied then 0 else 1 end
               where mailbox_id = :mailbox
                 and fence = :fence
              returning mailbox_id)
            delete from channels.sent_copy c
             using folder f
             where c.mail_id = :mail
               and c.mailbox_id = f.mailbox_id
            """)
        .param("copied", copied)
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .param("mail", mail)
        .update();
  }

  /// The server refused this one; others may go well.
  void postpone(Claim claim, UUID mail, Duration wait) {
    jdbc.sql(
            """
            update channels.sent_copy c
               set tries = c.tries + 1,
                   next_try_at = now() + make_interval(secs => :wait)
              from channels.sent_folder f
             where f.mailbox_id = c.mailbox_id
               and f.mailbox_id = :mailbox
               and f.fence = :fence
               and c.mail_id = :mail
            """)
        .param("wait", (double) wait.toSeconds())
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .param("mail", mail)
        .update();
  }

  /// Nothing can be copied for now.
  void fail(Claim claim, String trouble, Duration wait) {
    turns.fail(claim.mailbox(), claim.fence(), trouble, wait);
  }
}
