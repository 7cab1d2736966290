package dev.decorum.channels;

import dev.decorum.channels.imap.Folder;
import dev.decorum.channels.imap.ImapTrouble;
import dev.decorum.inbox.MailboxId;
import dev.decorum.live.Live;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The rows of folders that mail is fetched from: where they are, how far they have been read, and
/// which node is at it.
///
/// One node at a time holds a lease, with a number that grows each time (a fencing token). Whatever
/// it writes names that number, in the same statement or transaction: once another has taken over
/// it writes nothing any more, however long it slept meanwhile.
@Repository
class ImapSources {

  static final String QUEUE = "channels.imap";
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final String SETTINGS = "channels.imap_source.settings";

  private final JdbcClient jdbc;
  private final FolderTurns turns;
  private final Vault vault;
  private final Live live;
  private final JsonMapper json;

  ImapSources(JdbcClient jdbc, Vault vault, Live live, JsonMapper json) {
    this.jdbc = jdbc;
    this.turns = new FolderTurns(jdbc, "channels.imap_source");
    this.vault = vault;
    this.live = live;
    this.json = json;
  }

  /// A node's turn at a folder.
  ///
  /// @param failures how often in a row nothing came of it
  /// @param stumblingUid the mail at which the line broke last; null: at none
  /// @param stumbles how often it did there
  record Claim(
      MailboxId mailbox,
      long fence,
      IncomingServer server,
      int failures,
      @Nullable Long stumblingUid,
      int stumbles) {}

  /// How far a folder has been read.
  record Cursor(long uidValidity, long lastUid) {}

  // --- settings

  Optional<IncomingServer> server(MailboxId mailbox) {
    return jdbc.sql("select settings from channels.imap_source where mailbox_id = :mailbox")
        .param("mailbox", mailbox.id())
        .query((row, _) -> server(row, mailbox.id()))
        .optional();
  }

  /// Fetches from here from now on, at once and on any node. Who is at it stops.
  ///
  /// @param anew whether the numbers of mails mean others than before
  void set(MailboxId mailbox, IncomingServer server, boolean anew) {
    if (anew) {
      jdbc.sql("delete from channels.imap_mail where mailbox_id = :mailbox")
          .param("mailbox", mailbox.id())
          .update();
    }
    // From the beginning, since older mails may be wanted than before; what is known is not fetched
    // twice.
    jdbc.sql(
            """
            insert into channels.imap_source as s (mailbox_id, settings)
            values (:mailbox, :settings)
            on conflict (mailbox_id) do update
               set settings = excluded.settings,
                   uid_validity = case when :anew then null else s.uid_validity end,
                   last_uid = 0,
                   fence = s.fence + 1,
                   leased_until = null,
                   next_attempt_at = now(),
                   failures = 0,
                   trouble = null,
                   troubled_since = null,
                   unsettled_since = null,
                   stumbling_uid = null,
                   stumbles = 0,
                   looked_at = null,
                   compared_at = null
            """)
        .param("mailbox", mailbox.id())
        .param("settings", sealed(mailbox, server))
        .param("anew", anew)
        .update();
    live.wake(QUEUE);
  }

  /// Only the secret differs, and the provider chose it: nothing begins anew.
  void renew(Claim claim, IncomingServer server) {
    jdbc.sql(
            """
            update channels.imap_source
               set settings = :settings
             where mailbox_id = :mailbox
               and fence = :fence
            """)
        .param("settings", sealed(claim.mailbox(), server))
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .update();
  }

  void remove(MailboxId mailbox) {
    jdbc.sql("delete from channels.imap_source where mailbox_id = :mailbox")
        .param("mailbox", mailbox.id())
        .update();
    live.wake(QUEUE);
  }

  /// Nobody is at it any more; it is due now.
  void restart(MailboxId mailbox) {
    jdbc.sql(
            """
            update channels.imap_source
               set fence = fence + 1,
                   leased_until = null,
                   next_attempt_at = now()
             where mailbox_id = :mailbox
            """)
        .param("mailbox", mailbox.id())
        .update();
    live.wake(QUEUE);
  }

  private byte[] sealed(MailboxId mailbox, IncomingServer server) {
    return vault.seal(vault.systemKey(), SETTINGS, mailbox.id(), json.writeValueAsString(server));
  }

  private IncomingServer server(ResultSet row, UUID mailbox) throws SQLException {
    return json.readValue(
        vault.openText(row.getBytes("settings"), SETTINGS, mailbox), IncomingServer.class);
  }

  // --- leases

  /// Takes up folders that are due, in a transaction of its own.
  List<Claim> claim(int most) {
    return jdbc.sql(
            """
            update channels.imap_source
               set fence = fence + 1,
                   leased_until = now() + make_interval(secs => :lease)
             where mailbox_id in (
                   select s.mailbox_id
                     from channels.imap_source s
                     join channels.mailbox m on m.id = s.mailbox_id
                    where s.next_attempt_at <= now()
                      and (s.leased_until is null or s.leased_until < now())
                      and m.closed_at is null
                    order by s.next_attempt_at
                    limit :most
                      for update of s skip locked)
            returning mailbox_id, settings, fence, failures, stumbling_uid, stumbles
            """)
        .param("lease", (double) LEASE.toSeconds())
        .param("most", most)
        .query((row, _) -> claim(row))
        .list();
  }

  private Claim claim(ResultSet row) throws SQLException {
    var mailbox = row.getObject("mailbox_id", UUID.class);
    return new Claim(
        new MailboxId(mailbox),
        row.getLong("fence"),
        server(row, mailbox),
        row.getInt("failures"),
        row.getObject("stumbling_uid", Long.class),
        row.getInt("stumbles"));
  }

  /// Keeps leases for longer.
  void renew(Collection<Claim> claims) {
    jdbc.sql(
            """
            update channels.imap_source s
               set leased_until = now() + make_interval(secs => :lease)
              from unnest(:mailboxes, :fences) as held (mailbox_id, fence)
             where s.mailbox_id = held.mailbox_id
               and s.fence = held.fence
            """)
        .param("lease", (double) LEASE.toSeconds())
        .param("mailboxes", mailboxes(claims))
        .param("fences", claims.stream().map(Claim::fence).toArray(Long[]::new))
        .update();
  }

  /// A lease that is still ours.
  ///
  /// @param wanted whether somebody asked for something to be done there
  record Held(MailboxId mailbox, long fence, boolean wanted) {

    boolean isOf(Claim claim) {
      return mailbox.equals(claim.mailbox()) && fence == claim.fence();
    }
  }

  List<Held> held(Collection<Claim> claims) {
    return jdbc.sql(
            """
            select s.mailbox_id, s.fence,
                   s.compare_wanted
                   or exists (
                      select
                        from channels.imap_mail m
                       where m.mailbox_id = s.mailbox_id
                         and m.state = 'missing'
                         and m.next_try_at <= now()) as wanted
              from channels.imap_source s
              join unnest(:mailboxes, :fences) as held (mailbox_id, fence)
                on s.mailbox_id = held.mailbox_id
               and s.fence = held.fence
            """)
        .param("mailboxes", mailboxes(claims))
        .param("fences", claims.stream().map(Claim::fence).toArray(Long[]::new))
        .query(
            (row, _) ->
                new Held(
                    new MailboxId(row.getObject("mailbox_id", UUID.class)),
                    row.getLong("fence"),
                    row.getBoolean("wanted")))
        .list();
  }

  private static UUID[] mailboxes(Collection<Claim> claims) {
    return claims.stream().map(claim -> claim.mailbox().id()).toArray(UUID[]::new);
  }

  /// Gives the folder back; any node may take it up.
  void release(Claim claim) {
    turns.release(claim.mailbox(), claim.fence());
  }

  /// Nothing more can be fetched for now.
  void fail(Claim claim, String trouble, Duration wait) {
    turns.fail(claim.mailbox(), claim.fence(), trouble, wait);
  }

  // --- progress

  /// Says which folder was opened. When its numbers mean other mails than before, it is read again
  /// from the beginning: what is here already is known by its content.
  @Transactional
  public Cursor opened(Claim claim, Folder folder) {
    var known =
        jdbc.sql(
                """
                select uid_validity, last_uid
                  from channels.imap_source
                 where mailbox_id = :mailbox
                   and fence = :fence
                   for update
                """)
            .param("mailbox", claim.mailbox().id())
            .param("fence", claim.fence())
            .query((row, _) -> new Cursor(row.getLong("uid_validity"), row.getLong("last_uid")))
            .optional()
            .orElseThrow(LeaseLost::new);
    // A server that lost its numbers and counts from one again without saying so has a next number
    // that we have seen.
    boolean reused = folder.uidNext() > 0 && folder.uidNext() <= known.lastUid();
    if (known.uidValidity() == folder.uidValidity() && !reused) return known;
    jdbc.sql("delete from channels.imap_mail where mailbox_id = :mailbox")
        .param("mailbox", claim.mailbox().id())
        .update();
    jdbc.sql(
            """
            update channels.imap_source
               set uid_validity = :validity,
                   last_uid = 0,
                   stumbling_uid = null,
                   stumbles = 0
             where mailbox_id = :mailbox
            """)
        .param("validity", folder.uidValidity())
        .param("mailbox", claim.mailbox().id())
        .update();
    return new Cursor(folder.uidValidity(), 0);
  }

  /// Everything up to this mail is dealt with. Locks the row, so that nobody takes over before the
  /// transaction ends.
  ///
  /// @throws LeaseLost when somebody has taken over already
  void advance(Claim claim, Cursor to) {
    int rows =
        jdbc.sql(
                """
                update channels.imap_source
                   set last_uid = greatest(last_uid, :uid),
                       failures = 0,
                       stumbling_uid = null,
                       stumbles = 0
                 where mailbox_id = :mailbox
                   and fence = :fence
                   and uid_validity = :validity
                """)
            .param("uid", to.lastUid())
            .param("mailbox", claim.mailbox().id())
            .param("fence", claim.fence())
            .param("validity", to.uidValidity())
            .update();
    if (rows == 0) throw new LeaseLost();
  }

  /// The line broke at this mail, and nothing was fetched.
  void stumble(Claim claim, long uid) {
    jdbc.sql(
            """
            update channels.imap_source
               set stumbles = case when stumbling_uid = :uid then stumbles + 1 else 1 end,
                   stumbling_uid = :uid
             where mailbox_id = :mailbox
               and fence = :fence
            """)
        .param("uid", uid)
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .update();
  }

  /// All that is on the server has been dealt with.
  ///
  /// @return whether server and store are to be compared
  boolean upToDate(Claim claim) {
    return jdbc.sql(
            """
            update channels.imap_source
               set looked_at = now(),
                   failures = 0,
                   trouble = null,
                   troubled_since = null
             where mailbox_id = :mailbox
               and fence = :fence
            returning compare_wanted or compared_at is null or compared_at < now() - interval '1 day'
            """)
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .query(Boolean.class)
        .optional()
        .orElseThrow(LeaseLost::new);
  }

  /// Whether the server lets us mark or move what was fetched.
  void settling(Claim claim, boolean well) {
    jdbc.sql(
            """
            update channels.imap_source
               set unsettled_since = case when :well then null else coalesce(unsettled_since, now()) end
             where mailbox_id = :mailbox
               and fence = :fence
               and (unsettled_since is null) <> :well
            """)
        .param("well", well)
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .update();
  }

  /// @return false when nothing is fetched for this mailbox
  boolean wantCompared(MailboxId mailbox) {
    int rows =
        jdbc.sql(
                """
                update channels.imap_source
                   set compare_wanted = true
                 where mailbox_id = :mailbox
                """)
            .param("mailbox", mailbox.id())
            .update();
    live.wake(QUEUE);
    return rows == 1;
  }

  void compared(Claim claim, int onServer) {
    jdbc.sql(
            """
            update channels.imap_source
               set compare_wanted = false,
                   compared_at = now(),
                   on_server = :count
             where mailbox_id = :mailbox
               and fence = :fence
            """)
        .param("count", onServer)
        .param("mailbox", claim.mailbox().id())
        .param("fence", claim.fence())
        .update();
  }

  // --- how it is going

  Map<MailboxId, FetchStanding> standings(@Nullable MailboxId only, Wording wording) {
    var standings = new HashMap<MailboxId, FetchStanding>();
    jdbc.sql(
            """
            select s.mailbox_id, s.settings, s.trouble, s.troubled_since, s.looked_at,
                   case when s.trouble is not null and s.next_attempt_at > now()
                        then s.next_attempt_at
                   end as next_try,
                   s.unsettled_since is null as settling, s.compare_wanted, s.compared_at,
                   s.on_server, m.kept, m.missing
              from channels.imap_source s
             cross join lateral (
                   select count(*) filter (where state = 'kept') as kept,
                          count(*) filter (where state = 'missing') as missing
                     from channels.imap_mail
                    where mailbox_id = s.mailbox_id) m
             where cast(:only as uuid) is null
                or s.mailbox_id = :only
            """)
        .param("only", only == null ? null : only.id())
        .query(
            row -> {
              var mailbox = row.getObject("mailbox_id", UUID.class);
              var trouble = row.getString("trouble");
              standings.put(
                  new MailboxId(mailbox),
                  new FetchStanding(
                      trouble == null ? null : wording.of(trouble, server(row, mailbox)),
                      trouble != null && lasting(trouble),
                      Timestamps.readNullable(row, "troubled_since"),
                      Timestamps.readNullable(row, "next_try"),
                      Timestamps.readNullable(row, "looked_at"),
                      row.getBoolean("settling"),
                      row.getInt("kept"),
                      row.getInt("missing"),
                      row.getBoolean("compare_wanted"),
                      Timestamps.readNullable(row, "compared_at"),
                      row.getInt("on_server")));
            });
    return standings;
  }

  /// Puts a trouble into words.
  interface Wording {
    String of(String trouble, IncomingServer server);
  }

  private static boolean lasting(String trouble) {
    try {
      return ImapTrouble.of(trouble).lasting();
    } catch (IllegalArgumentException ours) {
      return false;
    }
  }
}
