package dev.decorum.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ConcurrentLruCache;

/// Statements of the current transaction whose result nobody waits for.
///
/// They go to the database together, in one round trip and in the order in which they were added:
/// before the next statement of a `JdbcClient` in this transaction, which sees what they did, and
/// at the latest right before the commit. What they violate is thrown then. Without a transaction
/// they go at once.
@Component
public class Pending {

  /// Among what is done right before a commit: the last.
  public static final int ORDER = Ordered.LOWEST_PRECEDENCE;

  /// So that they do not pile up in memory.
  private static final int MOST = 32;

  private final JdbcOperations jdbc;
  private final ConcurrentLruCache<String, ParsedSql> parsed =
      new ConcurrentLruCache<>(256, NamedParameterUtils::parseSqlStatement);

  Pending(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /// @param text one statement, with named parameters
  public Statement sql(String text) {
    return new Statement(text);
  }

  /// A statement that is being put together.
  public final class Statement {

    private final String text;
    private final MapSqlParameterSource values = new MapSqlParameterSource();

    private Statement(String text) {
      this.text = text;
    }

    public Statement param(String name, @Nullable Object value) {
      values.addValue(name, value);
      return this;
    }

    public Statement params(Map<String, ? extends @Nullable Object> some) {
      some.forEach(values::addValue);
      return this;
    }

    /// Leaves it to be run with others.
    public void add() {
      var queue = open();
      queue.add(this);
      if (queue.isFull() || !queue.waits) queue.send();
    }
  }

  /// A client that first sends what waits.
  public JdbcClient client() {
    var client = JdbcClient.create(jdbc);
    return text -> {
      send();
      return client.sql(text);
    };
  }

  private void send() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Queue queue) queue.send();
  }

  /// Makes sure that what is added while the transaction commits goes with it.
  public void prepare() {
    open();
  }

  private Queue open() {
    if (TransactionSynchronizationManager.getResource(this) instanceof Queue queue) return queue;
    if (!TransactionSynchronizationManager.isActualTransactionActive()) return new Queue(false);
    var queue = new Queue(true);
    TransactionSynchronizationManager.registerSynchronization(queue);
    queue.resume();
    return queue;
  }

  /// What waits in one transaction.
  private final class Queue implements TransactionSynchronization {

    private final List<String> statements = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private boolean waits;

    Queue(boolean waits) {
      this.waits = waits;
    }

    void add(Statement statement) {
      var sql = parsed.get(statement.text);
      statements.add(NamedParameterUtils.substituteNamedParameters(sql, statement.values));
      values.addAll(
          Arrays.asList(NamedParameterUtils.buildValueArray(sql, statement.values, null)));
    }

    boolean isFull() {
      return statements.size() >= MOST;
    }

    /// The driver sends the parts of one text without waiting for an answer in between.
    void send() {
      if (statements.isEmpty()) return;
      var text = String.join(";\n", statements);
      var arguments = new ArgumentPreparedStatementSetter(values.toArray());
      statements.clear();
      values.clear();
      jdbc.execute(
          text,
          (PreparedStatementCallback<Boolean>)
              statement -> {
                arguments.setValues(statement);
                return statement.execute();
              });
    }

    @Override
    public int getOrder() {
      return ORDER;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      waits = false;
      send();
    }

    @Override
    public void suspend() {
      TransactionSynchronizationManager.unbindResource(Pending.this);
    }

    @Override
    public void resume() {
      TransactionSynchronizationManager.bindResource(Pending.this, this);
    }

    @Override
    public void beforeCompletion() {
      TransactionSynchronizationManager.unbindResourceIfPossible(Pending.this);
    }
  }
}
