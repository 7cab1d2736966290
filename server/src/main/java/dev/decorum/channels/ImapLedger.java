package dev.decorum.channels;

import dev.decorum.channels.ImapSources.Claim;
import dev.decorum.channels.ImapSources.Cursor;
import dev.decorum.channels.MissingMail.Reason;
import dev.decorum.channels.imap.Listed;
import dev.decorum.inbox.MailboxId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What became of each mail of a folder.
@Repository
class ImapLedger {

  /// After each further failure it takes longer until a missing mail is fetched again.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private final JdbcClient jdbc;

  ImapLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param kept or else missing
  record Entry(long size, @Nullable Instant arrived, boolean kept) {

    /// Whether the server still says the same of it.
    boolean matches(Listed listed) {
      return size == listed.size()
          && (arrived == null || listed.arrived() == null || arrived.equals(listed.arrived()));
    }
  }

  /// Those of these mails that were dealt with before.
  Map<Long, Entry> known(MailboxId mailbox, long uidValidity, long[] uids) {
    var known = new HashMap<Long, Entry>();
    jdbc.sql(
            """
            select uid, size, arrived_at, state = 'kept' as kept
              from channels.imap_mail
             where mailbox_id = :mailbox
               and uid_validity = :validity
               and uid = any(:uids)
            """)
        .param("mailbox", mailbox.id())
        .param("validity", uidValidity)
        .param("uids", boxed(uids))
        .query(
            row -> {
              known.put(
                  row.getLong("uid"),
                  new Entry(
                      row.getLong("size"),
                      Timestamps.readNullable(row, "arrived_at"),
                      row.getBoolean("kept")));
            });
    return known;
  }

  /// It is here, in the transaction that brought it.
  void kept(Claim claim, Cursor cursor, Listed mail, UUID incoming) {
    jdbc.sql(
            """
            insert into channels.imap_mail
              (mailbox_id, uid_validity, uid, size, arrived_at, state, incoming_id, settled)
            values
              (:mailbox, :validity, :uid, :size, :arrived, 'kept', :incoming, :settled)
            on conflict (mailbox_id, uid_validity, uid) do update
               set size = excluded.size,
                   arrived_at = excluded.arrived_at,
                   state = 'kept',
                   reason = null,
                   next_try_at = null,
                   incoming_id = excluded.incoming_id,
                   settled = excluded.settled
            """)
        .param("mailbox", claim.mailbox().id())
        .param("validity", cursor.uidValidity())
        .param("uid", mail.uid())
        .param("size", mail.size())
        .param("arrived", mail.arrived() == null ? null : Timestamps.of(mail.arrived()))
        .param("incoming", incoming)
        .param("settled", claim.server().afterwards() == Afterwards.LEAVE)
        .update();
  }

  /// It is not here and cannot be now. What failed is tried again by itself; what was found by
  /// comparing waits for a person, and so does what is too large.
  void missing(Claim claim, Cursor cursor, Listed mail, Reason reason) {
    boolean again =
        switch (reason) {
          case UNREADABLE, EMPTY, BREAKS_OFF -> true;
          case TOO_LARGE, NOT_FETCHED, REPLACED -> false;
        };
    jdbc.sql(
            """
            insert into channels.imap_mail as m
              (mailbox_id, uid_validity, uid, size, arrived_at, state, settled, reason, next_try_at)
            values
              (:mailbox, :validity, :uid, :size, :arrived, 'missing', true, :reason,
               case when :again then now() + make_interval(secs => :wait) end)
            on conflict (mailbox_id, uid_validity, uid) do update
               set size = excluded.size,
                   arrived_at = excluded.arrived_at,
                   state = 'missing',
                   settled = true,
                   reason = excluded.reason,
                   next_try_at = case when m.tries = 0 then excluded.next_try_at else m.next_try_at end
            """)
        .param("mailbox", claim.mailbox().id())
        .param("validity", cursor.uidValidity())
        .param("uid", mail.uid())
        .param("size", mail.size())
        .param("arrived", mail.arrived() == null ? null : Timestamps.of(mail.arrived()))
        .param("reason", reason.word())
        .param("again", again)
        .param("wait", (double) WAITS.getFirst().toSeconds())
        .update();
  }

  /// Missing mails whose time has come. They count as tried from now on, so that one that brings
  /// the line down does not do so for ever.
  long[] again(Claim claim, Cursor cursor, int most) {
    return jdbc
        .sql(
            """
            update channels.imap_mail
               set tries = tries + 1,
                   next_try_at = now() + make_interval(secs => (cast(:waits as float8[]))[least(tries + 1, :last)])
             where (mailbox_id, uid_validity, uid) in (
                   select mailbox_id, uid_validity, uid
                     from channels.imap_mail
                    where mailbox_id = :mailbox
                      and uid_validity = :validity
                      and state = 'missing'
                      and next_try_at <= now()
                    order by uid
                    limit :most)
            returning uid
            """)
        .param(
            "waits", WAITS.stream().map(wait -> (double) wait.toSeconds()).toArray(Double[]::new))
        .param("last", WAITS.size())
        .param("mailbox", claim.mailbox().id())
        .param("validity", cursor.uidValidity())
        .param("most", most)
        .query(Long.class)
        .list()
        .stream()
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }

  /// A person wants them fetched now.
  void fetchAgain(MailboxId mailbox) {
    jdbc.sql(
            """
            update channels.imap_mail
               set next_try_at = now()
             where mailbox_id = :mailbox
               and state = 'missing'
            """)
        .param("mailbox", mailbox.id())
        .update();
  }

  /// They are not on the server any more, so they cannot be missing.
  void forget(Claim claim, Cursor cursor, long[] uids) {
    jdbc.sql(
            """
            delete from channels.imap_mail
             where mailbox_id = :mailbox
               and uid_validity = :validity
               and state = 'missing'
               and uid = any(:uids)
            """)
        .param("mailbox", claim.mailbox().id())
        .param("validity", cursor.uidValidity())
        .param("uids", boxed(uids))
        .update();
  }

  /// Only these are on the server: no other can be missing, be marked or be fetched again.
  void forgetAllBut(Claim claim, Cursor cursor, long[] uids) {
    jdbc.sql(
            """
            delete from channels.imap_mail
             where mailbox_id = :mailbox
               and uid_validity = :validity
               and uid <> all(:uids)
            """)
        .param("mailbox", claim.mailbox().id())
        .param("validity", cursor.uidValidity())
        .param("uids", boxed(uids))
        .update();
  }

  List<MissingMail> listMissing(MailboxId mailbox, int most) {
    return jdbc.sql(
            """
            select uid, size, arrived_at, reason, next_try_at
              from channels.imap_mail
             where mailbox_id = :mailbox
               and state = 'missing'
             order by uid
             limit :most
            """)
        .param("mailbox", mailbox.id())
        .param("most", most)
        .query(
            (row, _) ->
                new MissingMail(
                    row.getLong("uid"),
                    row.getLong("size"),
                    Timestamps.readNullable(row, "arrived_at"),
                    Reason.of(row.getString("reason")),
                    Timestamps.readNullable(row, "next_try_at")))
        .list();
  }

  /// Kept mails that are still to be marked or moved on the server; none when another has taken
  /// over.
  long[] unsettled(Claim claim, Cursor cursor, int most) {
    return jdbc
        .sql(
            """
            select m.uid
              from channels.imap_mail m
              join channels.imap_source s on s.mailbox_id = m.mailbox_id
             where m.mailbox_id = :mailbox
               and m.uid_validity = :validity
               and not m.settled
               and s.fence = :fence
             order by m.uid
             limit :most
            """)
        .param("mailbox", claim.mailbox().id())
        .param("validity", cursor.uidValidity())
        .param("fence", claim.fence())
        .param("most", most)
        .query(Long.class)
        .list()
        .stream()
        .mapToLong(Long::longValue)
        .toArray();
  }

  void settled(Claim claim, Cursor cursor, long[] uids) {
    jdbc.sql(
            """
            update channels.imap_mail
               set settled = true
             where mailbox_id = :mailbox
               and uid_validity = :validity
               and uid = any(:uids)
            """)
        .param("mailbox", claim.mailbox().id())
        .param("validity", cursor.uidValidity())
        .param("uids", boxed(uids))
        .update();
  }

  private static Long[] boxed(long[] uids) {
    return Arrays.stream(uids).boxed().toArray(Long[]::new);
  }
}
