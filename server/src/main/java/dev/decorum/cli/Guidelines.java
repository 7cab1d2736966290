package dev.decorum.cli;

import dev.decorum.conduct.Conduct;
import dev.decorum.conduct.rules.Additions;
import dev.decorum.conduct.rules.Layer;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.rules.ValeStyle;
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
import java.util.function.Supplier;
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

  /// In the language of a locale.
  ///
  /// @throws Problem when a file cannot be read, or says what cannot be
  Conduct in(Locale locale) {
    return loaded.computeIfAbsent(Language.of(locale), this::load);
  }

  /// As above, whether or not own rules do as their examples say.
  Conduct unproven(Locale locale) {
    return loaded(() -> Conduct.unproven(Language.of(locale), additions()));
  }

  private Conduct load(Language language) {
    if (packs.isEmpty() && layers.isEmpty()) {
      return language == Language.english() ? Conduct.english() : Conduct.of(language);
    }
    return loaded(() -> Conduct.of(language, additions()));
  }

  private static Conduct loaded(Supplier<Conduct> loader) {
    try {
      return loader.get();
    } catch (PackProblem problem) {
      throw new Problem(String.valueOf(problem.getMessage()));
    }
  }

  /// @throws PackProblem when a style or layer is wrong
  private Additions additions() {
    var files = packs.stream().filter(pack -> !Files.isDirectory(Path.of(pack))).toList();
    return new Additions(
        files.stream().map(Guidelines::source).toList(),
        styles(),
        layers.stream().map(Guidelines::source).map(Layer::read).toList());
  }

  /// The styles for Vale among the packs.
  ///
  /// @throws PackProblem when a file of one is wrong
  List<ValeStyle> styles() {
    return packs.stream().map(Path::of).filter(Files::isDirectory).map(Guidelines::style).toList();
  }

  private static ValeStyle style(Path folder) {
    try (var files = Files.list(folder)) {
      return ValeStyle.read(
          String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
          files
              .map(Path::toString)
              .filter(file -> file.endsWith(".yml") || file.endsWith(".yaml"))
              .sorted()
              .map(Guidelines::source)
              .toList());
    } catch (IOException _) {
      throw new Problem("The folder %s cannot be read: check its rights.".formatted(folder));
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
