package dev.decorum.testing;

import dev.decorum.DecorumApplication;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/// Another node of the application in the same process, on the database and with the root key of a
/// first one.
public final class SecondNode implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private SecondNode(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// Starts a node beside one that was made by `@DatabaseTest`.
  public static SecondNode beside(ConfigurableApplicationContext first) {
    return beside(first, Map.of());
  }

  /// The same, with settings of its own.
  public static SecondNode beside(
      ConfigurableApplicationContext first, Map<String, Object> settings) {
    var source =
        (EnumerablePropertySource<?>)
            first.getEnvironment().getPropertySources().get("testDatabase");
    if (source == null) {
      throw new IllegalArgumentException("The first node has no test database");
    }
    var properties = new HashMap<String, Object>();
    for (var name : source.getPropertyNames()) {
      properties.put(name, source.getProperty(name));
    }
    properties.put("server.port", 0);
    properties.put("spring.flyway.enabled", false);
    properties.putAll(settings);
    return new SecondNode(
        new SpringApplicationBuilder(DecorumApplication.class)
            .initializers(
                context ->
                    context
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("firstNode", properties)))
            .run());
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
