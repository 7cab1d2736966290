package dev.decorum.demo.web;

import dev.decorum.web.FormErrors;

/// The last question of the set-up: whether to look around first.
public record SetUpSamplePage(FormErrors errors) {}
