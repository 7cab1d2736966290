package dev.decorum.conduct;

import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the build runs once the classes are there: tries the examples of all guidelines, and keeps
/// what it has read of each language beside its folder.
final class Make {

  private Make() {}

  /// @param arguments the folder of the classes
  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]).resolve("dev/decorum/conduct");
    // Not by way of what an earlier build has kept, perhaps in another form.
    for (var tag : List.of("en", "de")) {
      try {
        Files.write(folder.resolve(tag + ".made"), Conduct.made(Language.anew(tag)));
      } catch (PackProblem problem) {
        System.err.println(problem.getMessage());
        System.exit(1);
      }
    }
  }
}
