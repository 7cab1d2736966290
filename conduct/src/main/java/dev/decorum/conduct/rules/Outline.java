package dev.decorum.conduct.rules;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a file of one's own says of itself, read without its rules.
///
/// @param name of the guideline, or of the layer; of a rule of a style that of its file
/// @param title what people call it; its name where it says nothing else
/// @param why the reason for all its rules; empty where each has its own
/// @param source where it was agreed or written; empty where it does not say
/// @param language of a pack that is for one only
public record Outline(
    Form form, String name, String title, String why, String source, Optional<String> language) {

  /// What a file can be.
  public enum Form {
    PACK,
    LAYER,
    /// A rule of a style for Vale.
    STYLE
  }

  /// @throws PackProblem when it is not YAML, or nothing of this kind
  public static Outline of(Source file) {
    var root = Entry.read(file.file(), file.yaml());
    var guideline = root.word("guideline");
    if (guideline != null) {
      return new Outline(
          Form.PACK,
          guideline,
          or(root.word("title"), guideline),
          or(root.word("why"), ""),
          or(root.word("source"), ""),
          Optional.ofNullable(root.word("language")));
    }
    var layer = root.word("layer");
    if (layer != null) {
      return new Outline(Form.LAYER, layer, layer, "", "", Optional.empty());
    }
    if (root.word("extends") != null) {
      var name = file.file().substring(file.file().lastIndexOf('/') + 1);
      return new Outline(
          Form.STYLE,
          name,
          name,
          or(root.word("message"), ""),
          or(root.word("link"), ""),
          Optional.empty());
    }
    throw root.problem(
        "a file says what it is: guideline, layer, or extends for a rule of a style");
  }

  private static String or(@Nullable String said, String otherwise) {
    return Objects.requireNonNullElse(said, otherwise);
  }
}
