package dev.decorum.inbox.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.inbox.FileHit;
import dev.decorum.inbox.web.QueuePage.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found.
///
/// @param next the address of the next part; null at the end, or where each kind has a page
/// @param busy too many searches run at once, or this one took too long
public record SearchPage(
    SearchQuery query,
    List<ClientSummary> clients,
    List<Row> rows,
    List<FileHit> files,
    @Nullable String next,
    boolean busy) {

  public SearchPage {
    clients = List.copyOf(clients);
    rows = List.copyOf(rows);
    files = List.copyOf(files);
  }

  static SearchPage nothing(SearchQuery query, boolean busy) {
    return new SearchPage(query, List.of(), List.of(), List.of(), null, busy);
  }

  public boolean empty() {
    return clients.isEmpty() && rows.isEmpty() && files.isEmpty();
  }
}
