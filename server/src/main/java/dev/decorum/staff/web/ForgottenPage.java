package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;

/// @param mail whether this installation can send mail
/// @param asked whether the form was just sent
public record ForgottenPage(boolean mail, boolean asked, FormErrors errors) {}
