package dev.decorum.channels.web;

/// Leaving the mails that no person wrote.
///
/// @param step `ask`, `done`, or `unknown` where the link is none of ours
public record UnsubscribePage(String step, String token) {}
