package dev.decorum.cli;

import dev.decorum.database.DecorumProperties;
import dev.decorum.staff.Staff;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
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
    var folder = options.database().data("data");
    var settings = options.asProperties(folder, false);
    var closed = new CountDownLatch(1);
    var application =
        Node.application(
            () -> options.database().start(folder), settings, options.database().verbose());
    application.addListeners((ApplicationListener<ContextClosedEvent>) _ -> closed.countDown());
    var context = application.run();
    LastStart.of(settings).write(folder);
    announce(context);
    closed.await();
    return 0;
  }

  private void announce(ApplicationContext context) {
    var said = new StringJoiner(System.lineSeparator());
    said.add("Decorum is ready");
    said.add("Open " + context.getBean(DecorumProperties.class).baseUrl());
    context.getBean(Staff.class).setUpLink().ifPresent(link -> said.add("Set up: " + link));
    var out = command.commandLine().getOut();
    out.println(said);
    out.flush();
  }
}
