package dev.decorum.practice.web;

import dev.decorum.conduct.Score.Dimension;
import dev.decorum.practice.Run;
import dev.decorum.practice.Run.Turn;
import dev.decorum.practice.Scenario.Branch;
import dev.decorum.practice.Sign;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A conversation with a simulated client; at its end what there is to learn from it.
///
/// @param written what the member had written when it was refused
public record RunPage(Run run, String written, FormErrors errors) {

  private static final int MOST_TO_TRY = 5;

  public String address() {
    return "/practice/runs/" + run.no();
  }

  public boolean ended() {
    return run.ending() != null;
  }

  /// Whether anything that was written is still kept.
  public boolean remembered() {
    return run.turns().stream().anyMatch(turn -> turn.words() != null);
  }

  public String kind() {
    var ending = run.ending();
    if (ending == null) return "line";
    return switch (ending.result()) {
      case GOOD -> "ok";
      case MIXED -> "warn";
      case BAD -> "danger";
    };
  }

  public List<Dimension> dimensions() {
    return Arrays.asList(Dimension.values());
  }

  public String word(Dimension dimension) {
    return dimension.name().toLowerCase(Locale.ROOT);
  }

  /// The mean over all replies.
  public int mark(Dimension dimension) {
    return mean(turn -> turn.marks().of(dimension));
  }

  public int overall() {
    return mean(turn -> turn.marks().overall());
  }

  private int mean(Function<Turn, Integer> mark) {
    return (int) Math.round(run.turns().stream().mapToInt(mark::apply).average().orElse(0));
  }

  /// What every reply did.
  public List<Sign> well() {
    return Arrays.stream(Sign.values())
        .filter(Sign::good)
        .filter(sign -> run.turns().stream().allMatch(turn -> turn.signs().contains(sign)))
        .toList();
  }

  /// What was found most often, in words.
  public List<String> toTry(Ui ui) {
    return run.turns().stream()
        .flatMap(turn -> turn.found().stream())
        .collect(Collectors.groupingBy(category -> category, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_TO_TRY)
        .map(found -> finding(ui, found.getKey(), found.getValue()))
        .distinct()
        .toList();
  }

  private String finding(Ui ui, String category, long times) {
    var key = "coach.finding." + category;
    var words = ui.t(key);
    return ui.t(
        "practice.to_try.line",
        words.equals(key) ? ui.t("coach.finding.other") : words,
        times,
        run.turns().size());
  }

  /// A better reply than the one that was given; null when it was as good.
  public @Nullable Branch better(Turn turn) {
    return turn.branch().best() ? null : turn.scene().best();
  }
}
