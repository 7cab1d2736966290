package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.web.QueuePage.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found.
///
/// @param busy too many searches run at once, or this one took too long
public record SearchPage(
    String query,
    List<ClientSummary> clients,
    List<Row> rows,
    @Nullable String next,
    boolean busy) {

  public SearchPage {
    clients = List.copyOf(clients);
    rows = List.copyOf(rows);
  }
}
