package dev.decorum.cli;

import dev.decorum.channels.SmtpPort;
import dev.decorum.demo.DemoOrganisation;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows the sample organisation.
@Command(
    name = "demo",
    header = {
      "Shows a sample organisation, on this machine only and apart from your own data.",
      "",
      "  decorum demo",
      "  decorum demo --port 8090 --smtp-port 2590",
      ""
    },
    footer = {"", "Every option is also a variable: --smtp-port is DECORUM_SMTP_PORT."})
final class DemoCommand implements Callable<Integer> {

  @Mixin private ServerOptions options = new ServerOptions();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    return new Server(options, options.database().data("data-demo"), true)
        .run(command.commandLine(), DemoCommand::welcome);
  }

  private static List<String> welcome(ApplicationContext context) {
    var welcome = context.getBean(DemoOrganisation.class).load();
    var port = context.getBean(SmtpPort.class).port();
    return port < 0
        ? List.of("Sign in: " + welcome.signIn())
        : List.of(
            "Sign in: " + welcome.signIn(),
            "Send it a mail: " + exampleMail(welcome.mailbox(), port));
  }

  /// A line for the shell; curl is on most machines.
  private static String exampleMail(String mailbox, int port) {
    return "printf 'From: Ann Field <ann@field.example>\\nTo: %s\\nSubject: A question\\n\\nGood morning, when may I expect your engineer?\\n\\nAnn Field\\n' | curl --silent --crlf smtp://127.0.0.1:%d --mail-from ann@field.example --mail-rcpt %s --upload-file -"
        .formatted(mailbox, port, mailbox);
  }
}
