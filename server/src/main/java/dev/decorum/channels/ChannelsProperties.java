package dev.decorum.channels;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Decisions about mail that are not for pages.
///
/// @param privateHosts whether an admin may name an outgoing server in the private network in a
///   page
/// @param workers how many mails one node works on at a time, incoming and outgoing each
@ConfigurationProperties("decorum.channels")
record ChannelsProperties(
    @DefaultValue("false") boolean privateHosts, @DefaultValue("4") int workers) {}
