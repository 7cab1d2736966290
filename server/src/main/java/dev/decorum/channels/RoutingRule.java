package dev.decorum.channels;

import dev.decorum.channels.routing.Rule;
import java.util.UUID;

/// A rule that sorts new conversations.
///
/// @param no the number people see in addresses of pages
/// @param on whether it acts
/// @param editable whether who asked may change it
public record RoutingRule(UUID id, int no, boolean on, Rule rule, int version, boolean editable) {}
