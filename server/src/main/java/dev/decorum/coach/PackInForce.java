package dev.decorum.coach;

import dev.decorum.conduct.rules.Outline;
import dev.decorum.conduct.rules.Outline.Form;
import dev.decorum.conduct.rules.PackProblem;
import dev.decorum.conduct.rules.Source;
import dev.decorum.conduct.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A pack of the organisation as it was published last.
///
/// @param name of its file
/// @param version counted from 1, by which it holds
/// @param id of the version
/// @param text empty: it can no longer be opened
public record PackInForce(
    int no, String name, Reach reach, int version, UUID id, Instant publishedAt, String text) {

  List<Source> files() {
    return PackFiles.of(name, text);
  }

  boolean owns(PackProblem problem) {
    return files().stream().anyMatch(file -> file.file().equals(problem.file()));
  }

  /// What it says of itself; empty when it cannot be read.
  public Optional<Outline> outline() {
    try {
      return Optional.of(Outline.of(files().getFirst()));
    } catch (PackProblem unreadable) {
      return Optional.empty();
    }
  }

  /// The name of the guideline, as its rules have it.
  public String guideline() {
    return outline().filter(says -> says.form() == Form.PACK).map(Outline::name).orElse(name);
  }

  /// Whether it has a say about messages in a language. One that cannot be read has, so that it is
  /// missed.
  boolean speaks(Language language) {
    return outline()
        .map(
            says ->
                says.form() == Form.LAYER
                    || says.language().orElse(Language.english().tag()).equals(language.tag()))
        .orElse(true);
  }
}
