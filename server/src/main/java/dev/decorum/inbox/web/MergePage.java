package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationRow;
import dev.decorum.web.FormErrors;
import java.util.List;

/// A conversation and the others of its client that could go up in it.
///
/// @param typed number of another one, as it was typed
public record MergePage(
    ConversationRow row,
    List<ConversationRow> others,
    String typed,
    String action,
    String back,
    FormErrors errors) {

  public MergePage {
    others = List.copyOf(others);
  }
}
