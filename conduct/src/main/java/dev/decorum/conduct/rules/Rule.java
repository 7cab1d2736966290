package dev.decorum.conduct.rules;

import dev.decorum.conduct.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule of a pack, as `rules list` and `rules explain` show it.
///
/// @param id stable and unique among all packs, such as `vague_time.soon`
/// @param category what it finds, such as `vague_time`
/// @param why the message of its findings, fit to show to the writer
/// @param wording a better wording or what to do, where there is one for all its findings
/// @param requirement what it serves, such as `K10`
/// @param kind `phrase`, `pattern`, `metric`, …, or the name of its code
/// @param matching texts in which it finds something
/// @param missing texts in which it does not
public record Rule(
    String id,
    String pack,
    String category,
    Level level,
    String why,
    @Nullable String wording,
    String requirement,
    String kind,
    List<String> matching,
    List<String> missing) {

  public Rule {
    matching = List.copyOf(matching);
    missing = List.copyOf(missing);
  }

  /// Whether a name is that of this rule, its category or its pack.
  public boolean named(String name) {
    return name.equals(id) || name.equals(category) || name.equals(pack);
  }

  Rule at(Level other) {
    return new Rule(id, pack, category, other, why, wording, requirement, kind, matching, missing);
  }
}
