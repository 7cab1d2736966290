package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationLink;
import dev.decorum.inbox.ConversationRow;
import dev.decorum.web.FormErrors;
import java.util.List;

/// What a conversation has to do with, and what it could be linked with.
///
/// @param others further conversations of its client
/// @param typed number of another one, as it was typed
public record LinksPage(
    ConversationRow row,
    List<ConversationLink> links,
    List<ConversationRow> others,
    String typed,
    String action,
    String back,
    FormErrors errors) {

  public LinksPage {
    links = List.copyOf(links);
    others = List.copyOf(others);
  }
}
