package dev.decorum.channels;

import dev.decorum.channels.ImapSources.Claim;
import dev.decorum.channels.ImapSources.Cursor;
import dev.decorum.channels.imap.Fetched;
import dev.decorum.channels.imap.Listed;
import dev.decorum.files.Files;
import dev.decorum.inbox.MailboxId;
import dev.decorum.staff.Organisation;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps fetched mails together with how far the folder has been read, in one transaction: whatever
/// happens in whichever moment, a mail is here and counted as fetched, or neither.
@Component
class FetchedMails {

  /// Nobody knows by which way a fetched mail came, nor to which address but by what it says.
  private static final MailEnvelope UNKNOWN = new MailEnvelope("", List.of(), "", "", false);

  private final ImapSources sources;
  private final ImapLedger ledger;
  private final IncomingMails mails;
  private final Files files;
  private final Vault vault;
  private final TransactionTemplate transaction;
  private final IntakeBell bell;
  private final Organisation organisation;
  private final Clock clock;

  FetchedMails(
      ImapSources sources,
      ImapLedger ledger,
      IncomingMails mails,
      Files files,
      Vault vault,
      PlatformTransactionManager transactions,
      IntakeBell bell,
      Organisation organisation,
      Clock clock) {
    this.sources = sources;
    this.ledger = ledger;
    this.mails = mails;
    this.files = files;
    this.vault = vault;
    this.transaction = new TransactionTemplate(transactions);
    this.bell = bell;
    this.organisation = organisation;
    this.clock = clock;
  }

  /// A mail and what the server says of it.
  record Arrival(Listed listed, Fetched mail) {}

  /// @param to how far the folder has been read with these mails
  /// @throws LeaseLost when another has taken over; nothing is kept then
  void keep(Claim claim, Cursor to, List<Arrival> arrivals) {
    // Before a transaction is open: reading takes time, and a new key a second connection.
    var digests = new ArrayList<byte[]>();
    for (var one : arrivals) digests.add(digest(one));
    var key = vault.intakeKey();
    transaction.executeWithoutResult(
        _ -> {
          sources.advance(claim, to);
          for (int i = 0; i < arrivals.size(); i++) {
            var arrival = arrivals.get(i);
            ledger.kept(claim, to, arrival.listed(), keep(claim, key, digests.get(i), arrival));
          }
        });
    bell.ring(arrivals.size());
    bell.awaitFew();
  }

  /// @return the row of the mail, which may have come before or by another way
  private UUID keep(Claim claim, KeyId key, byte[] digest, Arrival arrival) {
    var mailbox = claim.mailbox();
    return mails.known(mailbox, digest).orElseGet(() -> add(mailbox, claim, key, digest, arrival));
  }

  private UUID add(MailboxId mailbox, Claim claim, KeyId key, byte[] digest, Arrival arrival) {
    try (var content = arrival.mail().content().open()) {
      var raw = files.store(key, "mail.eml", "message/rfc822", content);
      var received = received(arrival.listed());
      var added =
          mails.add(
              mailbox, digest, key, UNKNOWN, raw, received, isArchived(claim.server(), received));
      if (added.isPresent()) return added.get();
      files.delete(raw);
      return mails
          .known(mailbox, digest)
          .orElseThrow(() -> new IllegalStateException("a mail that is known cannot be found"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The client has waited since the server got the mail, however long we could not fetch it.
  private Instant received(Listed listed) {
    var now = Timestamps.now(clock);
    var arrived = listed.arrived();
    return arrived == null || arrived.isAfter(now) ? now : arrived;
  }

  private boolean isArchived(IncomingServer server, Instant received) {
    var before = server.archive();
    return before != null
        && received.isBefore(before.atStartOfDay(organisation.zone()).toInstant());
  }

  private byte[] digest(Arrival arrival) {
    try (var content = arrival.mail().content().open()) {
      return vault.digest("channels.incoming", ContentDigest.of(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lists a mail that is on the server and cannot be had.
  ///
  /// @throws LeaseLost when another has taken over
  void miss(Claim claim, Cursor at, Listed mail, MissingMail.Reason reason) {
    transaction.executeWithoutResult(
        _ -> {
          sources.advance(claim, at);
          ledger.missing(claim, at, mail, reason);
        });
  }

  /// There is nothing up to here that is not dealt with.
  ///
  /// @throws LeaseLost when another has taken over
  void advance(Claim claim, Cursor to) {
    sources.advance(claim, to);
  }
}
