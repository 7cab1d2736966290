package dev.decorum.cli;

import dev.decorum.channels.MailFetching;
import dev.decorum.channels.Mailboxes;
import dev.decorum.channels.OutgoingQueue;
import dev.decorum.database.DecorumProperties;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Looks whether an installation is well.
@Command(
    name = "doctor",
    header = {
      "Looks whether an installation is well, and says what to mend.",
      "",
      "  decorum doctor --data /var/lib/decorum",
      ""
    },
    footer = {"", "Ends with 0 when nothing is wrong, 1 when something is."})
final class DoctorCommand implements Callable<Integer> {

  private static final long LITTLE_SPACE = 2L << 30;
  private static final Duration OLD_BACKUP = Duration.ofDays(7);

  @Mixin private Installation installation = new Installation();

  @Spec private CommandSpec command = CommandSpec.create();

  private boolean wrong;

  @Override
  public Integer call() {
    var folder = installation.options().data("data");
    if (!Files.isDirectory(folder)) {
      throw new Problem(
          "There is no data folder %s: name the server's with --data DIR.".formatted(folder));
    }
    fine("Decorum " + ProgramVersion.text() + " on Java " + Runtime.version().feature());
    lookAtFolder(folder);
    lookAtBackup(folder);
    try {
      installation.with(this::lookInside);
    } catch (RuntimeException failure) {
      var sentence = Failures.sentence(failure);
      if (sentence == null) {
        throw failure;
      }
      wrong(sentence);
    }
    return wrong ? 1 : 0;
  }

  private void lookAtFolder(Path folder) {
    try {
      var free = Files.getFileStore(folder).getUsableSpace();
      var text = "%,d MB free in %s".formatted(free >> 20, folder);
      if (free < LITTLE_SPACE) {
        warn(text + ": free some before it is full");
      } else {
        fine(text);
      }
      var key = installation.options().rootKey(folder);
      if (Files.exists(key)
          && Files.getPosixFilePermissions(key).stream().anyMatch(DoctorCommand::isForOthers)) {
        wrong("Others can read the root key: chmod 600 " + key);
      }
      lookAtCopyOf(key, folder);
    } catch (IOException unreadable) {
      wrong(
          "The data folder %s cannot be looked at: %s".formatted(folder, unreadable.getMessage()));
    }
  }

  private void lookAtCopyOf(Path key, Path folder) {
    if (!Files.exists(key)) {
      return;
    }
    var id = Vault.rootKeyId(key);
    var copied = CopiedKey.read(folder).filter(one -> one.id().equals(id)).orElse(null);
    if (copied == null) {
      warn("The root key was not copied by decorum key copy: without it nothing can be read");
    } else if (copied.destroyed() < Vault.destroyedBeside(key)) {
      warn(
          "Clients were erased since the root key was copied: copy it again with decorum key copy, or"
              + " an old backup restored elsewhere brings them back");
    } else {
      fine("The root key was copied");
    }
  }

  private void lookAtBackup(Path folder) {
    if (installation.options().external()) {
      return;
    }
    var last = LastBackup.read(folder).orElse(null);
    if (last == null) {
      warn("No backup was ever made: decorum backup create --data " + folder);
    } else if (last.at().isBefore(Instant.now(Clock.systemUTC()).minus(OLD_BACKUP))) {
      warn("The last backup is of %s: make them daily".formatted(last.at()));
    } else {
      fine("The last backup is of %s: %s".formatted(last.at(), last.file()));
    }
  }

  private static boolean isForOthers(PosixFilePermission permission) {
    return !permission.name().startsWith("OWNER_");
  }

  private int lookInside(ApplicationContext context) {
    var jdbc = context.getBean(JdbcClient.class);
    fine(
        "The database answers and its tables are up to date: PostgreSQL "
            + jdbc.sql("show server_version").query(String.class).single());
    lookAtRights(jdbc);
    lookAtDurability(jdbc);
    lookAtFetching(context.getBean(Mailboxes.class), context.getBean(MailFetching.class));
    lookAtQueue(context.getBean(OutgoingQueue.class));
    lookAtServer(context.getBean(DecorumProperties.class));
    return 0;
  }

  private void lookAtRights(JdbcClient jdbc) {
    var ownsTables =
        jdbc.sql(
                """
                select exists (
                  select from pg_class
                   where relname = 'migration'
                     and pg_has_role(current_user, relowner, 'member'))
                """)
            .query(Boolean.class)
            .single();
    if (ownsTables) {
      warn(
          "The application works as the owner of its tables: give it a role of its own and name the owner with DECORUM_DATABASE_OWNER_USER");
    } else {
      fine("The application may not change tables, and may only add to the audit log");
    }
  }

  private void lookAtDurability(JdbcClient jdbc) {
    for (var setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
      if (jdbc.sql("select current_setting(:name)")
          .param("name", setting)
          .query(String.class)
          .single()
          .equals("off")) {
        wrong(
            "PostgreSQL runs with %s off and may lose mail that was acknowledged: turn it on"
                .formatted(setting));
      }
    }
  }

  private void lookAtFetching(Mailboxes mailboxes, MailFetching fetching) {
    var standings = fetching.standings();
    for (var mailbox : mailboxes.all()) {
      var standing = standings.get(mailbox.id());
      if (standing == null || !mailbox.open()) {
        continue;
      }
      if (standing.trouble() != null) {
        var text =
            "Mail of %s is not fetched since %s: %s"
                .formatted(mailbox.address(), standing.troubledSince(), standing.trouble());
        if (standing.lasting()) {
          wrong(text);
        } else {
          warn(text);
        }
      } else if (standing.lookedAt() == null) {
        warn("Mail of %s is being fetched for the first time".formatted(mailbox.address()));
      } else {
        fine("Mail of %s was fetched at %s".formatted(mailbox.address(), standing.lookedAt()));
      }
      if (!standing.settling()) {
        warn(
            "The server of %s does not let us mark or move fetched mail"
                .formatted(mailbox.address()));
      }
      if (standing.missing() > 0) {
        wrong(
            "%d mails of %s are on the server and not here: see its page"
                .formatted(standing.missing(), mailbox.address()));
      }
    }
  }

  private void lookAtQueue(OutgoingQueue queue) {
    var standing = queue.standing();
    if (standing.late()) {
      wrong(
          "%d mails wait to leave, the first since %s: see the page /outbox"
              .formatted(standing.count(), standing.oldest()));
    } else {
      fine(standing.count() == 0 ? "No mail waits to leave" : "Mail leaves in time");
    }
  }

  private void lookAtServer(DecorumProperties settings) {
    var host = settings.baseUrl().getHost();
    if (settings.secure()) {
      fine("Browsers come by https: " + settings.baseUrl());
    } else if (host.equals("localhost") || host.startsWith("127.")) {
      fine("Browsers come from this machine only: " + settings.baseUrl());
    } else {
      warn(
          "Browsers come by plain http (%s), so passwords can be read on the way: use --tls-cert or a proxy"
              .formatted(settings.baseUrl()));
    }
    if (!settings.baseUrl().getScheme().equals("http")) {
      return;
    }
    var address = settings.bind().equals("0.0.0.0") ? "127.0.0.1" : settings.bind();
    var ready = URI.create("http://%s:%d/readyz".formatted(address, settings.port()));
    try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build(),
              BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        fine("The server is running and ready");
      } else {
        wrong("The server is running but not ready: " + answer.body());
      }
    } catch (IOException _) {
      fine("No server is running on this folder");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void fine(String text) {
    say("ok    ", text);
  }

  private void warn(String text) {
    say("look  ", text);
  }

  private void wrong(String text) {
    wrong = true;
    say("wrong ", text);
  }

  private void say(String kind, String text) {
    PrintWriter out = command.commandLine().getOut();
    out.println(kind + text);
    out.flush();
  }
}
