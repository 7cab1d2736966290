package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.MailboxRefused.Reason;
import dev.decorum.clients.EmailAddress;
import dev.decorum.inbox.MailboxId;
import dev.decorum.staff.Staff;
import dev.decorum.staff.TeamId;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.SealBroken;
import dev.decorum.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The mailboxes of our own addresses. What is read here is never older than the question.
@Service
public class Mailboxes {

  static final String ADDRESS = "channels.mailbox.address";
  static final String NAME = "channels.mailbox.name";
  static final String SIGNATURE = "channels.mailbox.signature";
  static final String OUTGOING = "channels.mailbox.outgoing";
  private static final String TYPED = "channels.mailbox.typed";

  private static final String COLUMNS =
      "id, no, address, name, team_id, signature, outgoing, own_return_path, sample, created_at, closed_at, version";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_SIGNATURE = 5_000;
  private static final Duration TEST = Duration.ofSeconds(10);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Audit audit;
  private final Outbox outbox;
  private final Staff staff;
  private final Hosts hosts;
  private final SmtpLines lines;
  private final MailFetching fetching;
  private final OwnAddresses addresses;
  private final SentCopies sent;
  private final TroubleWords words;
  private final JsonMapper json;
  private final Clock clock;

  Mailboxes(
      JdbcClient jdbc,
      Vault vault,
      Audit audit,
      Outbox outbox,
      Staff staff,
      Hosts hosts,
      SmtpLines lines,
      MailFetching fetching,
      OwnAddresses addresses,
      SentCopies sent,
      TroubleWords words,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.audit = audit;
    this.outbox = outbox;
    this.staff = staff;
    this.hosts = hosts;
    this.lines = lines;
    this.fetching = fetching;
    this.addresses = addresses;
    this.sent = sent;
    this.words = words;
    this.json = json;
    this.clock = clock;
  }

  /// @throws MailboxRefused when the address, the name or the outgoing server cannot be
  @Transactional
  public Mailbox add(Actor actor, NewMailbox wanted) {
    var address = address(wanted.address());
    atMost(LONGEST_NAME, wanted.name(), Reason.LONG_NAME);
    var id = RowIds.next();
    var key = vault.systemKey();
    var server = wanted.outgoing() == null ? null : checked(wanted.outgoing());
    var team = team(actor, wanted.team());
    try {
      jdbc.sql(
              """
              insert into channels.mailbox
                (id, address, address_index, name, team_id, outgoing, created_at)
              values
                (:id, :address, :index, :name, :team, :outgoing, :now)
              """)
          .param("id", id)
          .param("address", vault.seal(key, ADDRESS, id, address.value()))
          .param("index", index(address))
          .param("name", vault.sealNullable(key, NAME, id, blankToNull(wanted.name())))
          .param("team", team == null ? null : team.id())
          .param("outgoing", vault.sealNullable(key, OUTGOING, id, writtenNullable(server)))
          .param("now", Timestamps.of(Timestamps.now(clock)))
          .update();
    } catch (DuplicateKeyException e) {
      throw new MailboxRefused(Reason.ADDRESS_TAKEN);
    }
    addresses.changed();
    audit.changed(actor, "mailbox.added", "mailbox", id, Map.of());
    if (wanted.incoming() != null) {
      fetching.fetchFrom(actor, new MailboxId(id), wanted.incoming());
    }
    if (wanted.sent() != null) {
      sent.keep(actor, new MailboxId(id), wanted.sent().folder());
    }
    return get(new MailboxId(id));
  }

  /// A mailbox for looking around: what it sends counts as sent, and leaves nowhere.
  @Transactional
  public Mailbox addSample(Actor actor, String address, String name) {
    var added = add(actor, new NewMailbox(address, name, null, null));
    jdbc.sql("update channels.mailbox set sample = true where id = :id")
        .param("id", added.id().id())
        .update();
    return get(added.id());
  }

  /// Takes the mailbox for looking around away. One that somebody has written to is closed instead,
  /// so that nothing is lost.
  @Transactional
  public void removeSample(Actor actor) {
    for (var mailbox : all()) {
      if (mailbox.sample()) remove(actor, mailbox.id());
    }
  }

  private void remove(Actor actor, MailboxId mailbox) {
    boolean used =
        jdbc.sql(
                """
                select exists (select from channels.incoming where mailbox_id = :id)
                       or exists (select from channels.message_ref where mailbox_id = :id)
                       or exists (select from channels.outbox where mailbox_id = :id)
                       or exists (select from channels.automatic_mail where mailbox_id = :id)
                """)
            .param("id", mailbox.id())
            .query(Boolean.class)
            .single();
    if (used) {
      close(actor, mailbox);
      return;
    }
    for (var table : List.of("imap_source", "automatic_answer", "test_mail")) {
      jdbc.sql("delete from channels.%s where mailbox_id = :id".formatted(table))
          .param("id", mailbox.id())
          .update();
    }
    jdbc.sql("delete from channels.mailbox where id = :id").param("id", mailbox.id()).update();
    addresses.changed();
    audit.changed(actor, "mailbox.removed", "mailbox", mailbox.id(), Map.of());
  }

  private @Nullable TeamId team(Actor actor, @Nullable String name) {
    if (name == null || name.isBlank()) return null;
    return staff.teamByName(name).orElseGet(() -> staff.createTeam(actor, name)).id();
  }

  private static EmailAddress address(String text) {
    var address =
        EmailAddress.parse(text).orElseThrow(() -> new MailboxRefused(Reason.BAD_ADDRESS));
    if (address.localPart().indexOf('+') >= 0) {
      throw new MailboxRefused(Reason.PLUS_ADDRESS);
    }
    return address;
  }

  private static void atMost(int length, @Nullable String text, Reason reason) {
    if (text != null && text.length() > length) throw new MailboxRefused(reason);
  }

  /// Changes what is not about sending.
  ///
  /// @throws MailboxRefused when name or signature are too long
  @Transactional
  public Mailbox describe(
      Actor actor,
      MailboxId mailbox,
      @Nullable String name,
      @Nullable TeamId team,
      @Nullable String signature) {
    atMost(LONGEST_NAME, name, Reason.LONG_NAME);
    atMost(LONGEST_SIGNATURE, signature, Reason.LONG_SIGNATURE);
    var key = vault.systemKey();
    changed(
        jdbc.sql(
                """
                update channels.mailbox
                   set name = :name,
                       team_id = :team,
                       signature = :signature,
                       version = version + 1
                 where id = :id
                """)
            .param("id", mailbox.id())
            .param("name", vault.sealNullable(key, NAME, mailbox.id(), blankToNull(name)))
            .param("team", team == null ? null : team.id())
            .param(
                "signature",
                vault.sealNullable(key, SIGNATURE, mailbox.id(), blankToNull(signature)))
            .update());
    addresses.changed();
    audit.changed(
        actor,
        "mailbox.changed",
        "mailbox",
        mailbox.id(),
        Map.of("team", team == null ? "everybody" : team.toString()));
    return get(mailbox);
  }

  /// Sets by which server the mailbox sends; null: by none. What waits is tried at once.
  ///
  /// @throws MailboxRefused when there cannot be such a server, or it must not be reached
  @Transactional
  public Mailbox sendBy(Actor actor, MailboxId mailbox, @Nullable OutgoingServer wanted) {
    var server = wanted == null ? null : checked(withKnownSecret(mailbox, wanted));
    if (server != null) mustHaveSecret(server);
    changed(
        jdbc.sql(
                """
                update channels.mailbox
                   set outgoing = :outgoing,
                       version = version + 1
                 where id = :id
                """)
            .param("id", mailbox.id())
            .param(
                "outgoing",
                vault.sealNullable(
                    vault.systemKey(), OUTGOING, mailbox.id(), writtenNullable(server)))
            .update());
    outbox.tryNow(mailbox);
    audit.changed(
        actor,
        "mailbox.outgoing_changed",
        "mailbox",
        mailbox.id(),
        Map.of("state", server == null ? "none" : server.tls().word()));
    return get(mailbox);
  }

  /// Whether each mail of the mailbox has an address of its own to which it comes back.
  @Transactional
  public Mailbox ownReturnPath(Actor actor, MailboxId mailbox, boolean wanted) {
    changed(
        jdbc.sql(
                """
                update channels.mailbox
                   set own_return_path = :wanted,
                       version = version + 1
                 where id = :id
                """)
            .param("id", mailbox.id())
            .param("wanted", wanted)
            .update());
    audit.changed(
        actor,
        "mailbox.return_path_changed",
        "mailbox",
        mailbox.id(),
        Map.of("state", wanted ? "own" : "shared"));
    return get(mailbox);
  }

  /// A secret that was typed in a form which was refused, sealed: it may stand in the page until
  /// the next try, and nobody can read it there. Empty for an empty one.
  public String sealTyped(MailboxId mailbox, String secret) {
    if (secret.isEmpty()) return "";
    return Base64.getUrlEncoder()
        .encodeToString(vault.seal(vault.systemKey(), TYPED, mailbox.id(), secret));
  }

  /// The secret that counts: what was typed, else what was typed before. Empty when there is none,
  /// or the sealed one was not typed for this mailbox.
  public String typed(MailboxId mailbox, String typed, String sealed) {
    if (!typed.isEmpty() || sealed.isEmpty()) return typed;
    try {
      return vault.openText(Base64.getUrlDecoder().decode(sealed), TYPED, mailbox.id());
    } catch (IllegalArgumentException | SealBroken tampered) {
      return "";
    }
  }

  /// From now on mail to it is refused. What came stays.
  @Transactional
  public void close(Actor actor, MailboxId mailbox) {
    changed(
        jdbc.sql(
                """
                update channels.mailbox
                   set closed_at = coalesce(closed_at, :now),
                       version = version + 1
                 where id = :id
                """)
            .param("id", mailbox.id())
            .param("now", Timestamps.of(Timestamps.now(clock)))
            .update());
    addresses.changed();
    fetching.stop(mailbox);
    audit.changed(actor, "mailbox.closed", "mailbox", mailbox.id(), Map.of());
  }

  @Transactional
  public void reopen(Actor actor, MailboxId mailbox) {
    changed(
        jdbc.sql(
                """
                update channels.mailbox
                   set closed_at = null,
                       version = version + 1
                 where id = :id
                """)
            .param("id", mailbox.id())
            .update());
    addresses.changed();
    fetching.start(mailbox);
    audit.changed(actor, "mailbox.reopened", "mailbox", mailbox.id(), Map.of());
  }

  private static void changed(int rows) {
    if (rows == 0) throw new MailboxNotFound();
  }

  /// Open ones first, each kind in the order in which they were added.
  @Transactional(readOnly = true)
  public List<Mailbox> all() {
    return jdbc.sql(
            """
            select %s
              from channels.mailbox
             order by closed_at is not null, no
            """
                .formatted(COLUMNS))
        .query((row, _) -> mailbox(row))
        .list();
  }

  @Transactional(readOnly = true)
  public Mailbox get(MailboxId mailbox) {
    return jdbc.sql("select %s from channels.mailbox where id = :id".formatted(COLUMNS))
        .param("id", mailbox.id())
        .query((row, _) -> mailbox(row))
        .optional()
        .orElseThrow(MailboxNotFound::new);
  }

  @Transactional(readOnly = true)
  public Mailbox byNo(int no) {
    return jdbc.sql("select %s from channels.mailbox where no = :no".formatted(COLUMNS))
        .param("no", no)
        .query((row, _) -> mailbox(row))
        .optional()
        .orElseThrow(MailboxNotFound::new);
  }

  /// The mailbox of exactly this address.
  @Transactional(readOnly = true)
  public Optional<Mailbox> byAddress(String text) {
    return EmailAddress.parse(text)
        .flatMap(
            address ->
                jdbc.sql(
                        """
                        select %s
                          from channels.mailbox
                         where address_index = :index
                        """
                            .formatted(COLUMNS))
                    .param("index", index(address))
                    .query((row, _) -> mailbox(row))
                    .optional());
  }

  /// When each mailbox last got a mail.
  private Map<MailboxId, Instant> lastReceived() {
    var times = new HashMap<MailboxId, Instant>();
    jdbc.sql(
            """
            select m.id, i.received_at
              from channels.mailbox m
             cross join lateral (
                   select received_at
                     from channels.incoming
                    where mailbox_id = m.id
                    order by received_at desc
                    limit 1) i
            """)
        .query(
            row -> {
              times.put(
                  new MailboxId(row.getObject("id", UUID.class)),
                  Timestamps.read(row, "received_at"));
            });
    return times;
  }

  /// The mailbox a first message of a team goes out by: the team's own, else one of everybody's; of
  /// several the one that was added first.
  @Transactional(readOnly = true)
  Optional<MailboxId> firstOf(@Nullable TeamId team) {
    return jdbc.sql(
            """
            select id
              from channels.mailbox
             where closed_at is null
               and (team_id is null or team_id = cast(:team as uuid))
             order by sample, team_id is null, outgoing is null, no
             limit 1
            """)
        .param("team", team == null ? null : team.id())
        .query((row, _) -> new MailboxId(row.getObject("id", UUID.class)))
        .optional();
  }

  @Transactional(readOnly = true)
  Optional<MailboxId> firstOpen() {
    return jdbc.sql(
            """
            select id
              from channels.mailbox
             where closed_at is null
             order by sample, no
             limit 1
            """)
        .query((row, _) -> new MailboxId(row.getObject("id", UUID.class)))
        .optional();
  }

  /// One that can send, for mails of the installation itself.
  @Transactional(readOnly = true)
  Optional<MailboxId> anyThatSends() {
    return jdbc.sql(
            """
            select id
              from channels.mailbox
             where outgoing is not null
             order by closed_at is not null, team_id is not null, no
             limit 1
            """)
        .query((row, _) -> new MailboxId(row.getObject("id", UUID.class)))
        .optional();
  }

  /// What an admin sees of a mailbox.
  ///
  /// @param lastReceived null: nothing came yet
  /// @param waiting mails that are due and have not left
  public record Overview(Mailbox mailbox, @Nullable Instant lastReceived, int waiting) {}

  /// Open ones first, each kind in the order in which they were added.
  @Transactional(readOnly = true)
  public List<Overview> overview() {
    var received = lastReceived();
    var waiting = outbox.waiting();
    return all().stream()
        .map(
            mailbox ->
                new Overview(
                    mailbox, received.get(mailbox.id()), waiting.getOrDefault(mailbox.id(), 0)))
        .toList();
  }

  /// Connects to the outgoing server and signs in.
  ///
  /// @return what is in the way, in words; empty when nothing is
  public Optional<String> tryOutgoing(MailboxId mailbox) {
    var box = get(mailbox);
    var server = serverOf(mailbox).orElse(null);
    return server == null
        ? Optional.of(words.of(Trouble.NO_SERVER, box.address()))
        : look(mailbox, server);
  }

  /// The same with a server that is not saved.
  ///
  /// @throws MailboxRefused when there cannot be such a server, or it must not be reached
  public Optional<String> tryOutgoing(MailboxId mailbox, OutgoingServer wanted) {
    mustHaveSecret(wanted);
    return look(mailbox, checked(wanted));
  }

  private static void mustHaveSecret(OutgoingServer server) {
    if (server.lacksSecret()) throw new MailboxRefused(Reason.NO_PASSWORD);
    if (server.user() == null && server.grant() != null) throw new MailboxRefused(Reason.NO_USER);
  }

  private Optional<String> look(MailboxId mailbox, OutgoingServer server) {
    return client(mailbox, server, TEST).test().map(trouble -> words.of(trouble, server.host()));
  }

  /// A client of the server of a mailbox.
  ///
  /// @param patience how long the server may take for an answer
  SmtpClient client(MailboxId mailbox, OutgoingServer server, Duration patience) {
    return lines.to(server, patience, renewed -> keep(mailbox, server, renewed));
  }

  /// The provider has taken back the old token with giving out a new one. Whoever changed the
  /// server meanwhile is right.
  private void keep(MailboxId mailbox, OutgoingServer server, OutgoingServer renewed) {
    var known =
        jdbc.sql("select outgoing from channels.mailbox where id = :id")
            .param("id", mailbox.id())
            .query((row, _) -> row.getBytes("outgoing"))
            .optional()
            .orElse(null);
    if (!server.equals(server(known, mailbox.id()))) return;
    jdbc.sql(
            """
            update channels.mailbox
               set outgoing = :renewed
             where id = :id
               and outgoing = :known
            """)
        .param("id", mailbox.id())
        .param("known", known)
        .param("renewed", vault.seal(vault.systemKey(), OUTGOING, mailbox.id(), written(renewed)))
        .update();
  }

  /// The outgoing server with its secrets.
  @Transactional(readOnly = true)
  Optional<OutgoingServer> serverOf(MailboxId mailbox) {
    return jdbc.sql("select outgoing from channels.mailbox where id = :id")
        .param("id", mailbox.id())
        .query((row, _) -> Optional.ofNullable(server(row.getBytes("outgoing"), mailbox.id())))
        .optional()
        .flatMap(found -> found);
  }

  /// The server as it would be saved.
  OutgoingServer withKnownSecret(MailboxId mailbox, OutgoingServer wanted) {
    if (wanted.user() == null || wanted.password() != null) return wanted;
    var known = serverOf(mailbox).orElse(null);
    // A secret is kept for the server it was typed for; else a page could make us tell it to
    // another.
    if (known == null || !known.host().equalsIgnoreCase(wanted.host())) return wanted;
    var grant = wanted.grant();
    return grant == null
        ? wanted.signingInWith(known.password(), null)
        : wanted.signingInWith(null, grant.withSecretsOf(known.grant()));
  }

  /// @throws MailboxRefused when there cannot be such a server, or it must not be reached
  OutgoingServer checked(OutgoingServer server) {
    hosts.check(server.host(), server.port(), server.trusted());
    if (server.grant() != null) hosts.check(server.grant(), server.trusted());
    return server;
  }

  private byte[] index(EmailAddress address) {
    return vault.blindIndex("email", address.normalised());
  }

  private Mailbox mailbox(ResultSet row) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var team = row.getObject("team_id", UUID.class);
    var server = server(row.getBytes("outgoing"), id);
    return new Mailbox(
        new MailboxId(id),
        row.getInt("no"),
        vault.openText(row.getBytes("address"), ADDRESS, id),
        vault.openTextNullable(row.getBytes("name"), NAME, id),
        team == null ? null : new TeamId(team),
        vault.openTextNullable(row.getBytes("signature"), SIGNATURE, id),
        server == null ? null : server.withoutSecrets(),
        row.getBoolean("own_return_path"),
        row.getBoolean("sample"),
        Timestamps.read(row, "created_at"),
        Timestamps.readNullable(row, "closed_at"),
        row.getInt("version"));
  }

  private @Nullable String writtenNullable(@Nullable OutgoingServer server) {
    return server == null ? null : written(server);
  }

  private String written(OutgoingServer server) {
    return json.writeValueAsString(server);
  }

  private @Nullable OutgoingServer server(byte @Nullable [] sealed, UUID mailbox) {
    var text = vault.openTextNullable(sealed, OUTGOING, mailbox);
    return text == null ? null : json.readValue(text, OutgoingServer.class);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
