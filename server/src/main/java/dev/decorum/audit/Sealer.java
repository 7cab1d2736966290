package dev.decorum.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Chains new entries. Every node tries each second; the row lock on the chain's head lets one do
/// it.
@Component
@Profile("!command")
class Sealer {

  private static final Logger log = LoggerFactory.getLogger(Sealer.class);
  private static final int BATCH = 1_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Macs macs;
  private final HeadFile headFile;

  Sealer(JdbcClient jdbc, PlatformTransactionManager transactions, Macs macs, HeadFile headFile) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.macs = macs;
    this.headFile = headFile;
  }

  @Scheduled(fixedDelay = 1_000)
  void sealWaiting() {
    try {
      while (somethingWaits()) {
        var head = Objects.requireNonNull(transaction.execute(_ -> sealBatch()));
        if (head.isEmpty()) return;
        if (head.get().no() > 0) headFile.advance(head.get(), this::sealedAs);
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("Audit entries could not be sealed yet: {}", e.getClass().getSimpleName());
    }
  }

  private boolean somethingWaits() {
    return jdbc.sql("select exists (select from audit.unsealed where not refused)")
        .query(Boolean.class)
        .single();
  }

  /// The new head, or nothing when another node is at it or nothing could be sealed.
  private Optional<Link> sealBatch() {
    var before =
        jdbc.sql("select no, mac from audit.head for update skip locked")
            .query((row, _) -> new Link(row.getLong("no"), row.getBytes("mac")))
            .optional();
    if (before.isEmpty()) return before;
    var waiting = waiting();
    if (waiting.isEmpty()) return Optional.empty();
    var head = before.get();
    var sealed = new ArrayList<Waiting>();
    var links = new ArrayList<Link>();
    for (var next : waiting) {
      if (!Arrays.equals(macs.entry(next.entry()), next.mac())) {
        refuse(next.entry());
        continue;
      }
      head = macs.link(head, next.entry().id(), next.entry().at(), next.mac());
      sealed.add(next);
      links.add(head);
    }
    if (!links.isEmpty()) write(sealed, links, head);
    return Optional.of(head);
  }

  /// An array and not a join: the log is long, and what is known of the few that wait is old.
  private List<Waiting> waiting() {
    return jdbc.sql(
            """
            select e.id, e.at, e.actor_kind, e.actor, e.action, e.object_kind, e.object, e.facts, e.mac
              from audit.entry e
             where e.id = any (array(select u.entry
                                       from audit.unsealed u
                                      where not u.refused
                                      order by u.entry
                                      limit :batch))
             order by e.id
            """)
        .param("batch", BATCH)
        .query((row, _) -> new Waiting(Entries.entry(row), row.getBytes("mac")))
        .list();
  }

  private void refuse(AuditEntry entry) {
    log.error("The audit entry {} of {} was not written by Decorum.", entry.id(), entry.at());
    jdbc.sql("update audit.unsealed set refused = true where entry = :entry")
        .param("entry", entry.id())
        .update();
  }

  private void write(List<Waiting> sealed, List<Link> links, Link head) {
    var ids = sealed.stream().map(w -> w.entry().id()).toArray(UUID[]::new);
    jdbc.sql(
            """
            insert into audit.seal (no, entry, at, mac)
            select no, entry, at::timestamptz, mac
              from unnest(:nos, :entries, :ats, :macs) n (no, entry, at, mac)
            """)
        .param("nos", links.stream().map(Link::no).toArray(Long[]::new))
        .param("entries", ids)
        .param("ats", sealed.stream().map(w -> w.entry().at().toString()).toArray(String[]::new))
        .param("macs", links.stream().map(Link::mac).toArray(byte[][]::new))
        .update();
    jdbc.sql("delete from audit.unsealed where entry = any(:entries)")
        .param("entries", ids)
        .update();
    jdbc.sql("update audit.head set no = :no, mac = :mac")
        .param("no", head.no())
        .param("mac", head.mac())
        .update();
  }

  private boolean sealedAs(Link link) {
    return jdbc.sql("select mac from audit.seal where no = :no")
        .param("no", link.no())
        .query(byte[].class)
        .optional()
        .filter(mac -> Arrays.equals(mac, link.mac()))
        .isPresent();
  }

  private record Waiting(AuditEntry entry, byte[] mac) {}
}
