package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two records side by side, or the search for the second.
///
/// @param query by which the other is looked for
/// @param found clients that could be the other
/// @param other the record to merge with; null: not chosen yet
/// @param refusal why the two cannot become one; a key of a message bundle
public record MergePage(
    Client client,
    String query,
    List<Client> found,
    @Nullable Client other,
    @Nullable String refusal) {

  public MergePage {
    found = List.copyOf(found);
  }
}
