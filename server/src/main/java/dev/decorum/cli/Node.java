package dev.decorum.cli;

import dev.decorum.DecorumApplication;
import dev.decorum.database.Database;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// The application in this process, on the database that the command line names.
final class Node {

  private static final Map<String, Object> QUIET =
      Map.of(
          // A failure is told by the command line, in a sentence.
          "logging.level.org.springframework.boot.SpringApplication", "off",
          "logging.level.org.springframework.boot.diagnostics", "off",
          "logging.level.org.springframework.boot.web.server", "error",
          "logging.level.org.springframework.context", "error",
          "logging.level.org.apache.catalina.core", "off",
          "spring.main.log-startup-info", "false");

  private static final Map<String, Object> VERBOSE =
      Map.of("logging.level.root", "info", "logging.level.dev.decorum", "debug");

  private Node() {}

  /// An application that opens its database as it starts and stops it after everything else.
  static SpringApplication application(
      Supplier<Database> database, Map<String, Object> settings, boolean verbose) {
    var application = new SpringApplication(DecorumApplication.class);
    application.setDefaultProperties(verbose ? VERBOSE : QUIET);
    application.addInitializers(context -> open(context, database, settings));
    return application;
  }

  private static void open(
      ConfigurableApplicationContext context,
      Supplier<Database> database,
      Map<String, Object> settings) {
    var opened = database.get();
    SpringApplication.getShutdownHandlers().add(opened::close);
    var properties = new HashMap<>(settings);
    properties.putAll(opened.address().asSpringProperties());
    properties.put("spring.flyway.enabled", !opened.joined());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("command line", properties));
  }
}
