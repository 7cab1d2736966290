package dev.decorum.inbox.web;

import dev.decorum.inbox.Condition.Field;
import dev.decorum.inbox.Condition.Operator;
import dev.decorum.inbox.web.QueuePage.Saved;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The saved views that a member has.
public record SavedViewsPage(List<Line> lines) {

  public SavedViewsPage {
    lines = List.copyOf(lines);
  }

  public record Line(Saved view, boolean any, List<Part> asks) {

    public Line {
      asks = List.copyOf(asks);
    }
  }

  /// A condition.
  ///
  /// @param values labels: keys of the bundle of messages, or words as they are
  public record Part(Field field, Operator operator, List<String> values) {

    public Part {
      values = List.copyOf(values);
    }

    /// Its values one after the other, as the bundle of messages has them.
    public String words(UnaryOperator<String> label) {
      boolean time = operator == Operator.LONGER || operator == Operator.SHORTER;
      return values.stream().map(label).collect(Collectors.joining(time ? " " : ", "));
    }
  }
}
