package dev.decorum.push.web;

/// Whether browsers may be told at all.
public record PushSettingPage(boolean allowed) {}
