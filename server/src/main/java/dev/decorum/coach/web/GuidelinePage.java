package dev.decorum.coach.web;

import dev.decorum.coach.Guidelines.Wish;
import dev.decorum.coach.Receipts.Reader;
import dev.decorum.conduct.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One guideline with its rules.
///
/// @param admin whether its rules can be set
/// @param own what there is to say of one of the organisation's; null: it is one of the product's
public record GuidelinePage(
    String name,
    String title,
    String why,
    String requirement,
    List<Line> rules,
    boolean admin,
    @Nullable Own own) {

  /// @param source where it was agreed; may be empty
  /// @param text where it is a layer: what it changes
  /// @param note what changed, and why
  /// @param unread whether the viewer has still to read it
  /// @param readers those the viewer looks after
  /// @param writes whether the viewer may change it
  public record Own(
      int no,
      int version,
      Instant publishedAt,
      ReachChoice reach,
      String source,
      @Nullable String text,
      String note,
      boolean unread,
      List<Reader> readers,
      boolean writes) {

    public Own {
      readers = List.copyOf(readers);
    }
  }

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
