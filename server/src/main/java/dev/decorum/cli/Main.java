package dev.decorum.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

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
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false);
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
