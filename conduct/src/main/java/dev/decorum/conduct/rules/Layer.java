package dev.decorum.conduct.rules;

import dev.decorum.conduct.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an organisation, a team or a channel changes of the rules below it: rules switched off or
/// on, levels changed, own words allowed.
///
/// ```yaml
/// layer: billing team
/// switch:
///   jargon: off                  # a category, a pack or a rule; the most exact name wins
///   jargon.abbreviation: advice  # off, on, stop, warning or advice
/// allow: [APR, "direct debit"]   # words that no rule objects to
/// ```
///
/// @param switches by name of rule, category or pack: the level to use, or empty for off
public record Layer(
    String name, Map<String, Setting> switches, List<String> allowed, Source source) {

  /// What a layer says about a rule.
  public sealed interface Setting {

    /// Not used.
    record Off() implements Setting {}

    /// Used, with the level of its pack.
    record On() implements Setting {}

    /// Used, with this level.
    record At(Level level) implements Setting {}
  }

  public Layer {
    switches = Map.copyOf(switches);
    allowed = List.copyOf(allowed);
  }

  /// @throws PackProblem when the file is not a layer
  public static Layer read(Source source) {
    var keys = Entry.read(source.file(), source.yaml()).map(Set.of("layer", "switch", "allow"));
    var name = keys.get("layer");
    if (name == null) {
      throw new PackProblem(source.file(), 1, "layer", "the name of the layer is missing");
    }
    var switches = new LinkedHashMap<String, Setting>();
    if (keys.containsKey("switch")) {
      keys.get("switch").map().forEach((rule, word) -> switches.put(rule, setting(word)));
    }
    var allowed = keys.get("allow");
    return new Layer(name.text(), switches, allowed == null ? List.of() : allowed.texts(), source);
  }

  private static Setting setting(Entry word) {
    return switch (word.text()) {
      case "off", "false" -> new Setting.Off();
      case "on", "true" -> new Setting.On();
      case "stop" -> new Setting.At(Level.STOP);
      case "warning" -> new Setting.At(Level.WARNING);
      case "advice" -> new Setting.At(Level.ADVICE);
      default -> throw word.problem("off, on, stop, warning or advice is expected here");
    };
  }

  /// What this layer says about a rule, by its id, else its category, else its pack.
  Optional<Setting> setting(Rule rule) {
    for (var name : List.of(rule.id(), rule.category(), rule.pack())) {
      var setting = switches.get(name);
      if (setting != null) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }
}
