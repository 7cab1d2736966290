package dev.decorum.cli;

import dev.decorum.database.DecorumProperties;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine;

/// One node in this process: pages, API, mail, workers.
final class Server {

  private final ServerOptions options;
  private final Path folder;
  private final Map<String, Object> settings;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param folder where its data is or will be
  /// @param demo true for the sample organisation, which stays on this machine
  Server(ServerOptions options, Path folder, boolean demo) {
    this.options = options;
    this.folder = folder;
    this.settings = new HashMap<>(options.asProperties(folder, demo));
    settings.put("decorum.demo", demo);
  }

  /// Returns when it accepts requests and mail.
  ConfigurableApplicationContext start() {
    makeFolder(folder);
    var database = options.database();
    var application = Node.application(() -> database.start(folder), settings, database.verbose());
    application.addListeners((ApplicationListener<ContextClosedEvent>) _ -> closed.countDown());
    var context = application.run();
    LastStart.of(settings).write(folder);
    return context;
  }

  /// Starts, says so with `more` lines, and returns when somebody stops it.
  int run(CommandLine command, Function<ApplicationContext, List<String>> more)
      throws InterruptedException {
    var context = start();
    var lines = more.apply(context);
    var out = command.getOut();
    out.println("Decorum is ready");
    out.println("Open " + context.getBean(DecorumProperties.class).baseUrl());
    lines.forEach(out::println);
    out.flush();
    closed.await();
    return 0;
  }

  private static void makeFolder(Path folder) {
    try {
      var parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException _) {
      if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
        throw unusable(folder);
      }
    } catch (IOException _) {
      throw unusable(folder);
    }
  }

  private static Problem unusable(Path folder) {
    return new Problem(
        "The data folder %s cannot be written: give it to the user who starts Decorum, or choose another with --data."
            .formatted(folder));
  }
}
