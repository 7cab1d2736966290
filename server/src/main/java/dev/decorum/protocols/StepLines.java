package dev.decorum.protocols;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Steps as an admin writes them, one a line; what the coach looks for stands before a colon:
/// `greeting: Greet the client by name`. Any other word before a colon belongs to the step.
public final class StepLines {

  static final int MOST = 20;
  static final int LONGEST = 300;

  private StepLines() {}

  /// @throws ProtocolRefused when there are none, too many, or one is too long
  public static List<Step> parse(String text) {
    var steps =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(StepLines::step)
            .toList();
    if (steps.isEmpty()) throw new ProtocolRefused("steps", "protocols.refused.no_steps");
    if (steps.size() > MOST) throw new ProtocolRefused("steps", "protocols.refused.many_steps");
    if (steps.stream()
        .anyMatch(step -> step.words().isEmpty() || step.words().length() > LONGEST)) {
      throw new ProtocolRefused("steps", "protocols.refused.step_length");
    }
    if (steps.stream().map(Step::words).distinct().count() < steps.size()) {
      throw new ProtocolRefused("steps", "protocols.refused.twice");
    }
    return steps;
  }

  private static Step step(String line) {
    int colon = line.indexOf(':');
    Optional<Look> look = colon < 0 ? Optional.empty() : Look.of(line.substring(0, colon).strip());
    return look.isPresent()
        ? new Step(line.substring(colon + 1).strip(), look.get())
        : new Step(line, null);
  }

  /// As they would be written.
  public static String of(List<Step> steps) {
    return steps.stream()
        .map(
            step -> {
              var look = step.look();
              return look == null ? step.words() : look.word() + ": " + step.words();
            })
        .collect(Collectors.joining("\n"));
  }
}
