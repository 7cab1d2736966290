package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;

/// @param purpose `invitation` or `reset`
public record ChoosePasswordPage(String purpose, String name, String email, FormErrors errors) {}
