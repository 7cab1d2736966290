package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;
import dev.decorum.web.Keys.Command;
import java.util.Map;

/// The keys of this browser, or what was typed as such.
public record ShortcutsPage(Map<Command, String> keys, FormErrors errors) {}
