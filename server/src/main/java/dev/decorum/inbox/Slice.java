package dev.decorum.inbox;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list.
///
/// @param next where to go on; null at the end
public record Slice<T>(List<T> items, @Nullable Cursor next) {

  public Slice {
    items = List.copyOf(items);
  }

  public <R> Slice<R> map(Function<? super T, ? extends R> change) {
    return new Slice<>(items.stream().<R>map(change).toList(), next);
  }
}
