package dev.decorum.cli;

import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.rules.Layer;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/// The guidelines that a command works with: those that come with the product, and own ones.
final class Guidelines {

  @Option(
      names = "--pack",
      paramLabel = "FILE",
      description = "A pack of rules, or a folder that is a Vale style, besides those shipped.")
  private List<String> packs = new ArrayList<>();

  @Option(
      names = "--layer",
      paramLabel = "FILE",
      description =
          "Switches rules, changes levels, allows own words; the later one of several wins.")
  private List<String> layers = new ArrayList<>();

  private final Map<Language, Conduct> loaded = new HashMap<>();

  /// In the language of a locale; own packs and layers belong to English.
  ///
  /// @throws Problem when a file cannot be read, or says what cannot be
  Conduct in(Locale locale) {
    return loaded.computeIfAbsent(Language.of(locale), this::load);
  }

  private Conduct load(Language language) {
    if (packs.isEmpty() && layers.isEmpty()) {
      return Conduct.of(language);
    }
    try {
      return Conduct.of(
          language,
          packs.stream().map(Guidelines::source).toList(),
          layers.stream().map(Guidelines::source).map(Layer::read).toList());
    } catch (PackProblem problem) {
      throw new Problem(String.valueOf(problem.getMessage()));
    }
  }

  private static Source source(String file) {
    try {
      return new Source(file, Files.readString(Path.of(file)));
    } catch (IOException | InvalidPathException _) {
      throw new Problem(
          "The file %s cannot be read: check its name, rights and that it is UTF-8."
              .formatted(file));
    }
  }
}
