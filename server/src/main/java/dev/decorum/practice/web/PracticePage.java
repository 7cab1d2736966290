package dev.decorum.practice.web;

import dev.decorum.conduct.Score.Dimension;
import dev.decorum.practice.PastRun;
import dev.decorum.practice.Practice.Unfinished;
import dev.decorum.practice.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What one can practise, and how it came out so far.
///
/// @param past one's runs, the newest first
public record PracticePage(
    List<Scenario> scenarios, @Nullable Unfinished unfinished, List<PastRun> past) {

  public PracticePage {
    scenarios = List.copyOf(scenarios);
    past = List.copyOf(past);
  }

  public List<Dimension> dimensions() {
    return Arrays.asList(Dimension.values());
  }

  public String word(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT);
  }

  /// How often a scenario was practised to its end.
  public long times(Scenario scenario) {
    return past.stream().filter(run -> scenario.equals(run.scenario())).count();
  }
}
