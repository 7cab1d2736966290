package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;

/// The first of two pages of the set-up: who the first admin is.
public record SetUpPage(String name, String email, FormErrors errors) {}
