package dev.decorum.cli;

import java.util.HashMap;
import java.util.function.ToIntFunction;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Mixin;

/// The installation that a command looks into or changes, beside a running server or without one.
final class Installation {

  /// In force while a command runs: nothing listens and no worker works.
  static final String PROFILE = "command";

  @Mixin private DatabaseOptions options = new DatabaseOptions();

  DatabaseOptions options() {
    return options;
  }

  /// Opens the application without pages, mail and workers, and closes it after `work`.
  int with(ToIntFunction<ApplicationContext> work) {
    var folder = options.data("data");
    var settings = new HashMap<>(options.asProperties(folder));
    settings.putAll(LastStart.read(folder).asProperties());
    var application = Node.application(() -> options.join(folder), settings, options.verbose());
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLazyInitialization(true);
    application.setAdditionalProfiles(PROFILE);
    try (var context = application.run()) {
      return work.applyAsInt(context);
    }
  }
}
