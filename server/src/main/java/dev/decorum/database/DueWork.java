package dev.decorum.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Acts on rows whose time has come: on each once, over all nodes.
///
/// Rows are claimed by locking them, passing over those that another node has locked, and acted on
/// in the same transaction: what was done and that it was done are saved together or not at all. A
/// node that is held up in the middle does not hold up the rows: the database itself ends its
/// transaction after a while. Another node takes the rows then, and whatever the first one still
/// wants to do fails.
///
/// So only what is done in the database may be done here. What must leave the house is put into a
/// queue that somebody else empties.
///
/// @param <R> a claimed row
public final class DueWork<R> {

  /// How to claim rows and what to do with them.
  public interface Rows<R> {

    /// Locks rows that are due (`for update skip locked`), the longest due first.
    List<R> claim(int limit);

    /// Acts on one; it is not due any more afterwards.
    void act(R row);

    /// Acts on all that were claimed together: where one statement does for many of them.
    default void actOnAll(List<R> rows) {
      rows.forEach(this::act);
    }

    /// One that could not be acted on is due again later, so that it keeps nobody else waiting.
    /// Claimed anew in a transaction of its own.
    void putOff(R row);
  }

  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int AT_ONCE = 100;
  private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

  private final String name;
  private final Rows<R> rows;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Duration longest;

  /// @param name for the log
  public DueWork(String name, Rows<R> rows, JdbcClient jdbc, TransactionTemplate transactions) {
    this(name, rows, jdbc, transactions, LONGEST);
  }

  DueWork(
      String name,
      Rows<R> rows,
      JdbcClient jdbc,
      TransactionTemplate transactions,
      Duration longest) {
    this.name = name;
    this.rows = rows;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.longest = longest;
  }

  /// Acts on all that is due. Other nodes may have some of what is claimed, so that few rows do not
  /// mean that there are no more.
  ///
  /// One call at a time on a node: whoever calls meanwhile waits, and finds done what was due.
  public synchronized void run() {
    int done;
    do {
      done = several();
    } while (done > 0);
  }

  private int several() {
    try {
      return together(AT_ONCE, new ArrayList<>());
    } catch (RuntimeException oneOfThem) {
      return oneByOne();
    }
  }

  private int oneByOne() {
    for (int done = 0; done < AT_ONCE; done++) {
      var claimed = new ArrayList<R>();
      try {
        if (together(1, claimed) == 0) return done;
      } catch (RuntimeException e) {
        LOG.warn("{} failed and is put off: {}", name, e.getClass().getName());
        if (claimed.isEmpty()) throw e;
        transactions.executeWithoutResult(_ -> rows.putOff(claimed.getFirst()));
      }
    }
    return AT_ONCE;
  }

  private int together(int limit, List<R> claimed) {
    transactions.executeWithoutResult(
        _ -> {
          jdbc.sql("select set_config('transaction_timeout', :longest, true)")
              .param("longest", longest.toMillis() + "ms")
              .query(String.class)
              .single();
          claimed.addAll(rows.claim(limit));
          rows.actOnAll(List.copyOf(claimed));
        });
    return claimed.size();
  }
}
