package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationRow;
import dev.decorum.web.FormErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation and the others of its client that could go up in it.
///
/// @param stranger one of another client that was asked for; null: none was
/// @param typed number of another one, as it was typed
public record MergePage(
    ConversationRow row,
    List<ConversationRow> others,
    @Nullable ConversationRow stranger,
    String typed,
    String action,
    String back,
    FormErrors errors) {

  public MergePage {
    others = List.copyOf(others);
  }
}
