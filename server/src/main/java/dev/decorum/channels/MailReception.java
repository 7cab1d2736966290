package dev.decorum.channels;

import static java.util.Comparator.comparing;

import dev.decorum.channels.smtp.Envelope;
import dev.decorum.channels.smtp.Reception;
import dev.decorum.channels.spool.Content;
import dev.decorum.database.DecorumProperties;
import dev.decorum.files.Files;
import dev.decorum.inbox.MailboxId;
import dev.decorum.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps raw mail before it is acknowledged; what it says is looked at later.
@Component
class MailReception implements Reception {

  private static final Logger log = LoggerFactory.getLogger(MailReception.class);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.US);
  private static final String DISK_FULL = "53100";

  private final OwnAddresses ours;
  private final IncomingMails mails;
  private final Files files;
  private final Vault vault;
  private final TransactionTemplate transaction;
  private final IntakeBell bell;
  private final String ownName;
  private final Clock clock;

  MailReception(
      OwnAddresses ours,
      IncomingMails mails,
      Files files,
      Vault vault,
      PlatformTransactionManager transactions,
      IntakeBell bell,
      DecorumProperties properties,
      Clock clock) {
    this.ours = ours;
    this.mails = mails;
    this.files = files;
    this.vault = vault;
    this.transaction = new TransactionTemplate(transactions);
    this.bell = bell;
    this.ownName = Optional.ofNullable(properties.baseUrl().getHost()).orElse("localhost");
    this.clock = clock;
  }

  @Override
  public Answer recipient(String address) {
    try {
      return ours.deliveryTo(address)
          .filter(OwnAddresses.Delivery::open)
          .map(_ -> Answer.KNOWN)
          .orElse(Answer.UNKNOWN);
    } catch (DataAccessException | TransactionException e) {
      log.warn("A recipient cannot be looked up now: {}", e.getClass().getName());
      return Answer.TRY_LATER;
    }
  }

  @Override
  public Outcome receive(Envelope envelope, Content content) throws IOException {
    bell.awaitFew();
    byte[] sha256;
    try (var mail = content.open()) {
      sha256 = ContentDigest.of(mail);
    }
    try {
      var digest = vault.digest("channels.incoming", sha256);
      // Made, if need be, before a transaction is open: its own would need a second connection.
      vault.intakeKey();
      transaction.executeWithoutResult(_ -> keep(envelope, content, digest));
      bell.ring(1);
      return Outcome.KEPT;
    } catch (DataAccessException | TransactionException | UncheckedIOException e) {
      log.warn("A mail cannot be kept now: {}", e.getClass().getName());
      return isDiskFull(e) ? Outcome.NO_ROOM : Outcome.TRY_LATER;
    }
  }

  private static boolean isDiskFull(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) return true;
    }
    return false;
  }

  /// One row for each mailbox, all of them or none.
  private void keep(Envelope envelope, Content content, byte[] digest) {
    // In one order, so that a mail which comes twice at once never waits for itself.
    var recipients = new TreeMap<MailboxId, List<String>>(comparing(MailboxId::id));
    ours.deliveriesTo(envelope.recipients())
        .forEach(
            (address, to) ->
                recipients.computeIfAbsent(to.mailbox(), _ -> new ArrayList<>()).add(address));
    if (recipients.isEmpty()) {
      throw new IllegalStateException("A mail without a mailbox was about to be acknowledged");
    }
    recipients.forEach((mailbox, addresses) -> keep(mailbox, addresses, envelope, content, digest));
  }

  /// The row first: it tells whether the same mail is here already.
  private void keep(
      MailboxId mailbox,
      List<String> addresses,
      Envelope envelope,
      Content content,
      byte[] digest) {
    var key = vault.intakeKey();
    var kept =
        new MailEnvelope(
            envelope.sender(),
            addresses,
            envelope.peer().getHostAddress(),
            envelope.helo(),
            envelope.encrypted());
    var raw = Files.next();
    if (mails.add(mailbox, digest, key, kept, raw, Timestamps.now(clock), false).isEmpty()) return;
    try (var mail = traced(envelope, content)) {
      files.store(raw, key, "mail.eml", "message/rfc822", mail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The mail under a Received field of ours, as every server on the way writes one.
  private InputStream traced(Envelope envelope, Content content) throws IOException {
    var field =
        "Received: from %s ([%s])\r\n\tby %s with %s;\r\n\t%s\r\n"
            .formatted(
                envelope.helo().replaceAll("[^\\p{Alnum}.:\\[\\]_-]", "?"),
                envelope.peer().getHostAddress(),
                ownName,
                envelope.encrypted() ? "ESMTPS" : "ESMTP",
                DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
    return new SequenceInputStream(
        new ByteArrayInputStream(field.getBytes(StandardCharsets.US_ASCII)), content.open());
  }
}
