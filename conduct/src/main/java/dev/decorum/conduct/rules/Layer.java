package dev.decorum.conduct.rules;

import dev.decorum.conduct.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an organisation, a team or a channel changes of the rules below it: rules switched off or
/// on, levels changed, own words allowed.
///
/// ```yaml
/// layer: billing team
/// switch:
///   jargon: off                  # a category, a pack or a rule; the most exact name wins
///   jargon.abbreviation: advice  # off, on, stop, warning or advice
/// allow: [APR, "direct debit"]   # words that no rule objects to
/// own_numbers: [DE89 3704 0044 0532 0130 00, 020 7946 0143]   # what everybody may know
/// ```
///
/// Own numbers are those of the organisation's accounts, phones and the like: confidentiality does
/// not hold them back, however they are spaced.
///
/// @param switches by name of rule, category or pack: the level to use, or empty for off
public record Layer(
    String name,
    Map<String, Setting> switches,
    List<String> allowed,
    List<String> ownNumbers,
    Source source) {

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
    ownNumbers = List.copyOf(ownNumbers);
  }

  /// @throws PackProblem when the file is not a layer
  public static Layer read(Source source) {
    var keys =
        Entry.read(source.file(), source.yaml())
            .map(Set.of("layer", "switch", "allow", "own_numbers"));
    var name = keys.get("layer");
    if (name == null) {
      throw new PackProblem(source.file(), 1, "layer", "the name of the layer is missing");
    }
    var switches = new LinkedHashMap<String, Setting>();
    if (keys.containsKey("switch")) {
      keys.get("switch").map().forEach((rule, word) -> switches.put(rule, setting(word)));
    }
    return new Layer(
        name.text(), switches, texts(keys.get("allow")), numbers(keys.get("own_numbers")), source);
  }

  private static List<String> numbers(@Nullable Entry entry) {
    for (var number : texts(entry)) {
      if (entry != null && number.chars().noneMatch(Character::isDigit)) {
        throw entry.problem("numbers are expected here, and '%s' is none".formatted(number));
      }
    }
    return texts(entry);
  }

  private static List<String> texts(@Nullable Entry entry) {
    return entry == null ? List.of() : entry.texts();
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
