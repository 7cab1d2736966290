package dev.decorum.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Looks after the keys in the background: forgets what other nodes destroyed, makes tomorrow's
/// intake key and destroys those that nothing needs any more.
@Component
@Profile("!command")
class KeyCare {

  private static final Logger log = LoggerFactory.getLogger(KeyCare.class);

  /// A node that cannot ask for so long trusts none of the keys it holds.
  private static final Duration MOST_STALE = Duration.ofSeconds(50);

  private final DataKeys keys;
  private final Vault vault;
  private final ObjectProvider<IntakeKeyUse> uses;
  private final Clock clock;
  private volatile Instant lastLooked;

  KeyCare(DataKeys keys, Vault vault, ObjectProvider<IntakeKeyUse> uses, Clock clock) {
    this.keys = keys;
    this.vault = vault;
    this.uses = uses;
    this.clock = clock;
    this.lastLooked = clock.instant();
  }

  /// A node may have ended between an erasure and its note.
  @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT5S")
  void noteDestroyedKeys() {
    vault.noteAllDestroyed();
  }

  @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT20S")
  void forgetDestroyedKeys() {
    try {
      vault.forgetDestroyed();
      lastLooked = clock.instant();
    } catch (DataAccessException | TransactionException e) {
      if (Duration.between(lastLooked, clock.instant()).compareTo(MOST_STALE) > 0) keys.forgetAll();
    }
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
  void replaceIntakeKeys() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    // So that nobody waits for it in the first second of the day.
    vault.intakeKey(today);
    vault.intakeKey(today.plusDays(1));
    // Yesterday's may still be in the hands of a transaction that has not been committed.
    for (var key : keys.intakeKeysBefore(today.minusDays(1))) {
      if (uses.stream().noneMatch(use -> use.uses(key))) {
        vault.destroy(key);
        log.info("Destroyed the intake key {}: nothing needs it any more.", key.id());
      }
    }
  }
}
