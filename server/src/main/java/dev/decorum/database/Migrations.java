package dev.decorum.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/// Brings the tables of all modules up to date and gives the application its rights on them.
///
/// Each module has a schema and a history of its own. One node at a time does this on one database;
/// the others wait and find nothing left to do.
public final class Migrations implements FlywayMigrationStrategy {

  /// The modules with tables, lowest floor first: a module may call the SQL functions of those
  /// before it.
  static final List<String> MODULES =
      List.of(
          "web",
          "vault",
          "audit",
          "live",
          "staff",
          "files",
          "templates",
          "clients",
          "inbox",
          "channels",
          "coach",
          "demo");

  private static final long LOCK = 0x4465_636f_7275_6dL; // "Decorum"

  private final String application;

  /// @param application the role that works with the tables
  public Migrations(String application) {
    this.application = application;
  }

  @Override
  public void migrate(Flyway flyway) {
    DataSource owner = flyway.getConfiguration().getDataSource();
    try (var connection = owner.getConnection()) {
      execute(connection, "select pg_advisory_lock(%d)".formatted(LOCK));
      MODULES.forEach(module -> migrate(flyway, module));
      execute(
          connection, "set decorum.application = '%s'".formatted(application.replace("'", "''")));
      execute(connection, RIGHTS);
    } catch (FlywayValidateException differs) {
      throw new DatabaseProblem(
          "The tables of this database were made by another version of Decorum than this one: start the version that made them, or restore a backup of this one's.",
          differs);
    } catch (SQLException failed) {
      throw new DatabaseProblem(
          "The tables cannot be brought up to date: " + failed.getMessage(), failed);
    }
  }

  private static void migrate(Flyway flyway, String module) {
    var migrations = "db/migration/" + module;
    if (Migrations.class.getClassLoader().getResource(migrations) != null) {
      Flyway.configure()
          .configuration(flyway.getConfiguration())
          .locations("classpath:" + migrations)
          .schemas(module)
          .defaultSchema(module)
          .table("migration")
          .load()
          .migrate();
    }
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var executable = connection.createStatement()) {
      executable.execute(statement);
    }
  }

  /// The application reads and writes rows and may do no more. What the audit log says, it can only
  /// add to.
  private static final String RIGHTS =
      """
      do $$
      declare
        application name := current_setting('decorum.application');
        module name;
      begin
        if application = current_user then
          return;
        end if;
        for module in
          select n.nspname
            from pg_namespace n
            join pg_class c on c.relnamespace = n.oid
           where c.relname = 'migration'
             and c.relowner = current_user::regrole
        loop
          execute format('grant usage on schema %I to %I', module, application);
          execute format('grant select, insert, update, delete on all tables in schema %I to %I', module, application);
          execute format('grant usage, select on all sequences in schema %I to %I', module, application);
          execute format('grant execute on all routines in schema %I to %I', module, application);
          execute format('revoke insert, update, delete on %I.migration from %I', module, application);
        end loop;
        if to_regclass('audit.entry') is not null then
          execute format('revoke update, delete, truncate on audit.entry from %I', application);
        end if;
        if to_regclass('audit.seal') is not null then
          execute format('revoke update, delete, truncate on audit.seal from %I', application);
        end if;
      end
      $$
      """;
}
