package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of conversations beside the one that is open.
///
/// @param rows in the order of `sort`
/// @param open number of the conversation that is open; null: none
/// @param next address of the rows that follow; null at the end
public record QueuePage(
    View view,
    Sort sort,
    @Nullable String tag,
    List<Row> rows,
    List<Tab> tabs,
    @Nullable Long open,
    @Nullable String next,
    String self) {

  public QueuePage {
    rows = List.copyOf(rows);
    tabs = List.copyOf(tabs);
  }

  /// One conversation in the list.
  ///
  /// @param assignee whose it is, in words; null: nobody's
  /// @param url where it opens with this list beside it
  public record Row(ConversationRow conversation, @Nullable String assignee, String url) {}

  /// One of the lists.
  ///
  /// @param count how many conversations, in words; null where nobody counts
  public record Tab(View view, @Nullable String count) {}
}
