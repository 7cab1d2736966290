package dev.decorum.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list, as the API answers it.
///
/// @param next the cursor of what follows, null at the end
public record Page<T>(List<T> items, @Nullable String next) {

  public Page {
    items = List.copyOf(items);
  }

  /// A page of `limit` items from rows that were asked for with one more, to know whether there is
  /// a next page.
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> place) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, place.apply(items.getLast()).toString());
  }

  public <R> Page<R> map(Function<T, R> mapping) {
    return new Page<>(items.stream().map(mapping).toList(), next);
  }
}
