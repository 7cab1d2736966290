package dev.decorum.inbox;

import dev.decorum.audit.Actor;
import dev.decorum.inbox.Happening.What;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Wakes snoozed conversations when their time has come, and forgets what can no longer be taken
/// back. Every node does; none does what another is doing.
@Component
class Snoozing {

  private static final int AT_ONCE = 100;

  private final Conversations conversations;
  private final Departures departures;
  private final Chronicle chronicle;
  private final TransactionTemplate transactions;

  Snoozing(
      Conversations conversations,
      Departures departures,
      Chronicle chronicle,
      TransactionTemplate transactions) {
    this.conversations = conversations;
    this.departures = departures;
    this.chronicle = chronicle;
    this.transactions = transactions;
  }

  @Scheduled(fixedDelay = 10_000, initialDelay = 5_000)
  void wakeAll() {
    while (wakeSome() == AT_ONCE) {
      // More of them may be due.
    }
  }

  @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
  void forget() {
    transactions.executeWithoutResult(_ -> departures.forget());
  }

  private int wakeSome() {
    Integer woken =
        transactions.execute(
            _ -> {
              var due = conversations.lockDueBySystem(AT_ONCE);
              due.forEach(
                  c ->
                      chronicle.save(
                          Actor.system(), c, c.standing(c.standing().wake()), What.WOKEN));
              return due.size();
            });
    return woken == null ? 0 : woken;
  }
}
