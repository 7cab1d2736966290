package dev.decorum.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.decorum.testing.DatabaseTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
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
}
