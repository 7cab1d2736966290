package dev.decorum.inbox;

import org.springframework.core.io.InputStreamSource;

/// A file a member adds.
public record NewFile(String name, String type, InputStreamSource content) {}
