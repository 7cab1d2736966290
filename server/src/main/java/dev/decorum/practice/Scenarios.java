package dev.decorum.practice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;

/// The scenarios that come with the product, in the order in which they are offered.
final class Scenarios {

  private static final List<String> NAMES =
      List.of("delay", "wrong-invoice", "refusal", "demanding", "abuse", "data-breach");

  private final Map<String, Scenario> all = new LinkedHashMap<>();

  private Scenarios(List<Scenario> scenarios) {
    scenarios.forEach(scenario -> all.put(scenario.id(), scenario));
  }

  /// @throws dev.decorum.conduct.rules.PackProblem when one cannot be used
  static Scenarios shipped() {
    return new Scenarios(NAMES.stream().map(Scenarios::read).toList());
  }

  private static Scenario read(String name) {
    var file = name + ".yaml";
    try {
      var yaml = new ClassPathResource("practice/" + file).getContentAsString(UTF_8);
      return ScenarioReader.read(file, yaml);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  List<Scenario> all() {
    return List.copyOf(all.values());
  }

  Optional<Scenario> find(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /// Empty when it has another version by now.
  Optional<Scenario> find(String id, int version) {
    return find(id).filter(scenario -> scenario.version() == version);
  }
}
