package dev.decorum.channels;

import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.files.Files;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Throws mail of blocked senders away that nobody has asked for in all its time. The row stays, so
/// that the same mail is not taken for a new one.
@Component
@Profile("!command")
class BlockedMailCleaning {

  private static final int AT_A_TIME = 100;

  private final IncomingMails mails;
  private final Files files;
  private final Audit audit;
  private final ChannelsProperties settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  BlockedMailCleaning(
      IncomingMails mails,
      Files files,
      Audit audit,
      ChannelsProperties settings,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.mails = mails;
    this.files = files;
    this.audit = audit;
    this.settings = settings;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  void clean() {
    while (Boolean.TRUE.equals(transaction.execute(_ -> cleanSome()))) {}
  }

  private boolean cleanSome() {
    var old = mails.blockedBefore(Timestamps.now(clock).minus(settings.keepBlocked()), AT_A_TIME);
    for (var mail : old) {
      if (!mails.discard(mail.id())) continue;
      files.delete(mail.raw());
      audit.changed(
          Actor.system(), "mail.discarded", "mail", mail.id(), Map.of("reason", "blocked"));
    }
    return old.size() == AT_A_TIME;
  }
}
