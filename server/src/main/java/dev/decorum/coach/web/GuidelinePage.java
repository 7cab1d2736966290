package dev.decorum.coach.web;

import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.conduct.rules.Rule;
import java.util.List;
import java.util.Locale;

/// One guideline with its rules.
public record GuidelinePage(
    String name, String title, String why, String requirement, List<Line> rules, boolean admin) {

  public GuidelinePage {
    rules = List.copyOf(rules);
  }

  /// @param wishes what it could be set to
  public record Line(Rule rule, Wish wish, List<Wish> wishes) {

    private static final int MOST_EXAMPLES = 4;

    public Line {
      wishes = List.copyOf(wishes);
    }

    /// How much it matters now; `off` when it is not used.
    public String level() {
      return wish == Wish.SHIPPED ? rule.level().name().toLowerCase(Locale.ROOT) : wish.word();
    }

    public List<String> bad() {
      return rule.matching().stream().limit(MOST_EXAMPLES).toList();
    }

    public List<String> good() {
      return rule.missing().stream().limit(MOST_EXAMPLES).toList();
    }
  }
}
