package dev.decorum.vault;

import java.util.UUID;

/// Names a data key. Not secret: every sealed value carries it in clear.
public record KeyId(UUID id) {}
