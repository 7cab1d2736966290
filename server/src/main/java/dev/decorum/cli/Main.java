package dev.decorum.cli;

import dev.decorum.channels.Afterwards;
import dev.decorum.channels.TlsMode;
import dev.decorum.conduct.Conduct;
import dev.decorum.staff.Role;
import dev.decorum.staff.Scope;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// The entry point of the program.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv(), arguments).execute(arguments));
  }

  /// The command that `arguments` name where it only reads texts, else all. To learn the options of
  /// all takes longer than such a command does.
  static CommandLine commandLine(Map<String, String> environment, String[] arguments) {
    var reader = arguments.length == 0 ? null : reader(arguments[0]);
    if (reader == null) {
      return commandLine(environment);
    }
    var commands = new CommandLine(new Alone());
    commands.addSubcommand(reader);
    return configured(commands, environment);
  }

  private static @Nullable Object reader(String name) {
    return switch (name) {
      case "check" -> {
        // Read beside the command line, which takes as long.
        Thread.ofPlatform().daemon().start(Conduct::english);
        yield new CheckCommand();
      }
      case "rules" -> new RulesCommand();
      case "call" -> new CallCommand();
      case "mail" -> new MailCommand();
      default -> null;
    };
  }

  /// Stands above a command that is set up without the others.
  @Command(name = "decorum")
  private static final class Alone extends Group {}

  /// All commands, with options that are silent taken from `environment`.
  static CommandLine commandLine(Map<String, String> environment) {
    var commands =
        new CommandLine(new DecorumCommand())
            .registerConverter(
                Role.class, word -> word(word, Role::of, "agent, lead, officer or admin"))
            .registerConverter(
                TlsMode.class, word -> word(word, TlsMode::of, "auto, starttls, tls or none"))
            .registerConverter(
                Afterwards.class, word -> word(word, Afterwards::of, "leave, seen or move"))
            .registerConverter(Scope.class, word -> word(word, Scope::of, "read, write or admin"));
    return configured(commands, environment);
  }

  private static CommandLine configured(CommandLine commands, Map<String, String> environment) {
    var failures = new Failures();
    addHelp(commands);
    return commands
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
