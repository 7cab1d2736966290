package dev.decorum.cli;

import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Those who work here.
@Command(name = "member", header = "Those who work here.", subcommands = MemberCommand.Add.class)
final class MemberCommand extends Group {

  /// Adds one, while the server runs or not.
  @Command(
      name = "add",
      header = {
        "Adds a member. Without --password-stdin it prints a link by which they choose one.",
        "",
        "  decorum member add --name \"Jonas Lind\" --email jonas@example.com --role admin",
        "  decorum member add --name Mia --email mia@example.com --role agent --team Billing \\",
        "      --password-stdin < password",
        ""
      })
  static final class Add implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Their name.")
    private String name = "";

    @Option(names = "--email", required = true, paramLabel = "ADDR", description = "Their address.")
    private String email = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "agent, lead, officer or admin.")
    private Role role = Role.AGENT;

    @Option(
        names = "--team",
        paramLabel = "NAME",
        description = "A team they belong to, made when there is none; repeatable.")
    private List<String> teams = new ArrayList<>();

    @Option(
        names = "--password-stdin",
        description = "Read their password from the first line of standard input.")
    private boolean passwordStdin;

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
      var password = passwordStdin ? StandardInput.secret("password") : null;
      return installation.with(
          context -> {
            var added =
                context.getBean(Staff.class).add(new NewMember(name, email, role, teams, password));
            var invitation = added.invitation();
            if (invitation != null) {
              command.commandLine().getOut().println(invitation);
            }
            return 0;
          });
    }
  }
}
