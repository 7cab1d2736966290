package dev.decorum.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Checks the whole log against its chain, in one snapshot and with a thousand rows in memory.
@Component
class Verifier {

  private static final int MOST_LISTED = 1_000;
  private static final int ROWS_AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final JdbcClient streaming;
  private final TransactionTemplate snapshot;
  private final Macs macs;
  private final HeadFile headFile;

  Verifier(
      JdbcClient jdbc,
      DataSource dataSource,
      PlatformTransactionManager transactions,
      Macs macs,
      HeadFile headFile) {
    this.jdbc = jdbc;
    var template = new JdbcTemplate(dataSource);
    template.setFetchSize(ROWS_AT_ONCE);
    this.streaming = JdbcClient.create(template);
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.macs = macs;
    this.headFile = headFile;
  }

  AuditVerification verify() {
    // Read before the snapshot is taken, so that it cannot be ahead of it.
    var known = headFile.read().orElse(null);
    return Objects.requireNonNull(snapshot.execute(_ -> new Run(known).verify()));
  }

  private final class Run {

    private final @Nullable Link known;
    private final List<AuditProblem> listed = new ArrayList<>();
    private long problems;
    private long sealed;
    private boolean knownSeen;

    /// The last link read, as it stands in the table.
    private Link stored = new Link(0, new byte[0]);

    /// The same link as it should be; differs when it was altered.
    private Link right = stored;

    private Run(@Nullable Link known) {
      this.known = known;
    }

    private AuditVerification verify() {
      checkChain();
      checkEnd();
      checkUnchained();
      return new AuditVerification(sealed, waiting(), problems, List.copyOf(listed), known != null);
    }

    private void checkChain() {
      streaming
          .sql(
              """
              select s.no, s.entry, s.at as sealed_at, s.mac as seal,
                     e.id, e.at, e.actor_kind, e.actor, e.action, e.object_kind, e.object, e.facts, e.mac
                from audit.seal s
                left join audit.entry e on e.id = s.entry
               order by s.no
              """)
          .query(
              row -> {
                var entry = row.getObject("id") == null ? null : Entries.entry(row);
                check(
                    new Link(row.getLong("no"), row.getBytes("seal")),
                    row.getObject("entry", UUID.class),
                    row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                    entry,
                    row.getBytes("mac"));
              });
    }

    private void check(
        Link link, UUID id, Instant at, @Nullable AuditEntry entry, byte @Nullable [] mac) {
      sealed++;
      boolean follows = link.no() == stored.no() + 1;
      if (!follows) {
        found(new AuditProblem(AuditProblem.Kind.LINKS_MISSING, stored.no() + 1, null, at));
      }
      if (known != null && known.no() == link.no()) {
        knownSeen = Arrays.equals(known.mac(), link.mac());
      }
      if (entry == null || mac == null) {
        found(new AuditProblem(AuditProblem.Kind.MISSING, link.no(), id, at));
        right = link;
      } else {
        // From what the entry says, not from the digest beside it: both may have been altered.
        var rightMac = macs.entry(entry);
        boolean altered = !Arrays.equals(rightMac, mac);
        var fromStored = macs.link(stored, id, at, mac);
        var fromRight = macs.link(right, id, at, mac);
        boolean linked = matches(fromStored, link) || matches(fromRight, link);
        if (altered) {
          found(new AuditProblem(AuditProblem.Kind.ALTERED, link.no(), id, entry.at()));
        } else if (follows && !linked) {
          found(new AuditProblem(AuditProblem.Kind.LINK_ALTERED, link.no(), id, at));
        }
        right = follows && !linked && !altered ? fromRight : link;
      }
      stored = link;
    }

    private static boolean matches(Link expected, Link link) {
      return expected.no() == link.no() && Arrays.equals(expected.mac(), link.mac());
    }

    private void checkEnd() {
      var head =
          jdbc.sql("select no, mac from audit.head")
              .query((row, _) -> new Link(row.getLong("no"), row.getBytes("mac")))
              .optional()
              .orElse(new Link(0, new byte[0]));
      if (head.no() > stored.no()) {
        found(new AuditProblem(AuditProblem.Kind.CUT_OFF, head.no(), null, null));
      } else if (known != null && known.no() > 0 && !knownSeen) {
        found(new AuditProblem(AuditProblem.Kind.CUT_OFF, known.no(), null, null));
      }
    }

    /// Entries outside the chain, and places in the queue whose entry is gone.
    private void checkUnchained() {
      streaming
          .sql(
              """
              select e.id, e.at, u.entry is null as unsealed
                from audit.entry e
                left join audit.unsealed u on u.entry = e.id
               where not exists (select from audit.seal s where s.entry = e.id)
                 and (u.entry is null or u.refused)
               order by e.id
              """)
          .query(
              row -> {
                found(
                    new AuditProblem(
                        row.getBoolean("unsealed")
                            ? AuditProblem.Kind.UNSEALED
                            : AuditProblem.Kind.FORGED,
                        0,
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()));
              });
      streaming
          .sql(
              """
              select u.entry
                from audit.unsealed u
               where not exists (select from audit.entry e where e.id = u.entry)
               order by u.entry
              """)
          .query(
              row -> {
                var id = row.getObject("entry", UUID.class);
                found(new AuditProblem(AuditProblem.Kind.MISSING, 0, id, madeAt(id)));
              });
    }

    private long waiting() {
      return jdbc.sql("select count(*) from audit.unsealed where not refused")
          .query(Long.class)
          .single();
    }

    private void found(AuditProblem problem) {
      problems++;
      if (listed.size() < MOST_LISTED) listed.add(problem);
    }

    /// The time in an id of version 7.
    private static Instant madeAt(UUID id) {
      return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
  }
}
