package dev.decorum.live;

import dev.decorum.database.Pending;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells other nodes and browsers that something changed. What changed is never told: a browser
/// fetches it again under its own permissions.
///
/// Both kinds of news leave with the current transaction: never before it commits, and not at all
/// when it is rolled back.
@Service
public class Live {

  static final String CHANGES = "decorum_changes";
  static final String WAKE_UPS = "decorum_wake_ups";

  private final Pending pending;
  private final Map<String, List<Waker>> wakers = new ConcurrentHashMap<>();

  Live(Pending pending) {
    this.pending = pending;
  }

  /// Says that a thing has a new version, to the browsers of those whom the topic's `LiveGate` lets
  /// know.
  ///
  /// @param topic the kind of thing, such as `conversation`
  /// @param id as pages know it, such as `4821`
  public void changed(String topic, String id, long version) {
    notify(CHANGES, new Change(topic, id, version).toString());
  }

  /// Wakes the workers of a queue on every node, this one included.
  public void wake(String queue) {
    notify(WAKE_UPS, queue);
  }

  /// Runs a worker whenever its queue is woken, and once after any gap in which a call could have
  /// been missed. Never runs it twice at a time; a call that comes meanwhile makes it run again.
  public void onWake(String queue, Runnable worker) {
    wakers.computeIfAbsent(queue, _ -> new CopyOnWriteArrayList<>()).add(new Waker(queue, worker));
  }

  void woken(String queue) {
    wakers.getOrDefault(queue, List.of()).forEach(Waker::wake);
  }

  void wokenAll() {
    wakers.values().forEach(workers -> workers.forEach(Waker::wake));
  }

  private void notify(String channel, String payload) {
    var notice = new Notice(channel, payload);
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      send(List.of(notice));
      return;
    }
    TransactionSynchronizationManager.getSynchronizations().stream()
        .filter(Notices.class::isInstance)
        .map(Notices.class::cast)
        .findFirst()
        .orElseGet(this::begun)
        .add(notice);
  }

  private Notices begun() {
    var notices = new Notices();
    pending.prepare();
    TransactionSynchronizationManager.registerSynchronization(notices);
    return notices;
  }

  private void send(Collection<Notice> notices) {
    pending
        .sql(
            """
            select pg_notify(n.channel, n.payload)
              from unnest(:channels, :payloads) as n (channel, payload)
            """)
        .param("channels", notices.stream().map(Notice::channel).toArray(String[]::new))
        .param("payloads", notices.stream().map(Notice::payload).toArray(String[]::new))
        .add();
  }

  private record Notice(String channel, String payload) {}

  /// What a transaction has to tell, sent with one statement at its end: an answer to a client is
  /// news to half a dozen pages.
  private final class Notices implements TransactionSynchronization {

    private final Set<Notice> waiting = new LinkedHashSet<>();
    private boolean sent;

    void add(Notice notice) {
      if (sent) send(List.of(notice));
      else waiting.add(notice);
    }

    @Override
    public int getOrder() {
      return Pending.ORDER - 1;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      send(waiting);
      sent = true;
    }
  }
}
