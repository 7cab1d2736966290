package dev.decorum.cli;

import dev.decorum.staff.Staff;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs one node until it is told to stop.
@Command(
    name = "serve",
    header = {
      "Runs one node: pages, API, mail.",
      "",
      "  decorum serve",
      "  decorum serve --bind 0.0.0.0 --base-url http://192.168.1.20:8080",
      "  decorum serve --data /var/lib/decorum --base-url https://desk.example.com \\",
      "      --trusted-proxy 127.0.0.1/32",
      "  DECORUM_DATABASE_USER=decorum DECORUM_DATABASE_PASSWORD_FILE=/run/secrets/db \\",
      "      decorum serve --database-url jdbc:postgresql://db.example.com/decorum",
      ""
    },
    footer = {"", "Every option is also a variable: --smtp-port is DECORUM_SMTP_PORT."})
final class ServeCommand implements Callable<Integer> {

  @Mixin private ServerOptions options = new ServerOptions();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return new Server(options, options.database().data("data"), false)
        .run(
            command.commandLine(),
            context ->
                context.getBean(Staff.class).setUpLink().stream()
                    .map(link -> "Set up: " + link)
                    .toList());
  }
}
