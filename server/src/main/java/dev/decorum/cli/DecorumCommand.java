package dev.decorum.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `decorum` offers.
@Command(
    name = "decorum",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    subcommands = {ServeCommand.class},
    header = {
      "Client communication done well.",
      "",
      "  decorum demo                 look around in a sample organisation",
      "  decorum serve                run it for your own",
      "  decorum serve --help         what can be set",
      ""
    })
final class DecorumCommand implements Runnable {

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Say which command to run");
  }
}
