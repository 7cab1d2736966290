package dev.decorum.promises.web;

import dev.decorum.clients.ClientSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is owed in a conversation, or to a client.
///
/// @param conversation null: all that is owed to the client
/// @param colleagues who could keep one
/// @param writes whether the reader may change anything
public record PanelPage(
    ClientSummary client,
    @Nullable Long conversation,
    List<Line> lines,
    List<Colleague> colleagues,
    boolean writes) {

  public PanelPage {
    lines = List.copyOf(lines);
    colleagues = List.copyOf(colleagues);
  }

  /// Where a change leads back to.
  public String back() {
    return conversation == null ? "client" : "conversation";
  }

  public String add() {
    return "/promises/new?"
        + (conversation == null ? "client=" + client.no() : "conversation=" + conversation);
  }

  public String home() {
    return conversation == null ? "/clients/" + client.no() : "/c/" + conversation;
  }
}
