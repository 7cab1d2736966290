package dev.decorum.channels;

import dev.decorum.channels.IncomingMails.Incoming;
import dev.decorum.channels.dns.Lookups;
import dev.decorum.channels.dns.NotKnownYet;
import dev.decorum.database.DecorumProperties;
import dev.decorum.inbox.SenderProof;
import dev.decorum.mail.auth.Authentication;
import dev.decorum.mail.auth.DkimResult;
import dev.decorum.mail.auth.DmarcResult;
import dev.decorum.mail.auth.DmarcResult.Proof;
import dev.decorum.mail.auth.Envelope;
import dev.decorum.mail.auth.MailAuthentication;
import dev.decorum.mail.auth.Resolver;
import dev.decorum.mail.auth.SpfResult;
import dev.decorum.mail.auth.Trust;
import dev.decorum.network.Reach;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds out who really sent a mail, without holding anything up.
///
/// What DNS has told lately decides at once. Else DNS is asked, for many mails beside each other
/// and for two seconds each; what it does not tell by then counts as not known.
@Component
class SenderChecks {

  private static final Logger log = LoggerFactory.getLogger(SenderChecks.class);

  private static final Duration TIME = Duration.ofSeconds(2);

  /// How many kilobytes of mail may wait for DNS at a time. Each takes this several times over.
  private static final int ROOM = 32 * 1024;

  private static final int LEAST = 16;

  private static final SenderFinding NO_ANSWER =
      new SenderFinding(Dmarc.NONE, SenderProof.NO_ANSWER);
  private static final SenderFinding NOT_PROVABLE =
      new SenderFinding(Dmarc.NONE, SenderProof.NOT_PROVABLE);

  private final Lookups lookups;
  private final Clock clock;
  private final boolean wanted;
  private final Trust relays;
  private final Trust fetched;
  private final Semaphore room = new Semaphore(ROOM);

  SenderChecks(
      Lookups lookups, Clock clock, ChannelsProperties settings, DecorumProperties properties) {
    this.lookups = lookups;
    this.clock = clock;
    this.wanted = settings.checkSenders() && !properties.demo();
    this.relays = new Trust(settings.arcSealers(), settings.relayResults());
    this.fetched = new Trust(settings.arcSealers(), settings.fetchedResults());
  }

  /// What can be said without asking anybody.
  Optional<SenderFinding> now(Incoming mail, byte[] raw) {
    // Keys are withdrawn and domains change hands: of an old mail nothing can be said any more.
    if (!wanted || mail.archived()) return Optional.of(SenderFinding.NOT_CHECKED);
    if (!isProvable(mail, raw)) return Optional.of(NOT_PROVABLE);
    try {
      return Optional.of(look(mail, raw, lookups.remembered()));
    } catch (NotKnownYet e) {
      return Optional.empty();
    }
  }

  /// Asks whom there is to ask. Always completes, within the time.
  CompletableFuture<SenderFinding> soon(Incoming mail, byte[] raw) {
    int size = Math.clamp(raw.length / 1024, LEAST, ROOM);
    if (!room.tryAcquire(size)) return CompletableFuture.completedFuture(NO_ANSWER);
    var found = new CompletableFuture<SenderFinding>();
    Thread.ofVirtual()
        .name("sender-check")
        .start(
            () -> {
              try {
                long end = System.nanoTime() + TIME.toNanos();
                found.complete(look(mail, raw, lookups.until(end)));
              } catch (RuntimeException e) {
                log.warn("A sender cannot be checked: {}", e.getClass().getName());
                found.complete(NO_ANSWER);
              } finally {
                room.release(size);
              }
            });
    return found;
  }

  private SenderFinding look(Incoming mail, byte[] raw, Resolver dns) {
    var envelope = mail.envelope();
    var client = client(envelope);
    var trust = isFetched(mail) ? fetched : relays;
    return judge(
        new MailAuthentication(dns, clock, trust)
            .check(
                raw,
                client == null
                    ? Envelope.unknown()
                    : new Envelope(client, envelope.helo(), envelope.sender())));
  }

  private static SenderFinding judge(Authentication found) {
    var dmarc = found.dmarc();
    return switch (dmarc.state()) {
      case PASS -> new SenderFinding(Dmarc.PASS, proof(Objects.requireNonNull(dmarc.proof())));
      case NONE -> new SenderFinding(Dmarc.NONE, SenderProof.NO_POLICY);
      case TEMPORARY_ERROR -> NO_ANSWER;
      case FAIL -> failed(found, dmarc);
    };
  }

  private static SenderProof proof(Proof proof) {
    return switch (proof) {
      case DKIM -> SenderProof.SIGNED;
      case SPF -> SenderProof.SENT_FROM_DOMAIN;
      case ARC -> SenderProof.PASSED_ON;
    };
  }

  /// A mail has failed only when all that could have proved it was looked at. Where nobody knows
  /// which server sent it, it may well be one of the domain's; but a domain whose own signature is
  /// broken has signed, and somebody has changed the mail.
  private static SenderFinding failed(Authentication found, DmarcResult dmarc) {
    if (dmarc.domain().isEmpty()) {
      return new SenderFinding(Dmarc.FAIL, SenderProof.SEVERAL_SENDERS);
    }
    boolean complete =
        found.spf() != SpfResult.NOT_CHECKED
            || found.dkim().stream().anyMatch(one -> isBroken(one, dmarc.domain()));
    return complete ? new SenderFinding(Dmarc.FAIL, SenderProof.DISOWNED) : NOT_PROVABLE;
  }

  private static boolean isBroken(DkimResult signature, String domain) {
    boolean own =
        signature.domain().equals(domain)
            || signature.domain().endsWith("." + domain)
            || domain.endsWith("." + signature.domain());
    return own
        && switch (signature.state()) {
          case BAD_SIGNATURE, BAD_BODY -> true;
          case PASS, EXPIRED, NOT_ACCEPTED, PARTIAL, NO_USABLE_KEY, KEY_NOT_KNOWN -> false;
        };
  }

  /// The server in front of us, unless it is one of our own network: then it only passed the mail
  /// on.
  private static @Nullable InetAddress client(MailEnvelope envelope) {
    if (envelope.peer().isEmpty()) return null;
    // What stands behind a percent sign names a network card of ours.
    var peer = InetAddress.ofLiteral(envelope.peer().replaceFirst("%.*", ""));
    return Reach.special(peer) ? null : peer;
  }

  private static boolean isFetched(Incoming mail) {
    return mail.envelope().peer().isEmpty();
  }

  /// Whether there is anything to look at. Without a signature, and from a server of our own
  /// network or by IMAP, nobody has to be asked to know that nothing is proved.
  private boolean isProvable(Incoming mail, byte[] raw) {
    if (client(mail.envelope()) != null) return true;
    var trust = isFetched(mail) ? fetched : relays;
    var proofs =
        trust.servers().isEmpty()
            ? Set.of("dkim-signature", "arc-seal")
            : Set.of("dkim-signature", "arc-seal", "authentication-results");
    return hasField(raw, proofs);
  }

  private static boolean hasField(byte[] raw, Set<String> names) {
    int line = 0;
    while (line < raw.length && raw[line] != '\n' && raw[line] != '\r') {
      int at = line;
      while (at < raw.length && raw[at] != ':' && raw[at] != '\n') at++;
      var name = new String(raw, line, at - line, StandardCharsets.ISO_8859_1);
      if (names.contains(name.strip().toLowerCase(Locale.ROOT))) return true;
      while (at < raw.length && raw[at] != '\n') at++;
      line = at + 1;
    }
    return false;
  }
}
