package dev.decorum.coaching;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Questions as they are typed: one a line, with its weight before a colon, or without when it
/// counts once.
public final class QuestionLines {

  private static final Pattern WEIGHTED = Pattern.compile("(\\d{1,3})\\s*:\\s*(.*)");

  private QuestionLines() {}

  /// @throws ScorecardRefused when there is none, or too much
  public static List<Question> parse(String lines) {
    var questions =
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).map(QuestionLines::one);
    var all = questions.toList();
    if (all.isEmpty()) throw new ScorecardRefused("questions", "coaching.card.no_questions");
    if (all.size() > Scorecard.MOST_QUESTIONS) {
      throw new ScorecardRefused("questions", "coaching.card.too_many");
    }
    return all;
  }

  private static Question one(String line) {
    var weighted = WEIGHTED.matcher(line);
    boolean plain = !weighted.matches();
    int weight = plain ? 1 : Integer.parseInt(weighted.group(1));
    var text = plain ? line : weighted.group(2).strip();
    if (weight < 1 || weight > Question.MOST_WEIGHT) {
      throw new ScorecardRefused("questions", "coaching.card.weight");
    }
    if (text.isEmpty() || text.length() > Scorecard.LONGEST_QUESTION) {
      throw new ScorecardRefused("questions", "coaching.card.question_length");
    }
    return new Question(text, weight);
  }

  public static String write(List<Question> questions) {
    return questions.stream()
        .map(one -> one.weight() + ": " + one.text())
        .collect(Collectors.joining("\n"));
  }
}
