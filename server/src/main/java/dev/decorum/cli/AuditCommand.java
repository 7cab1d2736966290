package dev.decorum.cli;

import dev.decorum.audit.Audit;
import dev.decorum.audit.AuditProblem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The log of who changed and read what.
@Command(
    name = "audit",
    header = "The log of who changed and read what.",
    subcommands = AuditCommand.Verify.class)
final class AuditCommand extends Group {

  /// Checks it.
  @Command(
      name = "verify",
      header = {
        "Checks the audit log and names what was altered or is missing.",
        "",
        "  decorum audit verify --data /var/lib/decorum",
        ""
      },
      footer = {"", "Ends with 0 when the log is as it was written, 1 when it is not."})
  static final class Verify implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
      return installation.with(
          context -> {
            var found = context.getBean(Audit.class).verify();
            var out = command.commandLine().getOut();
            found.problems().stream().map(AuditProblem::sentence).forEach(out::println);
            if (found.problemCount() > found.problems().size()) {
              out.printf("%,d problems in all.%n", found.problemCount());
            }
            if (found.intact()) {
              out.printf(
                  "The log is as it was written: %,d entries sealed, %,d waiting for their seal.%n",
                  found.sealed(), found.waiting());
            }
            if (!found.endKnown()) {
              command
                  .commandLine()
                  .getErr()
                  .println(
                      "This folder does not know the end of the log, so a missing end would not show: run it on the folder of a node that works.");
            }
            return found.intact() ? 0 : 1;
          });
    }
  }
}
