package dev.decorum.conduct.rules;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a pack, or another file in YAML, is refused: the file, the line, the key, and what is wrong
/// with it, in one sentence.
public final class PackProblem extends RuntimeException {

  private final String file;
  private final @Nullable String rule;
  private final int line;
  private final String key;
  private final String reason;

  PackProblem(String file, int line, String key, String reason) {
    this(file, null, line, key, reason);
  }

  private PackProblem(String file, @Nullable String rule, int line, String key, String reason) {
    super("%s, line %d%s: %s".formatted(file, line, key.isEmpty() ? "" : ", key " + key, reason));
    this.file = file;
    this.rule = rule;
    this.line = line;
    this.key = key;
    this.reason = reason;
  }

  public String file() {
    return file;
  }

  PackProblem in(@Nullable String id) {
    return rule == null && id != null ? new PackProblem(file, id, line, key, reason) : this;
  }

  /// The id of the rule at fault, where it is one and has an id.
  public Optional<String> rule() {
    return Optional.ofNullable(rule);
  }

  /// Counted from 1.
  public int line() {
    return line;
  }

  /// Where in the file, such as `rules[3].phrases`; empty for the whole file.
  public String key() {
    return key;
  }

  public String reason() {
    return reason;
  }
}
