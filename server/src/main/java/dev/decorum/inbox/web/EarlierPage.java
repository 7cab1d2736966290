package dev.decorum.inbox.web;

import dev.decorum.inbox.ConversationView;

/// An earlier part of a long conversation.
public record EarlierPage(ConversationView conversation, ConversationPage.Thread thread) {}
