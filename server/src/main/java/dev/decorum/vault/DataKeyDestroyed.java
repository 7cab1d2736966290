package dev.decorum.vault;

/// A data key was destroyed in the current transaction. Told so that other nodes hear of it.
public record DataKeyDestroyed(KeyId key) {}
