package dev.decorum.vault;

import com.zaxxer.hikari.HikariDataSource;
import dev.decorum.database.DatabaseAddress;
import dev.decorum.database.DatabaseAddress.Login;
import dev.decorum.database.Pending;
import dev.decorum.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/// A node as small as can be: the vault, and modules that stand on it, on a test database. Nothing
/// runs by the clock; a test calls the background work itself. Several may share one database.
public final class VaultNode implements AutoCloseable {

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final DatabaseAddress database;
  private final Path folder;
  private final Hands hands = new Hands();

  private VaultNode(DatabaseAddress database, Path folder, String... packages) {
    this.database = database;
    this.folder = folder;
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("decorum.data", folder.toString())));
    context.registerBean(DataSource.class, () -> pool(database.application()));
    context.registerBean(
        JdbcTemplate.class, () -> new JdbcTemplate(context.getBean(DataSource.class)));
    context.register(Pending.class);
    context.registerBean(JdbcClient.class, () -> context.getBean(Pending.class).client());
    context.registerBean(
        PlatformTransactionManager.class,
        () -> new JdbcTransactionManager(context.getBean(DataSource.class)));
    context.registerBean(Clock.class, () -> hands);
    context.registerBean(Owner.class, () -> new Owner(pool(database.owner())));
    context.register(Transactions.class);
    context.scan("dev.decorum.vault");
    if (packages.length > 0) context.scan(packages);
    context.refresh();
  }

  private HikariDataSource pool(Login login) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(database.url());
    pool.setUsername(login.user());
    pool.setPassword(login.password());
    pool.setMaximumPoolSize(4);
    pool.setMinimumIdle(0);
    return pool;
  }

  private record Owner(HikariDataSource connections) implements AutoCloseable {
    @Override
    public void close() {
      connections.close();
    }
  }

  @EnableTransactionManagement(proxyTargetClass = true)
  static class Transactions {}

  /// The first node of a new installation.
  public static VaultNode first(String... packages) {
    return new VaultNode(TestDatabase.fresh(), TestDatabase.newFolder(), packages);
  }

  /// A node on that database with that data folder.
  public static VaultNode on(DatabaseAddress database, Path folder, String... packages) {
    return new VaultNode(database, folder, packages);
  }

  public <T> T get(Class<T> bean) {
    return context.getBean(bean);
  }

  public Vault vault() {
    return get(Vault.class);
  }

  public JdbcClient jdbc() {
    return get(JdbcClient.class);
  }

  public TransactionTemplate transaction() {
    return new TransactionTemplate(get(PlatformTransactionManager.class));
  }

  /// As somebody who may do everything in the database, around the application.
  public JdbcClient asOwner() {
    return JdbcClient.create(get(Owner.class).connections());
  }

  public DatabaseAddress database() {
    return database;
  }

  public Path folder() {
    return folder;
  }

  public void passTime(Duration time) {
    hands.offset = hands.offset.plus(time);
  }

  @Override
  public void close() {
    context.close();
  }

  /// A clock that a test can put forward.
  private static final class Hands extends Clock {

    private final InstantSource now = InstantSource.system();
    private volatile Duration offset = Duration.ZERO;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now.instant().plus(offset);
    }
  }
}
