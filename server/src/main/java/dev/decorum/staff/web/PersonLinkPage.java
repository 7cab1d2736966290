package dev.decorum.staff.web;

import dev.decorum.staff.Member;

/// A link for a member, shown once.
///
/// @param purpose `invitation` or `reset`
/// @param sent whether it went out by mail as well
public record PersonLinkPage(Member member, String purpose, String link, boolean sent) {}
