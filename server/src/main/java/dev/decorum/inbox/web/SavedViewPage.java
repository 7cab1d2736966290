package dev.decorum.inbox.web;

import dev.decorum.inbox.Condition.Field;
import dev.decorum.inbox.Condition.Operator;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.ViewRule;
import dev.decorum.inbox.web.ConversationPage.Choice;
import dev.decorum.inbox.web.QueuePage.Row;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A saved view that is being put together.
///
/// @param no null: a new one
/// @param fresh place of the condition that was just added; -1: none
/// @param found the first conversations it shows now; null while a condition is incomplete
public record SavedViewPage(
    @Nullable Integer no,
    int version,
    String name,
    boolean any,
    Sort sort,
    List<Choice> teams,
    List<Line> lines,
    List<Field> fields,
    int fresh,
    @Nullable List<Row> found,
    FormErrors errors) {

  public SavedViewPage {
    teams = List.copyOf(teams);
    lines = List.copyOf(lines);
    fields = List.copyOf(fields);
  }

  public String action() {
    return no == null ? "/inbox/views" : "/inbox/views/" + no;
  }

  public boolean full() {
    return lines.size() >= ViewRule.MOST;
  }

  /// One condition.
  ///
  /// @param choices what can be ticked; empty where a value is typed
  /// @param typed what was typed
  /// @param days whether a time is counted in days and not in hours
  public record Line(
      Field field, Operator operator, List<Choice> choices, String typed, boolean days) {

    public Line {
      choices = List.copyOf(choices);
    }

    public boolean timed() {
      return ViewForm.Line.timed(field);
    }

    public boolean single() {
      return field == Field.LAST_FROM;
    }
  }
}
