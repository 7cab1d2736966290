package dev.decorum.cli;

import dev.decorum.staff.AccessTokens;
import dev.decorum.staff.Scope;
import dev.decorum.staff.Staff;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tokens by which programs use the API.
@Command(
    name = "token",
    header = "Tokens by which programs use the API.",
    subcommands = TokenCommand.Create.class)
final class TokenCommand extends Group {

  /// Makes one.
  @Command(
      name = "create",
      header = {
        "Makes a token that acts as a member, and prints it. It is shown this once.",
        "",
        "  decorum token create --member jonas@example.com",
        "  decorum token create --member jonas@example.com --scope read",
        ""
      })
  static final class Create implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
        names = "--member",
        required = true,
        paramLabel = "ADDR",
        description = "Address of the member.")
    private String member = "";

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        split = ",",
        description =
            "read, write or admin; repeatable. Without it the token may do what the member may.")
    private List<Scope> scopes = new ArrayList<>();

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
      return installation.with(
          context -> {
            var owner =
                context
                    .getBean(Staff.class)
                    .memberByEmail(member)
                    .orElseThrow(
                        () ->
                            new Problem(
                                "There is no member with the address %s: see decorum member add --help."
                                    .formatted(member)));
            var token = context.getBean(AccessTokens.class).create(owner.id(), scopes);
            command.commandLine().getOut().println(token);
            return 0;
          });
    }
  }
}
