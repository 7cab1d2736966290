package dev.decorum.clients;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the list of clients.
///
/// @param next where to go on; null at the end
public record ClientSlice(List<Client> items, @Nullable String next) {

  public ClientSlice {
    items = List.copyOf(items);
  }
}
