package dev.decorum.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only groups others.
abstract class Group implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        command.commandLine(),
        "Say what to do: " + String.join(", ", command.subcommands().keySet()));
  }
}
