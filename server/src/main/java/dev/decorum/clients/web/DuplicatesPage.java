package dev.decorum.clients.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Clients who may be there twice.
///
/// @param next the address of the next part; null at the end
/// @param first the address of the first part; null there
public record DuplicatesPage(
    List<DuplicateLine> pairs, @Nullable String next, @Nullable String first) {

  public DuplicatesPage {
    pairs = List.copyOf(pairs);
  }
}
