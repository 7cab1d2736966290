package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationView;

/// An earlier part of a long conversation.
///
/// @param back address of the conversation's end
public record EarlierPage(
    ConversationView conversation, ConversationPage.Thread thread, String back) {}
