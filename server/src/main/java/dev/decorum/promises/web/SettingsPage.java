package dev.decorum.promises.web;

import dev.decorum.web.FormErrors;

/// What the organisation says about promises.
///
/// @param most how many a day, as it is typed
public record SettingsPage(String most, FormErrors errors) {}
