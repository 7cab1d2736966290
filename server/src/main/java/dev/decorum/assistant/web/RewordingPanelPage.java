package dev.decorum.assistant.web;

/// What the assistant offers beside the box.
///
/// @param address of the rewording of this draft
/// @param allowed whether another wording can be asked for
/// @param replaced whether words of one's own are kept that can come back
public record RewordingPanelPage(String address, boolean allowed, boolean replaced) {}
