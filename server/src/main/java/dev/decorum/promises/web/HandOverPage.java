package dev.decorum.promises.web;

import dev.decorum.inbox.ConversationRow;
import dev.decorum.promises.HandOvers.Leave;
import dev.decorum.web.FormErrors;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What falls due while somebody is away, and who could do it instead.
///
/// @param leaves who is away, or will be
/// @param chosen whose work is shown; null: that of those who work with clients no more
/// @param ticked numbers of what was ticked and could not be handed over; null: nothing was yet
public record HandOverPage(
    List<Leave> leaves,
    @Nullable Leave chosen,
    List<Line> lines,
    List<ConversationRow> conversations,
    List<Colleague> colleagues,
    String note,
    @Nullable Ticked ticked,
    Instant now,
    FormErrors errors) {

  /// What somebody chose from the lists.
  public record Ticked(Set<Long> promises, Set<Long> conversations) {

    public Ticked {
      promises = Set.copyOf(promises);
      conversations = Set.copyOf(conversations);
    }
  }

  public HandOverPage {
    leaves = List.copyOf(leaves);
    lines = List.copyOf(lines);
    conversations = List.copyOf(conversations);
    colleagues = List.copyOf(colleagues);
  }

  public String url() {
    return HandOverController.HOME;
  }

  public String whose() {
    return chosen == null ? HandOverController.GONE : whose(chosen);
  }

  public String whose(Leave one) {
    return String.valueOf(one.member().no());
  }

  public boolean nothing() {
    return lines.isEmpty() && conversations.isEmpty();
  }

  /// All is ticked until somebody has chosen.
  public boolean ticked(Line line) {
    return ticked == null || ticked.promises().contains(line.promise().no());
  }

  public boolean ticked(ConversationRow row) {
    return ticked == null || ticked.conversations().contains(row.no());
  }

  public boolean begun(Leave one) {
    return one.away().begun(now);
  }
}
