package dev.decorum.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.TestDatabase;
import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest
@DatabaseTest
class MigrationsTests {

  @Autowired JdbcClient jdbc;

  @Test
  void theApplicationReadsAndWritesTheTablesOfModules() {
    var rights =
        jdbc.sql(
                """
                select has_table_privilege('staff.member', 'select')
                   and has_table_privilege('staff.member', 'insert')
                   and has_table_privilege('staff.member', 'update')
                   and has_table_privilege('staff.member', 'delete')
                """)
            .query(Boolean.class)
            .single();

    assertThat(rights).isTrue();
  }

  @Test
  void theApplicationMakesNoTables() {
    for (var statement :
        new String[] {
          "create table staff.x (a int)",
          "create schema x",
          "create table public.x (a int)",
          "drop table staff.member"
        }) {
      assertThatThrownBy(() -> jdbc.sql(statement).update())
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
  }

  @Test
  void everyModuleWithTablesHasItsPlaceInTheOrder() throws IOException {
    var scripts =
        new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql");

    assertThat(scripts).isNotEmpty();
    for (var script : scripts) {
      assertThat(script.getURI().toString())
          .matches(".*/db/migration/(%s)/V.*".formatted(String.join("|", Migrations.MODULES)));
    }
  }

  @Test
  void twoNodesBringAnEmptyDatabaseUpToDateAtTheSameTime() throws Exception {
    var database = TestDatabase.empty();

    try (var nodes = Executors.newFixedThreadPool(2)) {
      var both = nodes.invokeAll(Collections.nCopies(2, () -> TestDatabase.migrate(database)));

      for (var node : both) {
        assertThat(node.get()).isEqualTo(database);
      }
    }
    assertThat(Clusters.ask(database, database.application(), "select count(*) from staff.member"))
        .isEqualTo("0");
  }

  @Test
  void theApplicationOnlyAddsToTheAuditLog() throws Exception {
    for (var statement :
        new String[] {
          "update audit.entry set action = 'x'",
          "delete from audit.entry",
          "truncate audit.entry",
          "delete from staff.migration"
        }) {
      assertThatThrownBy(() -> jdbc.sql(statement).update())
          .isInstanceOf(DataAccessException.class)
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }
}
