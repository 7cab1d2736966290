package dev.decorum.cli;

import dev.decorum.channels.TlsMode;
import dev.decorum.staff.Role;
import dev.decorum.staff.Scope;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// The entry point of the program.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  /// All commands, with options that are silent taken from `environment`.
  static CommandLine commandLine(Map<String, String> environment) {
    var failures = new Failures();
    var commands = new CommandLine(new DecorumCommand());
    addHelp(commands);
    return commands
        .registerConverter(
            Role.class, word -> word(word, Role::of, "agent, lead, officer or admin"))
        .registerConverter(
            TlsMode.class, word -> word(word, TlsMode::of, "auto, starttls, tls or none"))
        .registerConverter(Scope.class, word -> word(word, Scope::of, "read, write or admin"))
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false);
  }

  private static <T> T word(String word, Function<String, T> meaning, String known) {
    try {
      return meaning.apply(word);
    } catch (IllegalArgumentException _) {
      throw new TypeConversionException("'%s' is not %s".formatted(word, known));
    }
  }

  private static void addHelp(CommandLine command) {
    for (var each : command.getSubcommands().values()) {
      CommandSpec spec = each.getCommandSpec();
      if (spec.findOption("--help") == null) {
        spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
      }
      addHelp(each);
    }
  }
}
