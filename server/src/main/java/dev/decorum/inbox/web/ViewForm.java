package dev.decorum.inbox.web;

import dev.decorum.inbox.Condition;
import dev.decorum.inbox.Condition.Field;
import dev.decorum.inbox.Condition.Operator;
import dev.decorum.inbox.SavedView;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.ViewRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.util.MultiValueMap;

/// A saved view as it stands in its form, complete or not.
///
/// @param team number of the team it is for; empty: only for oneself
record ViewForm(String name, String team, boolean any, Sort sort, List<Line> lines, int version) {

  private static final int HOURS_OF_DAY = 24;

  ViewForm {
    lines = List.copyOf(lines);
  }

  /// One condition. The names of its controls end with its place: `field-0`, `operator-0`,
  /// `value-0`, `unit-0`.
  record Line(Field field, Operator operator, List<String> values, boolean days) {

    Line {
      values = List.copyOf(values);
    }

    static Line of(Condition condition) {
      var values = condition.values();
      if (!timed(condition.field())) {
        return new Line(condition.field(), condition.operator(), values, false);
      }
      int hours = Integer.parseInt(values.getFirst());
      boolean days = hours % HOURS_OF_DAY == 0;
      return new Line(
          condition.field(),
          condition.operator(),
          List.of("" + (days ? hours / HOURS_OF_DAY : hours)),
          days);
    }

    static Line empty(Field field) {
      return new Line(field, field.operators().getFirst(), List.of(), timed(field));
    }

    Condition condition() {
      return new Condition(field, operator, timed(field) ? hours() : values);
    }

    private List<String> hours() {
      return values.stream()
          .map(value -> days && value.matches("[0-9]{1,4}") ? "" + times24(value) : value)
          .toList();
    }

    private static int times24(String value) {
      return Integer.parseInt(value) * HOURS_OF_DAY;
    }

    static boolean timed(Field field) {
      return field == Field.WAITING || field == Field.CREATED;
    }

    /// Whether its values are typed, one after the other with commas between.
    static boolean typed(Field field) {
      return field == Field.TAG || field == Field.CLIENT || field == Field.LANGUAGE;
    }
  }

  static ViewForm empty() {
    return new ViewForm("", "", false, Sort.WAITING, List.of(Line.empty(Field.STATE)), 0);
  }

  static ViewForm of(SavedView view, String team) {
    return new ViewForm(
        view.name(),
        team,
        view.rule().any(),
        view.sort(),
        view.rule().conditions().stream().map(Line::of).toList(),
        view.version());
  }

  static ViewForm read(MultiValueMap<String, String> sent) {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < ViewRule.MOST && sent.containsKey("field-" + i); i++) {
      var field = known(sent, "field-" + i, Field::of, Field.STATE);
      lines.add(
          new Line(
              field,
              known(sent, "operator-" + i, Operator::of, field.operators().getFirst()),
              values(field, sent.getOrDefault("value-" + i, List.of())),
              "days".equals(sent.getFirst("unit-" + i))));
    }
    return new ViewForm(
        first(sent, "name"),
        first(sent, "team"),
        first(sent, "match").equals("any"),
        known(sent, "sort", Sort::of, Sort.WAITING),
        lines,
        first(sent, "version").matches("[0-9]{1,9}")
            ? Integer.parseInt(first(sent, "version"))
            : 0);
  }

  private static List<String> values(Field field, List<String> sent) {
    return sent.stream()
        .flatMap(
            value ->
                Line.typed(field)
                    ? Arrays.stream(value.split(","))
                    : Arrays.stream(new String[] {value}))
        .map(String::strip)
        .map(value -> field == Field.CLIENT && value.startsWith("#") ? value.substring(1) : value)
        .filter(value -> !value.isEmpty())
        .limit(100)
        .toList();
  }

  private static String first(MultiValueMap<String, String> sent, String name) {
    var value = sent.getFirst(name);
    return value == null ? "" : value;
  }

  private interface Reader<T> {
    T read(String word);
  }

  private static <T> T known(
      MultiValueMap<String, String> sent, String name, Reader<T> reader, T otherwise) {
    try {
      return reader.read(first(sent, name));
    } catch (IllegalArgumentException unknown) {
      return otherwise;
    }
  }

  ViewRule rule() {
    return new ViewRule(any, lines.stream().map(Line::condition).toList());
  }

  ViewForm and(Field field) {
    var more = new ArrayList<>(lines);
    if (more.size() < ViewRule.MOST) more.add(Line.empty(field));
    return new ViewForm(name, team, any, sort, more, version);
  }

  ViewForm without(int line) {
    var fewer = new ArrayList<>(lines);
    if (line >= 0 && line < fewer.size()) fewer.remove(line);
    return new ViewForm(name, team, any, sort, fewer, version);
  }
}
