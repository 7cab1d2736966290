package dev.decorum.inbox;

/// Where a page of a list ended. It stands for a position, not a count, so what comes and goes in
/// between neither repeats nor hides a row.
public record Cursor(String text) {}
