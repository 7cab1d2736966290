package dev.decorum.inbox;

import java.util.UUID;

/// Names something a member has written and not sent yet.
public record DraftId(UUID id) {}
