package dev.decorum.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Counts the SQL statements that a page or call needs.
///
/// ```java
/// @Import(StatementCount.Counting.class)
/// …
/// var statements = StatementCount.of(() -> mvc.get().uri("/inbox/all").exchange());
/// assertThat(statements).hasSizeLessThanOrEqualTo(12);
/// ```
///
/// Only the calling thread is looked at: what workers do meanwhile belongs to nobody's page.
public final class StatementCount {

  private static final ThreadLocal<@Nullable List<String>> STATEMENTS = new ThreadLocal<>();

  private StatementCount() {}

  /// The statements that `work` executes, in order.
  public static List<String> of(Runnable work) {
    var statements = new ArrayList<String>();
    STATEMENTS.set(statements);
    try {
      work.run();
    } finally {
      STATEMENTS.remove();
    }
    return List.copyOf(statements);
  }

  /// Puts the counter between the application and its connections.
  @TestConfiguration(proxyBeanMethods = false)
  public static class Counting {

    @Bean
    static BeanPostProcessor countsStatements() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof DataSource source ? new CountingDataSource(source) : bean;
        }
      };
    }
  }

  private static final class CountingDataSource extends DelegatingDataSource {

    CountingDataSource(DataSource target) {
      super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
      var connection = super.getConnection();
      return STATEMENTS.get() == null ? connection : watched(Connection.class, connection, "");
    }
  }

  /// @param sql what a prepared statement was made of
  private static <T> T watched(Class<T> type, Object target, String sql) {
    return type.cast(
        Proxy.newProxyInstance(
            StatementCount.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, args) -> call(target, method, args, sql)));
  }

  private static @Nullable Object call(
      Object target, Method method, Object @Nullable [] args, String sql) throws Throwable {
    var text = args != null && args.length > 0 && args[0] instanceof String first ? first : sql;
    if (target instanceof Statement && method.getName().startsWith("execute")) {
      var statements = STATEMENTS.get();
      if (statements != null) statements.add(text);
    }
    try {
      var result = method.invoke(target, args);
      return result instanceof Statement && target instanceof Connection
          ? watched(method.getReturnType().asSubclass(Statement.class), result, text)
          : result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }
}
