package dev.decorum.cli;

import dev.decorum.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The root key.
@Command(
    name = "key",
    header = "The root key, without which nothing can be read.",
    subcommands = {KeyCommand.Rotate.class, KeyCommand.Create.class, KeyCommand.Copy.class})
final class KeyCommand extends Group {

  /// Replaces it.
  @Command(
      name = "rotate",
      header = {
        "Replaces the root key while the server works. Cut off, run it again.",
        "",
        "  decorum key rotate --data /var/lib/decorum",
        ""
      })
  static final class Rotate implements Callable<Integer> {

    @Mixin private Installation installation = new Installation();

    @Option(
        names = "--new-key-file",
        paramLabel = "FILE",
        description =
            "A key made by decorum key create, for nodes that do not share one root key file.")
    private @Nullable Path newKeyFile;

    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
      return installation.with(
          context -> {
            var vault = context.getBean(Vault.class);
            var rotated = newKeyFile == null ? vault.rotateRoot() : vault.rotateRoot(newKeyFile);
            var out = command.commandLine().getOut();
            out.printf(
                "%,d keys are wrapped by the root key %s.%n", rotated.rewrapped(), rotated.to());
            return rotated.fileReplaced() ? 0 : 1;
          });
    }
  }

  /// Makes one that is used by nothing yet.
  @Command(
      name = "create",
      header = {
        "Makes a root key that is used by nothing yet.",
        "",
        "  decorum key create next-root.key",
        ""
      })
  static final class Create implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A file that does not exist.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      Vault.newRootKey(file, Clock.systemUTC());
      return 0;
    }
  }

  /// Copies it to where it is safe.
  @Command(
      name = "copy",
      header = {
        "Copies the root key to where it is safe, such as a stick that is locked away.",
        "",
        "  decorum key copy --data /var/lib/decorum /media/stick/decorum-root.key",
        ""
      })
  static final class Copy implements Callable<Integer> {

    @Mixin private DatabaseOptions options = new DatabaseOptions();

    @Parameters(paramLabel = "FILE", description = "A file that does not exist.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
      var folder = options.data("data");
      var key = options.rootKey(folder);
      long destroyed = Vault.destroyedBeside(key);
      var id = Vault.copyRootKey(key, file, Clock.systemUTC());
      new CopiedKey(id, destroyed).write(folder);
      return 0;
    }
  }
}
