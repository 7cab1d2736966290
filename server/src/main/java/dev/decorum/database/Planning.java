package dev.decorum.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// How PostgreSQL plans what the current transaction asks.
///
/// After a few runs of a statement it keeps one plan for whatever it may be asked with. That is
/// right for what touches few rows, and saves planning it each time. For a statement that may read
/// a day or five years it is wrong: the kept plan expects a handful of rows, and looks up each of
/// hundred thousands by itself.
@Component
public class Planning {

  private final JdbcClient jdbc;

  Planning(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Plans each statement of this transaction for the values it is asked with.
  @Transactional(propagation = Propagation.MANDATORY)
  public void byValues() {
    jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
        .query(String.class)
        .single();
  }
}
