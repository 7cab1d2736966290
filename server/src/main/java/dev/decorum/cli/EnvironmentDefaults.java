package dev.decorum.cli;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes the options of a node from `DECORUM_…` variables where the command line is silent:
/// `--smtp-port` is `DECORUM_SMTP_PORT`.
final class EnvironmentDefaults implements IDefaultValueProvider {

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
            && option.userObject() instanceof Field field
            && describesNode(field.getDeclaringClass())
        ? blankToNull(environment.get(variable(option.longestName())))
        : null;
  }

  /// Container platforms set what nobody gave to nothing.
  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  /// Options of single commands, such as the password of a mailbox, have no variable.
  private static boolean describesNode(Class<?> type) {
    return type == ServerOptions.class || type == DatabaseOptions.class;
  }

  static String variable(String option) {
    return "DECORUM_" + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
