package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;

/// What stands under one's own mails.
public record SignaturePage(String signature, FormErrors errors) {}
