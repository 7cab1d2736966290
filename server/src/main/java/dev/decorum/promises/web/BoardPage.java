package dev.decorum.promises.web;

import dev.decorum.promises.Column;
import dev.decorum.promises.Promises;
import dev.decorum.promises.Whose;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Promises by when they have to be kept: four columns, or one of them as a table.
///
/// @param table null: the columns
/// @param columns what stands in them: as a table, the one
/// @param next where the table goes on; null: nowhere
public record BoardPage(
    Whose whose,
    @Nullable Column table,
    Map<Column, List<Line>> columns,
    Map<Column, Integer> counts,
    @Nullable String next) {

  public static final List<Column> SHOWN =
      List.of(Column.OVERDUE, Column.TODAY, Column.WEEK, Column.KEPT);

  public BoardPage {
    columns = Map.copyOf(columns);
    counts = Map.copyOf(counts);
  }

  public List<Line> lines(Column column) {
    return columns.getOrDefault(column, List.of());
  }

  /// How many there are; above [Promises#MOST_COUNTED] nobody counts.
  public String count(Column column) {
    int count = counts.getOrDefault(column, 0);
    return count >= Promises.MOST_COUNTED ? Promises.MOST_COUNTED + "+" : "" + count;
  }

  public boolean more(Column column) {
    return counts.getOrDefault(column, 0) > lines(column).size();
  }

  public boolean nothing() {
    return counts.values().stream().allMatch(count -> count == 0);
  }

  public String url(Whose other) {
    return "/promises?who=" + other.word() + (table == null ? "" : "&as=" + table.word());
  }

  public String url(Column column) {
    return "/promises?who=" + whose.word() + "&as=" + column.word();
  }

  public String board() {
    return "/promises?who=" + whose.word();
  }

  public @Nullable String nextUrl() {
    return table == null || next == null ? null : url(table) + "&cursor=" + next;
  }
}
