package dev.decorum.engagements.web;

import dev.decorum.inbox.ConversationRow;
import java.util.List;

/// With whom to get in touch again.
///
/// @param mine whether only the reader's are shown
/// @param writes whether the reader may change anything
public record FollowUpsOverview(boolean mine, List<Row> rows, boolean writes) {

  public FollowUpsOverview {
    rows = List.copyOf(rows);
  }

  public record Row(FollowUpsPage.Line line, ConversationRow conversation) {}
}
