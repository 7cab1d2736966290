package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationRow;
import dev.decorum.inbox.Sort;
import dev.decorum.inbox.View;
import dev.decorum.inbox.web.ConversationPage.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list of conversations beside the one that is open.
///
/// @param saved the saved view it is; null: one of the lists that everybody has
/// @param rows in the order of `sort`
/// @param views saved views to go to
/// @param open number of the conversation that is open; null: none
/// @param picking what can be done with many of them; null: nothing
/// @param next address of the rows that follow; null at the end
public record QueuePage(
    View view,
    @Nullable Saved saved,
    Sort sort,
    @Nullable String tag,
    List<Row> rows,
    List<Tab> tabs,
    List<Saved> views,
    @Nullable Long open,
    @Nullable String next,
    String self,
    @Nullable Picking picking) {

  public QueuePage {
    rows = List.copyOf(rows);
    tabs = List.copyOf(tabs);
    views = List.copyOf(views);
  }

  /// Address of the conversation that stands after the open one; null: none does.
  public @Nullable String following() {
    for (int i = 0; i + 1 < rows.size(); i++) {
      if (open != null && open == rows.get(i).conversation().no()) return rows.get(i + 1).url();
    }
    return null;
  }

  /// What the list is called in addresses.
  public String word() {
    return saved == null ? view.word() : saved.word();
  }

  /// One conversation in the list.
  ///
  /// @param assignee whose it is, in words; null: nobody's
  /// @param url where it opens with this list beside it
  public record Row(ConversationRow conversation, @Nullable String assignee, String url) {}

  /// What can be done with conversations that are picked from the list.
  ///
  /// @param action where the form goes
  public record Picking(
      String action, List<Choice> members, List<Choice> teams, List<Later> snoozes) {

    public Picking {
      members = List.copyOf(members);
      teams = List.copyOf(teams);
      snoozes = List.copyOf(snoozes);
    }
  }

  /// One of the lists.
  ///
  /// @param count how many conversations, in words; null where nobody counts
  public record Tab(View view, @Nullable String count) {}

  /// A saved view.
  ///
  /// @param team whose it is, in words; null: one's own
  /// @param count as in [Tab]
  public record Saved(
      int no, String name, @Nullable String team, boolean editable, @Nullable String count) {

    public String word() {
      return ListName.saved(no).word();
    }
  }
}
