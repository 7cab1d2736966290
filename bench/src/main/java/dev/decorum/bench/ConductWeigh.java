package dev.decorum.bench;

import dev.decorum.bench.Labelled.Span;
import dev.decorum.conduct.dialogue.Clue;
import dev.decorum.conduct.dialogue.Dialogue;
import dev.decorum.conduct.dialogue.Weighed;
import dev.decorum.conduct.text.Language;
import dev.decorum.conduct.text.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Fits how much each clue to an open question weighs: `bench/run ConductWeigh [--write]`.
///
/// A logistic regression with a small penalty on large weights, solved by Newton's method: the same
/// texts give the same weights. It reads the dialogues that rule authors may read, the replies of
/// the same sets (at half the weight, since they say which questions are open by their findings
/// only) and the exchanges of the tests. First it tells how well each set is judged by weights from
/// all others, which is the figure to choose clues by; with `--write` the weights of all together
/// go into the language folder. What stands there about certainty is kept.
final class ConductWeigh {

  private static final List<String> SETS =
      List.of("tune", "learn", "fresh", "blind2", "blind4", "blind5", "tests");
  private static final double PENALTY = 2;
  private static final double OF_REPLIES = 0.5;
  private static final Clue[] CLUES = Clue.values();

  /// One question: its clues, whether it is open, and how much it counts.
  private record Example(double[] clues, boolean open, double counts) {}

  /// An exchange: its questions, and whether just those were found.
  private record Exchange(String set, boolean dialogue, List<Example> questions, boolean found) {}

  private final Dialogue dialogue = Dialogue.english();
  private final Path home = Path.of(System.getProperty("decorum.home", "."));
  private final Path weights =
      home.resolve("conduct/src/main/resources/dev/decorum/conduct/en/weighing/answers.txt");
  private final List<Exchange> exchanges = new ArrayList<>();

  private ConductWeigh() {}

  public static void main(String[] arguments) throws IOException {
    var weigh = new ConductWeigh();
    for (String set : SETS) {
      weigh.read(set);
    }
    weigh.judge();
    if (List.of(arguments).contains("--write")) {
      weigh.write();
    }
  }

  private void read(String set) throws IOException {
    if (set.equals("tests")) {
      Path file =
          home.resolve("conduct/src/test/resources/dev/decorum/conduct/dialogue/answers.txt");
      for (String line : Files.readAllLines(file)) {
        if (!line.startsWith("#")) {
          exchanges.add(tested(line.split("\t")));
        }
      }
      return;
    }
    Path folder = home.resolve("bench/conduct");
    for (Labelled one : Labelled.read(folder.resolve("dialogues-" + set + ".jsonl"))) {
      exchanges.add(dialogue(set, one));
    }
    for (Labelled one : Labelled.read(folder.resolve("replies-" + set + ".jsonl"))) {
      if (!one.clientMessage().isEmpty()) {
        exchanges.add(reply(set, one));
      }
    }
  }

  private List<Weighed> weighed(String message, String reply) {
    return dialogue.weighed(
        Reading.of(message, Language.english()), Reading.of(reply, Language.english()));
  }

  private static double[] clues(Weighed weighed) {
    return Arrays.stream(CLUES)
        .mapToDouble(clue -> weighed.clues().getOrDefault(clue, 0.0))
        .toArray();
  }

  private Exchange tested(String[] parts) {
    var questions = new ArrayList<Example>();
    for (Weighed one :
        weighed(parts[0], "Dear Ms Stone,\n\n" + parts[1] + "\n\nKind regards,\nAnna")) {
      questions.add(new Example(clues(one), parts[2].charAt(questions.size()) == 'O', 1));
    }
    return new Exchange("tests", true, questions, true);
  }

  private Exchange dialogue(String set, Labelled one) {
    List<Weighed> left = new ArrayList<>(weighed(one.clientMessage(), one.reply()));
    var questions = new ArrayList<Example>();
    boolean found = true;
    for (JsonNode label : one.expect("questions")) {
      Span span = Labelled.span(one.id(), one.clientMessage(), label.path("text").asString());
      Weighed match = left.stream().filter(each -> meets(span, each)).findFirst().orElse(null);
      if (match == null) {
        found = false;
      } else {
        left.remove(match);
        questions.add(new Example(clues(match), label.path("state").asString().equals("open"), 1));
      }
    }
    return new Exchange(set, true, questions, found && left.isEmpty());
  }

  private Exchange reply(String set, Labelled one) {
    var open = new ArrayList<Span>();
    for (JsonNode label : one.expect("findings")) {
      if (label.path("category").asString().equals("question.unanswered")) {
        open.add(
            label.has("text")
                ? Labelled.span(one.id(), one.clientMessage(), label.path("text").asString())
                : new Span(0, one.clientMessage().length()));
      }
    }
    var questions = new ArrayList<Example>();
    for (Weighed each : weighed(one.clientMessage(), one.reply())) {
      boolean isOpen = open.stream().anyMatch(span -> meets(span, each));
      questions.add(new Example(clues(each), isOpen, OF_REPLIES));
    }
    return new Exchange(set, false, questions, true);
  }

  private static boolean meets(Span span, Weighed weighed) {
    return span.overlaps(new Span(weighed.question().start(), weighed.question().end()));
  }

  // Each set judged by all others.

  private void judge() throws IOException {
    double from = Double.parseDouble(kept().getFirst().replaceAll(".* ", ""));
    System.out.printf(
        "each set by weights from all others, open from %.2f%n%-18s %9s %6s %9s %7s %9s %8s%n",
        from, "", "questions", "open", "precision", "recall", "loss", "whole");
    for (String set : SETS) {
      double[] fitted = fit(exchanges.stream().filter(each -> !each.set().equals(set)).toList());
      judge("dialogues " + set, fitted, from, set, true);
      judge("replies " + set, fitted, from, set, false);
    }
  }

  private void judge(String name, double[] fitted, double from, String set, boolean dialogues) {
    var open = new Tally();
    int questions = 0;
    int whole = 0;
    int all = 0;
    double loss = 0;
    for (Exchange exchange : exchanges) {
      if (!exchange.set().equals(set) || exchange.dialogue() != dialogues) {
        continue;
      }
      boolean right = exchange.found();
      for (Example question : exchange.questions()) {
        double likely = likely(fitted, question.clues());
        boolean said = likely >= from;
        open.hits += said && question.open() ? 1 : 0;
        open.wrong += said && !question.open() ? 1 : 0;
        open.missed += !said && question.open() ? 1 : 0;
        loss -= Math.log(question.open() ? likely : 1 - likely);
        right &= said == question.open();
        questions++;
      }
      whole += right ? 1 : 0;
      all++;
    }
    if (all > 0) {
      System.out.printf(
          Locale.ROOT,
          "%-18s %9d %6d %9.2f %7.2f %9.3f %6.1f %%%n",
          name,
          questions,
          open.hits + open.missed,
          open.precision(),
          open.recall(),
          loss / Math.max(1, questions),
          100.0 * whole / all);
    }
  }

  private static double likely(double[] weights, double[] clues) {
    double sum = 0;
    for (int i = 0; i < clues.length; i++) {
      sum += weights[i] * clues[i];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  // Newton's method.

  private static double[] fit(List<Exchange> texts) {
    int size = CLUES.length;
    var weights = new double[size];
    for (int round = 0; round < 25; round++) {
      var slope = new double[size];
      var bend = new double[size][size];
      for (int i = 0; i < size; i++) {
        double penalty = i == Clue.ALWAYS.ordinal() ? 0.001 : PENALTY;
        slope[i] = penalty * weights[i];
        bend[i][i] = penalty;
      }
      for (Exchange text : texts) {
        for (Example each : text.questions()) {
          add(each, likely(weights, each.clues()), slope, bend);
        }
      }
      double[] step = solve(bend, slope);
      for (int i = 0; i < size; i++) {
        weights[i] -= step[i];
      }
    }
    return weights;
  }

  private static void add(Example each, double likely, double[] slope, double[][] bend) {
    double[] clues = each.clues();
    for (int i = 0; i < clues.length; i++) {
      slope[i] += each.counts() * (likely - (each.open() ? 1 : 0)) * clues[i];
      for (int j = 0; j < clues.length; j++) {
        bend[i][j] += each.counts() * likely * (1 - likely) * clues[i] * clues[j];
      }
    }
  }

  /// Solves for a matrix that is positive definite, as the penalty makes it: no pivots needed.
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    var x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int row = i + 1; row < size; row++) {
        double factor = matrix[row][i] / matrix[i][i];
        for (int column = i; column < size; column++) {
          matrix[row][column] -= factor * matrix[i][column];
        }
        x[row] -= factor * x[i];
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int column = i + 1; column < size; column++) {
        x[i] -= matrix[i][column] * x[column];
      }
      x[i] /= matrix[i][i];
    }
    return x;
  }

  // The language folder.

  /// What the file says of certainty.
  private List<String> kept() throws IOException {
    return Files.readAllLines(weights).stream()
        .filter(line -> line.startsWith("open from") || line.startsWith("surely"))
        .toList();
  }

  private void write() throws IOException {
    var lines = new ArrayList<String>();
    lines.add(
        "# How much each clue speaks for a question being open (above 0) or answered (below 0).");
    lines.add(
        "# Fitted by `bench/run ConductWeigh --write`; docs/conduct.md says what each clue is.");
    double[] fitted = fit(exchanges);
    for (Clue clue : CLUES) {
      lines.add(String.format(Locale.ROOT, "%s %.2f", clue.id(), fitted[clue.ordinal()]));
    }
    lines.add(
        "# How likely a question must be open to be called so, to be surely so, surely not so.");
    lines.addAll(kept());
    Files.write(weights, lines);
    System.out.println("written: " + home.relativize(weights));
  }
}
