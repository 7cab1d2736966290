package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;

/// @param email as typed last time
/// @param next where to go on
/// @param empty true while there is no member at all and the set-up link is the only way in
public record SignInPage(String email, String next, boolean empty, FormErrors errors) {}
