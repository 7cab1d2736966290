package dev.decorum.assistant;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Decisions about the assistant that are not for pages.
///
/// @param privateHosts whether an admin may name a model in the private network in a page
@ConfigurationProperties("decorum.assistant")
record AssistantProperties(@DefaultValue("false") boolean privateHosts) {}
