package dev.decorum.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
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
          "hours",
          "files",
          "clients",
          "templates",
          "inbox",
          "channels",
          "approvals",
          "coach",
          "coaching",
          "practice",
          "protocols",
          "sla",
          "promises",
          "engagements",
          "push",
          "assistant",
          "agenda",
          "demo");

  private static final long LOCK = 0x4465_636f_7275_6dL; // "Decorum"

  private final String application;
  private final List<String> modules;
  private final String folder;

  /// @param application the role that works with the tables
  public Migrations(String application) {
    this(application, MODULES, "db/migration");
  }

  /// @param folder with a folder of migrations for each module
  Migrations(String application, List<String> modules, String folder) {
    this.application = application;
    this.modules = List.copyOf(modules);
    this.folder = folder;
  }

  @Override
  public void migrate(Flyway flyway) {
    DataSource owner = flyway.getConfiguration().getDataSource();
    try (var connection = owner.getConnection()) {
      execute(connection, "select pg_advisory_lock(%d)".formatted(LOCK));
      modules.forEach(module -> migrate(flyway, module));
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

  private void migrate(Flyway flyway, String module) {
    var migrations = folder + '/' + module;
    if (Migrations.class.getClassLoader().getResource(migrations) == null) return;
    var steps =
        Flyway.configure()
            .configuration(flyway.getConfiguration())
            .locations("classpath:" + migrations)
            .schemas(module)
            .defaultSchema(module)
            .table("migration")
            .load();
    try {
      steps.migrate();
    } catch (FlywayValidateException differs) {
      throw differs;
    } catch (FlywayException failed) {
      throw new DatabaseProblem(
          "The tables of %s cannot be brought up to date: %s%s. Nothing of it was kept, what was done before it is: mend the cause and start again, or restore a backup with the version before."
              .formatted(module, nextStep(steps), reason(failed)),
          failed);
    }
  }

  /// The one that failed, as far as the database still tells.
  private static String nextStep(Flyway steps) {
    try {
      var pending = steps.info().pending();
      return pending.length == 0 ? "" : "step %s failed, ".formatted(pending[0].getVersion());
    } catch (FlywayException away) {
      return "";
    }
  }

  /// The first line of what the database said; the others may quote rows.
  private static String reason(Throwable failed) {
    var root = failed;
    while (root.getCause() != null) root = root.getCause();
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("for no known reason");
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var executable = connection.createStatement()) {
      executable.execute(statement);
    }
  }

  /// The application reads and writes rows and may do no more. To what the audit log says it can
  /// only add, as to the published versions of guidelines; what became of targets it cannot change,
  /// though such rows go with their conversation.
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
        if to_regclass('coach.pack_version') is not null then
          execute format('revoke update, delete, truncate on coach.pack_version from %I', application);
        end if;
        if to_regclass('sla.outcome') is not null then
          execute format('revoke update, truncate on sla.outcome from %I', application);
        end if;
      end
      $$
      """;
}
