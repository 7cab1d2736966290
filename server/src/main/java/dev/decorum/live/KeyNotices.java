package dev.decorum.live;

import dev.decorum.vault.DataKeyDestroyed;
import dev.decorum.vault.Vault;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Carries the news that a data key was destroyed to all nodes, so that none goes on opening with a
/// key that it holds in memory.
@Component
class KeyNotices {

  private static final String QUEUE = "vault.destroyed";

  private final Live live;

  KeyNotices(Live live, Vault vault) {
    this.live = live;
    live.onWake(QUEUE, vault::forgetDestroyed);
  }

  @EventListener
  void on(DataKeyDestroyed destroyed) {
    live.wake(QUEUE);
  }
}
