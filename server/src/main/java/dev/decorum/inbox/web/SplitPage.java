package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationRow;
import dev.decorum.web.FormErrors;
import java.util.List;

/// A conversation and what was said in it, to choose where the new one begins.
///
/// @param subject of the new one, as it was typed
public record SplitPage(
    ConversationRow row,
    List<Entry> entries,
    String subject,
    String action,
    String back,
    FormErrors errors) {

  public SplitPage {
    entries = List.copyOf(entries);
  }
}
