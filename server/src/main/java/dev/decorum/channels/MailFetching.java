package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.channels.MailboxRefused.Reason;
import dev.decorum.channels.imap.ImapConnection;
import dev.decorum.channels.imap.ImapFailed;
import dev.decorum.inbox.MailboxId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The mail of mailboxes that lie on other servers and are fetched by IMAP. What changes here holds
/// at once on all nodes.
@Service
public class MailFetching {

  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final int LONGEST_FOLDER = 200;
  private static final int LISTED = 100;

  private final ImapSources sources;
  private final ImapLedger ledger;
  private final ImapLines lines;
  private final Hosts hosts;
  private final TroubleWords words;
  private final Audit audit;

  MailFetching(
      ImapSources sources,
      ImapLedger ledger,
      ImapLines lines,
      Hosts hosts,
      TroubleWords words,
      Audit audit) {
    this.sources = sources;
    this.ledger = ledger;
    this.lines = lines;
    this.hosts = hosts;
    this.words = words;
    this.audit = audit;
  }

  /// The server a mailbox's mail is fetched from, without its secrets.
  @Transactional(readOnly = true)
  public Optional<IncomingServer> server(MailboxId mailbox) {
    return sources.server(mailbox).map(IncomingServer::withoutSecrets);
  }

  /// Fetches the mailbox's mail from this server from now on; null: from none. What was fetched
  /// stays.
  ///
  /// @throws MailboxRefused when there cannot be such a server, or it must not be reached
  @Transactional
  public void fetchFrom(Actor actor, MailboxId mailbox, @Nullable IncomingServer wanted) {
    if (wanted == null) {
      sources.remove(mailbox);
    } else {
      var known = sources.server(mailbox).orElse(null);
      var server = checked(withKnownSecret(wanted, known));
      sources.set(mailbox, server, known == null || !server.isSameFolder(known));
    }
    audit.changed(
        actor,
        "mailbox.incoming_changed",
        "mailbox",
        mailbox.id(),
        Map.of("state", wanted == null ? "none" : wanted.tls().word()));
  }

  /// A secret is kept for the server and the user it was typed for; else a page could make us tell
  /// it to another.
  private static IncomingServer withKnownSecret(
      IncomingServer wanted, @Nullable IncomingServer known) {
    if (known == null
        || !known.host().equalsIgnoreCase(wanted.host())
        || !known.user().equals(wanted.user())) {
      return wanted;
    }
    var grant = wanted.grant();
    if (grant != null) return wanted.signingInWith(null, grant.withSecretsOf(known.grant()));
    return wanted.password() == null ? wanted.signingInWith(known.password(), null) : wanted;
  }

  private IncomingServer checked(IncomingServer server) {
    hosts.check(server.host(), server.port(), server.trusted());
    if (server.user().isBlank()) throw new MailboxRefused(Reason.NO_USER);
    var grant = server.grant();
    if (grant == null) {
      if (server.password() == null) throw new MailboxRefused(Reason.NO_PASSWORD);
      oneLine(server.password(), Reason.BAD_SIGN_IN);
    } else {
      hosts.check(grant, server.trusted());
    }
    oneLine(server.user(), Reason.BAD_SIGN_IN);
    checkFolder(server.folder());
    if (server.afterwards() == Afterwards.MOVE) {
      if (server.target() == null || server.target().isBlank()) {
        throw new MailboxRefused(Reason.NO_TARGET);
      }
      checkFolder(server.target());
      if (server.target().equalsIgnoreCase(server.folder())) {
        throw new MailboxRefused(Reason.NO_TARGET);
      }
    }
    return server;
  }

  /// @throws MailboxRefused when it cannot be the name of a folder
  static void checkFolder(String name) {
    if (name.isBlank() || name.length() > LONGEST_FOLDER) {
      throw new MailboxRefused(Reason.BAD_FOLDER);
    }
    oneLine(name, Reason.BAD_FOLDER);
  }

  private static void oneLine(String text, Reason reason) {
    if (text.chars().anyMatch(Character::isISOControl)) throw new MailboxRefused(reason);
  }

  /// Connects, encrypts, signs in and opens the folder, and fetches nothing.
  ///
  /// @return what is in the way, in words; empty when nothing is
  public Optional<String> probe(MailboxId mailbox) {
    var server = sources.server(mailbox).orElse(null);
    return server == null
        ? Optional.of(words.text("channels.fetch.none.text"))
        : look(mailbox, server);
  }

  /// The same with a server that is not saved.
  ///
  /// @throws MailboxRefused when there cannot be such a server, or it must not be reached
  public Optional<String> probe(MailboxId mailbox, IncomingServer wanted) {
    return look(mailbox, checked(wanted));
  }

  private Optional<String> look(MailboxId mailbox, IncomingServer server) {
    try (var connection = connect(mailbox, server, PROBE)) {
      connection.select(server.folder(), false);
      connection.signOut();
      return Optional.empty();
    } catch (ImapFailed e) {
      return Optional.of(wording(e.trouble().word(), server));
    }
  }

  /// The server a mailbox's mail is fetched from, with its secrets.
  Optional<IncomingServer> secretServer(MailboxId mailbox) {
    return sources.server(mailbox);
  }

  /// A connection to the server of a mailbox, signed in.
  ///
  /// @param patience how long the server may take for an answer
  ImapConnection connect(MailboxId mailbox, IncomingServer server, Duration patience)
      throws ImapFailed {
    return lines.open(server, patience, renewed -> keep(mailbox, server, renewed));
  }

  /// The provider has taken back the old token with giving out a new one.
  private void keep(MailboxId mailbox, IncomingServer server, IncomingServer renewed) {
    if (sources.server(mailbox).filter(server::equals).isPresent()) {
      sources.set(mailbox, renewed, false);
    }
  }

  /// A trouble with another folder on the server of a mailbox.
  ///
  /// @param folder null: the one for sent mail
  String wording(MailboxId mailbox, String trouble, @Nullable String folder) {
    return sources
        .server(mailbox)
        .map(server -> wording(trouble, server, folder == null ? "Sent" : folder))
        .orElse(trouble);
  }

  private String wording(String trouble, IncomingServer server) {
    return wording(trouble, server, server.folder());
  }

  private String wording(String trouble, IncomingServer server, String folder) {
    return words.text(
        "channels.fetch.trouble." + trouble,
        server.host(),
        String.valueOf(server.port()),
        server.user(),
        folder);
  }

  /// How the fetching goes; empty when the mailbox's mail is not fetched.
  @Transactional(readOnly = true)
  public Optional<FetchStanding> standing(MailboxId mailbox) {
    return Optional.ofNullable(sources.standings(mailbox, this::wording).get(mailbox));
  }

  /// How it goes for all mailboxes whose mail is fetched.
  @Transactional(readOnly = true)
  public Map<MailboxId, FetchStanding> standings() {
    return sources.standings(null, this::wording);
  }

  /// Mails that are on the server and not here, at most a hundred.
  @Transactional(readOnly = true)
  public List<MissingMail> missing(MailboxId mailbox) {
    return ledger.listMissing(mailbox, LISTED);
  }

  /// Compares what is on the server with what is here, as soon as what is new has been fetched.
  @Transactional
  public void compare(MailboxId mailbox) {
    if (!sources.wantCompared(mailbox)) throw new MailboxNotFound();
  }

  /// Fetches missing mails now.
  @Transactional
  public void fetchAgain(MailboxId mailbox) {
    ledger.fetchAgain(mailbox);
    if (!sources.wantCompared(mailbox)) throw new MailboxNotFound();
  }

  /// The mailbox takes no mail any more.
  void stop(MailboxId mailbox) {
    sources.restart(mailbox);
  }

  void start(MailboxId mailbox) {
    sources.restart(mailbox);
  }
}
