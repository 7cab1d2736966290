package dev.decorum.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.decorum.database.DatabaseAddress;
import dev.decorum.database.DatabaseAddress.Login;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.database.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Fresh PostgreSQL databases for tests, on one server a JVM under `target` that forgets them with
/// it. Each is a copy of a template that holds the tables of all modules.
public final class TestDatabase {

  private static final Path FOLDER =
      Path.of("target/fork-" + System.getProperty("decorum.fork", "1"), "postgres")
          .toAbsolutePath();
  private static final Map<String, String> FAST =
      Map.of(
          "fsync",
          "off",
          "synchronous_commit",
          "off",
          "full_page_writes",
          "off",
          "max_connections",
          "200");
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final EmbeddedPostgres SERVER = start();
  private static final String TEMPLATE = template();

  private TestDatabase() {}

  /// A new database with all tables and no rows.
  public static DatabaseAddress fresh() {
    return copy(TEMPLATE);
  }

  /// A new database without tables.
  public static DatabaseAddress empty() {
    return copy("template1");
  }

  /// The programs of PostgreSQL, unpacked.
  public static Path programs() {
    try (var folders = Files.newDirectoryStream(FOLDER, "pgsql-*")) {
      return folders.iterator().next();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Makes the tables of all modules, as the application does at its start.
  public static DatabaseAddress migrate(DatabaseAddress address) {
    new Migrations(address.application().user())
        .migrate(Flyway.configure().dataSource(dataSource(address.url(), address.owner())).load());
    return address;
  }

  /// Connections as the role that the application has.
  public static DataSource dataSource(DatabaseAddress address) {
    return dataSource(address.url(), address.application());
  }

  /// Puts a fresh database and a data folder of its own under a Spring context.
  public static final class Initializer
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      var properties = new HashMap<String, Object>(fresh().asSpringProperties());
      properties.put("spring.datasource.hikari.maximum-pool-size", 8);
      properties.put("decorum.data", newFolder().toString());
      properties.put("decorum.smtp-port", 0);
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("testDatabase", properties));
    }
  }

  /// An empty folder that stays after the test, for a look when it failed.
  public static Path newFolder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target/test-data").toAbsolutePath()), "data");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static EmbeddedPostgres start() {
    var server = EmbeddedPostgres.start(FOLDER, FAST);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return server;
  }

  private static DatabaseAddress copy(String template) {
    var name = "test_" + NUMBER.incrementAndGet();
    execute("drop database if exists %s with (force)".formatted(name));
    create(name, template);
    return at(name);
  }

  private static void create(String name, String template) {
    execute(
        "create database %s template %s owner %s strategy file_copy"
            .formatted(name, template, SERVER.address().owner().user()));
  }

  private static DatabaseAddress at(String database) {
    var address = SERVER.address();
    return new DatabaseAddress(
        address.url().replaceFirst("/decorum\\?", "/" + database + "?"),
        address.owner(),
        address.application());
  }

  /// Named after the content of all migrations, so that it is made again when one changes.
  private static String template() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var migrations =
          new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql");
      for (var migration : migrations) {
        digest.update(migration.getDescription().getBytes(UTF_8));
        digest.update(migration.getContentAsByteArray());
      }
      var name = "template_" + HexFormat.of().formatHex(digest.digest(), 0, 8);
      if (!exists(name)) {
        migrate(name);
      }
      return name;
    } catch (IOException | NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Does what the application does at its start, under another name until it is complete.
  private static void migrate(String name) {
    execute("drop database if exists unfinished with (force)");
    create("unfinished", "template1");
    migrate(at("unfinished"));
    execute("alter database unfinished rename to " + name);
  }

  private static DataSource dataSource(String url, Login login) {
    return new DriverManagerDataSource(url, login.user(), login.password());
  }

  private static boolean exists(String database) {
    try (var connection = superuser();
        var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, database);
      return query.executeQuery().next();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void execute(String statement) {
    try (var connection = superuser();
        var executable = connection.createStatement()) {
      executable.execute(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Connection superuser() throws SQLException {
    var login = SERVER.superuser();
    return DriverManager.getConnection(at("postgres").url(), login.user(), login.password());
  }
}
