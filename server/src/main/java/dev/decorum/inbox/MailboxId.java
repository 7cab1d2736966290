package dev.decorum.inbox;

import java.util.UUID;

/// Names an address of ours that conversations come in through and go out by.
public record MailboxId(UUID id) {}
