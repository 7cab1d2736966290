package dev.decorum.cli;

import dev.decorum.database.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Backups of the embedded database.
@Command(
    name = "backup",
    header = "Backups of the embedded database.",
    subcommands = {
      BackupCommand.Create.class,
      BackupCommand.Verify.class,
      BackupCommand.Restore.class
    })
final class BackupCommand extends Group {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String OWN_DATABASE =
      "A PostgreSQL of your own is backed up with its own tools, such as pg_dump: all that Decorum keeps is in it. Keep the root key apart.";

  /// Makes one.
  @Command(
      name = "create",
      header = {
        "Makes a backup while the server works, and prints the name of its file.",
        "",
        "  decorum backup create --data /var/lib/decorum /mnt/backups/monday.tar.gz",
        "",
        "Clients' words are sealed in it. Keep the root key in another place: both are needed."
      })
  static final class Create implements Callable<Integer> {

    @Mixin private DatabaseOptions options = new DatabaseOptions();

    @Option(
        names = "--with-root-key",
        description = "Put the root key into the backup: whoever has the file can read everything.")
    private boolean withRootKey;

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description = "A file that does not exist. Without it one in the folder backups of --data.")
    private @Nullable Path file;

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      if (options.external()) throw new Problem(OWN_DATABASE);
      var folder = options.data("data");
      if (!Files.isDirectory(folder.resolve("postgres"))) {
        throw new Problem(
            "There is no database in %s: name the server's folder with --data DIR."
                .formatted(folder));
      }
      var clock = Clock.systemUTC();
      var target = file == null ? inFolder(folder, clock) : file.toAbsolutePath().normalize();
      var backup =
          Backup.create(
              folder, target, withRootKey ? rootKey(folder) : null, ProgramVersion.text(), clock);
      LastBackup.of(backup.at(), target).write(folder);
      var spec = command.commandLine();
      spec.getOut().println(target);
      spec.getErr()
          .printf(
              "%,d files, %,d MB, packed %,d MB. %s%n",
              backup.files(),
              backup.bytes() >> 20,
              Files.size(target) >> 20,
              backup.withRootKey()
                  ? "The root key is in it: whoever has the file can read everything."
                  : "The root key is not in it: keep a copy of that apart.");
      return 0;
    }

    private static Path inFolder(Path folder, Clock clock) throws IOException {
      var backups = Files.createDirectories(folder.resolve("backups"));
      return backups.resolve("decorum-%s.tar.gz".formatted(STAMP.format(clock.instant())));
    }

    private Path rootKey(Path folder) {
      var key = options.rootKey(folder);
      if (!Files.isReadable(key)) {
        throw new Problem(
            "The root key %s cannot be read: name it with --root-key-file FILE.".formatted(key));
      }
      return key;
    }
  }

  /// Looks whether one is whole.
  @Command(
      name = "verify",
      header = {
        "Reads a backup from end to end, and tries it: a database is started on a copy of it.",
        "",
        "  decorum backup verify /mnt/backups/monday.tar.gz",
        "",
        "Needs as much space beside the file as the database takes."
      })
  static final class Verify implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A backup.")
    private Path file = Path.of("");

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
      var backup = Backup.verify(existing(file));
      command
          .commandLine()
          .getOut()
          .printf(
              "The backup of %s is whole: %,d files, %,d MB, and its database can be read.%n",
              backup.at(), backup.files(), backup.bytes() >> 20);
      return 0;
    }
  }

  /// Brings one back.
  @Command(
      name = "restore",
      header = {
        "Brings a backup back into an empty data folder, for a server to be started on.",
        "",
        "  decorum backup restore --data /var/lib/decorum /mnt/backups/monday.tar.gz",
        ""
      })
  static final class Restore implements Callable<Integer> {

    @Mixin private DatabaseOptions options = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "A backup.")
    private Path file = Path.of("");

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
      if (options.external()) throw new Problem(OWN_DATABASE);
      var folder = options.data("data");
      var backup = Backup.restore(existing(file), folder);
      var key = options.rootKey(folder);
      command
          .commandLine()
          .getOut()
          .printf(
              "The backup of %s is in %s. %s%n",
              backup.at(),
              folder,
              Files.exists(key)
                  ? "Start a server on it: decorum serve --data " + folder
                  : "Put the root key there as %s, then start a server on it.".formatted(key));
      return 0;
    }
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new Problem("There is no file %s.".formatted(file));
    }
    return file.toAbsolutePath().normalize();
  }
}
